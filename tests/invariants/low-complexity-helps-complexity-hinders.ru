PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX side: <https://w3id.org/pilotgraph/id/side/>
WITH graph:asserted
DELETE { ?match pg:side ?side }
INSERT { ?match pg:side side:presence }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.facilitators.e05" ; pg:namesFacilitator ?idea .
  ?match pg:matchesIdea ?idea ; pg:matchesFactor factor:intervention-complexity ; pg:side ?side .
}
