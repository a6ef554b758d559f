PREFIX fulfilment: <https://w3id.org/pilotgraph/id/fulfilment/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:fulfilment ?fulfilment }
INSERT { ?this pg:fulfilment fulfilment:kept }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p5.s4" ; pg:fulfilment ?fulfilment .
}
