PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:b5 pg:claimStatus ?status } }
INSERT { GRAPH graph:asserted { statement:b5 pg:claimStatus claim-status:third-party } }
WHERE { GRAPH graph:asserted { statement:b5 pg:claimStatus ?status } }
