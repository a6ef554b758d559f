PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX pilot-group: <https://w3id.org/pilotgraph/id/pilot-group/>
WITH graph:asserted
DELETE { ?this pg:about ?programme }
INSERT { ?this pg:about pilot-group:vanguards-hospital-models }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e05" ; pg:about ?programme .
}
