PREFIX cito: <http://purl.org/spar/cito/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX reference: <https://w3id.org/pilotgraph/id/reference/>
WITH graph:asserted
DELETE { ?this cito:cites ?cited }
INSERT { ?this cito:cites reference:lewis-2021-10 }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p2.s3" ; cito:cites ?cited .
}
