PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:ontology {
  pg:heaviness a owl:DatatypeProperty ;
    skos:prefLabel "heaviness"@en ;
    skos:definition "Gives how heavy a thing is."@en ;
    rdfs:range xsd:decimal .
} }
