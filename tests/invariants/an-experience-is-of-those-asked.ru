PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX perspective: <https://w3id.org/pilotgraph/id/perspective/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:perspective perspective:patients }
INSERT { ?this pg:perspective perspective:staff }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p6.s2" ; pg:perspective perspective:patients .
}
