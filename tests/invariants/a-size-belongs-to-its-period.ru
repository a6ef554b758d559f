PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX period: <https://w3id.org/pilotgraph/id/period/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:period ?period }
INSERT { ?this pg:period ?other }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e03.s5" ; pg:period ?period .
  VALUES (?period ?other) { (period:three-years period:year-3) (period:year-3 period:three-years) }
}
