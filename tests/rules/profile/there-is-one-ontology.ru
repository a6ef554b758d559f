PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT DATA { GRAPH graph:ontology {
  <https://w3id.org/pilotgraph/ontology> owl:imports <http://www.w3.org/ns/org> .
} }
