PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX scope: <https://w3id.org/pilotgraph/id/scope/>
WITH graph:asserted
DELETE { ?this pg:statesValue ?scope . ?models pg:scope ?scope }
INSERT { ?this pg:statesValue scope:compared . ?models pg:scope scope:compared }
WHERE {
  ?models pg:scope scope:excluded , ?scope .
  ?this pg:about ?models ; pg:statesProperty pg:scope ; pg:statesValue ?scope .
}
