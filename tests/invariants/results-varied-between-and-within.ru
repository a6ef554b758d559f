PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX level: <https://w3id.org/pilotgraph/id/level/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:variesAmong level:within-pilots }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e03.s3" ; pg:variesAmong level:within-pilots .
}
