PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX provision: <https://w3id.org/pilotgraph/id/provision/>
WITH graph:asserted
DELETE { ?this pg:provision provision:less-than-expected }
INSERT { ?this pg:provision provision:given }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p9.s6" ; pg:provision provision:less-than-expected .
}
