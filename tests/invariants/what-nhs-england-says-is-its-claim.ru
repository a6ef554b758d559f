PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:claimStatus ?status ; pg:claimant ?claimant }
INSERT { ?this pg:claimStatus claim-status:finding }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p7.s3" ; pg:claimStatus ?status ; pg:claimant ?claimant .
}
