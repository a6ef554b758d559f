PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX period: <https://w3id.org/pilotgraph/id/period/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX significance: <https://w3id.org/pilotgraph/id/significance/>
WITH graph:asserted
DELETE { ?this pg:significance ?one }
INSERT { ?this pg:significance ?other }
WHERE {
  VALUES ?place { "table-2.hospital-activity.e03.s2" "achievements.p2.s3" }
  ?this pg:supportedBy/pg:place ?place ; pg:period ?period ; pg:significance ?one .
  VALUES (?period ?one ?other) {
    (period:year-1 significance:significant significance:not-significant)
    (period:year-2 significance:not-significant significance:significant)
  }
}
