PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX significance: <https://w3id.org/pilotgraph/id/significance/>
WITH graph:asserted
DELETE { ?this pg:comparedDirection ?way ; pg:effectDirection ?way }
INSERT { ?this pg:comparedDirection direction:no-difference ; pg:effectDirection direction:no-difference }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e04" ; pg:significance significance:not-significant ; pg:comparedDirection ?way .
}
