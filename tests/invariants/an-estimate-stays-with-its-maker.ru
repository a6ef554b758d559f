PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX qualifier: <https://w3id.org/pilotgraph/id/qualifier/>
WITH graph:asserted
DELETE { ?this pg:qualifier ?qualifier ; pg:claimStatus ?status ; pg:claimant ?claimant . ?claimant ?property ?value }
INSERT { ?this pg:qualifier qualifier:exactly ; pg:claimStatus claim-status:description }
WHERE {
  ?this pg:supportedBy/pg:place "piloting.p6.s6" ; pg:qualifier ?qualifier ; pg:claimStatus ?status ; pg:claimant ?claimant .
  ?claimant ?property ?value .
}
