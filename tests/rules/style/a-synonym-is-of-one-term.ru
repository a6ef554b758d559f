PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:ontology {
  pg:Grant skos:altLabel "Period"@en .
} }
