PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX role: <https://w3id.org/pilotgraph/id/role/>
INSERT DATA { GRAPH graph:asserted {
  [] pg:role role:evaluator .
} }
