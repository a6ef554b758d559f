PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:direction ?rise ; pg:effectDirection ?rise }
INSERT { ?this pg:direction direction:decrease ; pg:effectDirection direction:decrease }
WHERE {
  VALUES ?place { "table-2.hospital-activity.e01.s1" "achievements.p2.s2" }
  ?this pg:supportedBy/pg:place ?place ; pg:outcome outcome:unplanned-admissions .
  ?this pg:direction ?rise ; pg:effectDirection ?rise .
}
