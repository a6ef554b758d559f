PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:statesValue ?year . programme:icps pg:launchYear ?year }
INSERT { ?this pg:statesValue 2009 . programme:icps pg:launchYear 2009 }
WHERE {
  ?this pg:about programme:icps ; pg:statesProperty pg:launchYear ; pg:statesValue ?year .
}
