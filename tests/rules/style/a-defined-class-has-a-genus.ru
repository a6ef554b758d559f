PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:ontology {
  pg:Grant owl:equivalentClass [ a owl:Restriction ; owl:onProperty pg:awardNumber ; owl:someValuesFrom xsd:string ] .
} }
