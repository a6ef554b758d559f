PREFIX aim-relation: <https://w3id.org/pilotgraph/id/aim-relation/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:aimRelation aim-relation:not-an-aim }
INSERT { ?this pg:aimRelation aim-relation:as-intended }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p2.s2" ; pg:aimRelation aim-relation:not-an-aim .
}
