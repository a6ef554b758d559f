PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX qualifier: <https://w3id.org/pilotgraph/id/qualifier/>
WITH graph:asserted
DELETE { ?this pg:qualifier qualifier:nearly }
INSERT { ?this pg:qualifier qualifier:exactly }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p5.s3" ; pg:qualifier qualifier:nearly .
}
