PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:hedge hedge:tentative }
INSERT { ?this pg:hedge hedge:unhedged }
WHERE {
  ?this pg:supportedBy/pg:place "discussion.p8.s1" ; a pg:Interpretation ; pg:hedge hedge:tentative .
}
