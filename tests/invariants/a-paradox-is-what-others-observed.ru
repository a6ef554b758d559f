PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:claimStatus ?status ; pg:claimant ?claimant . ?claimant ?property ?value }
INSERT { ?this pg:claimStatus claim-status:description }
WHERE {
  ?this pg:supportedBy/pg:place "discussion.p8.s2" ; pg:claimStatus ?status ; pg:claimant ?claimant .
  ?claimant ?property ?value .
}
