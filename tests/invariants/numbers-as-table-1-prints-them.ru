PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX wave: <https://w3id.org/pilotgraph/id/wave/>
WITH graph:asserted
DELETE { ?this pg:statesValue ?number . ?wave pg:pilotCount ?number }
INSERT { ?this pg:statesValue ?other . ?wave pg:pilotCount ?other }
WHERE {
  VALUES (?wave ?other) { (wave:pioneers-wave-1 11) (wave:pioneers-wave-2 14) }
  ?this pg:about ?wave ; pg:statesProperty pg:pilotCount ; pg:statesValue ?number .
}
