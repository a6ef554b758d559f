PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:expectation ?goal }
INSERT { ?this pg:aim ?goal }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.vanguards.e06" ; pg:expectation ?goal .
}
