PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:o1 pg:claimStatus ?status } }
INSERT { GRAPH graph:asserted { statement:o1 pg:claimStatus claim-status:hypothesis } }
WHERE { GRAPH graph:asserted { statement:o1 pg:claimStatus ?status } }
