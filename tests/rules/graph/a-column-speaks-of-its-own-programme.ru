PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  statement:f2 pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-table-1-warm-homes-e01> .
} }
