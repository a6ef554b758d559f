PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA { GRAPH graph:ontology {
  pg:scope rdfs:domain prov:Entity .
} }
