PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
INSERT DATA { GRAPH graph:asserted { programme:vanguards pg:pilotCount 29 } }
