PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:b2 pg:namesBarrier ?idea } }
INSERT { GRAPH graph:asserted { statement:b2 pg:namesBarrier idea:slow-consent . statement:b4 pg:namesBarrier idea:scaffolding } }
WHERE { GRAPH graph:asserted { statement:b2 pg:namesBarrier ?idea } }
