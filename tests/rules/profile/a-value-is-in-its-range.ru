PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:o1 pg:effectSize ?size } }
INSERT { GRAPH graph:asserted { statement:o1 pg:effectSize "2.5" } }
WHERE { GRAPH graph:asserted { statement:o1 pg:effectSize ?size } }
