PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
INSERT DATA { GRAPH graph:asserted {
  outcome:rain a pg:Outcome , pg:Factor .
} }
