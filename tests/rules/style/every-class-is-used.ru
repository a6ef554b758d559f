PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:ontology {
  pg:Ward a owl:Class ; rdfs:subClassOf pg:Place ;
    skos:prefLabel "ward"@en ;
    skos:definition "A part of a town."@en .
} }
