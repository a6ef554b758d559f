PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA { GRAPH graph:ontology {
  prov:Activity rdfs:subClassOf prov:Entity .
} }
