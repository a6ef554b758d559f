PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?leaders pg:heldBy ?leader . ?partners pg:heldBy ?partner }
INSERT { ?leaders pg:heldBy ?partner . ?partners pg:heldBy ?leader }
WHERE {
  ?leaders pg:supportedBy/pg:place "achievements.p1.s3" ; pg:heldBy ?leader .
  ?partners pg:supportedBy/pg:place "achievements.p1.s4" ; pg:heldBy ?partner .
}
