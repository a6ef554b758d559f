PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:ontology {
  pg:heaviness a owl:DatatypeProperty ;
    skos:prefLabel "heaviness"@en ;
    skos:definition "Gives how heavy a thing is."@en .
} } ;
INSERT DATA { GRAPH graph:asserted {
  programme:warm-homes pg:heaviness 2.5 .
} }
