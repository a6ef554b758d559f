PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:b4 pg:exampleOf ?general } }
INSERT { GRAPH graph:asserted { statement:b4 pg:exampleOf statement:b3 } }
WHERE { GRAPH graph:asserted { statement:b4 pg:exampleOf ?general } }
