PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:b2 pg:certainty ?any } }
INSERT { GRAPH graph:asserted { statement:b2 pg:certainty certainty:certain } }
WHERE { GRAPH graph:asserted { statement:b2 pg:certainty ?any } }
