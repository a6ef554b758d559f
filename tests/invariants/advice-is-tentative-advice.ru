PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this a pg:Recommendation ; pg:claimStatus ?status ; pg:hedge ?hedge }
INSERT { ?this a pg:Interpretation ; pg:claimStatus claim-status:interpretation ; pg:hedge hedge:unhedged }
WHERE {
  ?this pg:supportedBy/pg:place "discussion.p4.s2" ; pg:claimStatus ?status ; pg:hedge ?hedge .
}
