PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:a1 pg:about ?subject } }
INSERT { GRAPH graph:asserted { statement:a1 pg:about programme:dry-roofs } }
WHERE { GRAPH graph:asserted { statement:a1 pg:about ?subject } }
