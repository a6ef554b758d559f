PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:b3 pg:about programme:dry-roofs ; pg:namesBarrier ?idea } }
INSERT { GRAPH graph:asserted { statement:b3 pg:about programme:warm-homes ; pg:namesBarrier idea:rain . idea:rain a pg:Idea ; skos:prefLabel "rain"@en } }
WHERE { GRAPH graph:asserted { statement:b3 pg:about programme:dry-roofs ; pg:namesBarrier ?idea } }
