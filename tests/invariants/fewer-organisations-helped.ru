PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this a pg:FacilitatorStatement ; pg:namesFacilitator ?idea }
INSERT { ?this a pg:BarrierStatement ; pg:namesBarrier ?idea }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p2.s3" ; pg:namesFacilitator ?idea .
}
