PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX method-use: <https://w3id.org/pilotgraph/id/method-use/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:methodUse ?use }
INSERT { ?this pg:methodUse method-use:used }
WHERE {
  ?this pg:supportedBy/pg:place "introduction.p3.s5" ; pg:methodUse ?use .
}
