PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:trend ?trend }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e03.s5" ; pg:trend ?trend .
}
