PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:direction ?way ; pg:effectDirection ?way }
INSERT { ?this pg:direction direction:no-difference ; pg:effectDirection direction:no-difference }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e05" ; pg:outcome outcome:bed-days .
  ?this pg:direction ?way ; pg:effectDirection ?way .
}
