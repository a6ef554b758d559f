PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about ?sites }
INSERT { ?this pg:about programme:icps }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e02" ; pg:about ?sites .
}
