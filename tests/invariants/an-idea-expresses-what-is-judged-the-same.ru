PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
INSERT { ?idea pg:expresses factor:funding }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p9.s5" ; pg:namesBarrier ?idea .
}
