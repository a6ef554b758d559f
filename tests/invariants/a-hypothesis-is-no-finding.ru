PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX perspective: <https://w3id.org/pilotgraph/id/perspective/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this a pg:Hypothesis ; pg:claimStatus ?status ; pg:hedge ?hedge }
INSERT { ?this a pg:ExperienceFinding ; pg:claimStatus claim-status:finding ; pg:hedge hedge:unhedged ;
  pg:outcome outcome:involvement-in-decisions ; pg:direction direction:decrease ; pg:perspective perspective:patients }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p6.s4" ; pg:claimStatus ?status ; pg:hedge ?hedge .
}
