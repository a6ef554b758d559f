PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX phase: <https://w3id.org/pilotgraph/id/phase/>
WITH graph:asserted
DELETE { ?this pg:phase phase:after-shift }
INSERT { ?this pg:phase phase:start }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.icps.e02.s2" ; pg:phase phase:after-shift .
}
