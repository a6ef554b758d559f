PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA { GRAPH graph:ontology {
  pg:Commitment rdfs:subClassOf [ a owl:Restriction ; owl:onProperty pg:fulfilment ; owl:allValuesFrom pg:Fulfilment ] .
} }
