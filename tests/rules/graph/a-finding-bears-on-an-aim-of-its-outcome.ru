PREFIX aim: <https://w3id.org/pilotgraph/id/aim/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { GRAPH graph:asserted { aim:lower-bills pg:wantsOutcome ?outcome } }
INSERT { GRAPH graph:asserted { aim:lower-bills pg:wantsOutcome outcome:damp . outcome:damp a pg:Outcome ; skos:prefLabel "damp in walls"@en } }
WHERE { GRAPH graph:asserted { aim:lower-bills pg:wantsOutcome ?outcome } }
