PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:supportWithheld ?measure }
INSERT { ?this pg:supportGiven ?measure }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p9.s6" ; pg:supportWithheld ?measure .
}
