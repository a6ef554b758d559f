PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:claimant ?claimant }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p7.s3" ; pg:claimant ?claimant .
}
