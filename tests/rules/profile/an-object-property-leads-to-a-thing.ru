PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  statement:o1 pg:grounding "measured" .
} }
