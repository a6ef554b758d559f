PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX intensity: <https://w3id.org/pilotgraph/id/intensity/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:intensity intensity:limited }
INSERT { ?this pg:intensity intensity:extensive }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.pioneers.e05" ; pg:intensity intensity:limited .
}
