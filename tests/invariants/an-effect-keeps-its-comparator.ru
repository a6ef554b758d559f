PREFIX comparator: <https://w3id.org/pilotgraph/id/comparator/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:comparator comparator:controls }
INSERT { ?this pg:comparator comparator:not-named }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p2.s3" ; pg:comparator comparator:controls .
}
