PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:direction direction:increase }
INSERT { ?this pg:direction direction:decrease }
WHERE {
  VALUES ?place { "table-2.hospital-activity.e03.s4" "achievements.p2.s4" }
  ?this pg:supportedBy/pg:place ?place ; pg:outcome outcome:unplanned-admissions .
}
