PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:outcome ?growth }
INSERT { ?this pg:outcome outcome:unplanned-admissions }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p3.s1" ; pg:outcome ?growth .
}
