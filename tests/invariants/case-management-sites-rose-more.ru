PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:comparedDirection ?way ; pg:effectDirection ?way }
INSERT { ?this pg:comparedDirection direction:decrease ; pg:effectDirection direction:decrease }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e01.s2" ; pg:comparedDirection ?way .
}
