PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:statesValue ?grant . ?evaluation pg:grant ?grant }
INSERT { ?this pg:statesValue ?other . ?evaluation pg:grant ?other }
WHERE {
  ?this pg:about ?evaluation ; pg:statesProperty pg:grant ; pg:statesValue ?grant .
  ?another pg:statesProperty pg:grant ; pg:statesValue ?other .
  FILTER(?grant != ?other)
}
