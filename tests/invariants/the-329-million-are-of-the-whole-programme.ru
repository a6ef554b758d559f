PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX pilot-group: <https://w3id.org/pilotgraph/id/pilot-group/>
WITH graph:asserted
DELETE { ?this pg:about ?programme }
INSERT { ?this pg:about pilot-group:vanguards-of-compared-types }
WHERE {
  ?this pg:supportedBy/pg:place "piloting.p6.s6" ; pg:amount ?sum ; pg:about ?programme .
}
