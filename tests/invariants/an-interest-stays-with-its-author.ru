PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX person: <https://w3id.org/pilotgraph/id/person/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:person person:lewis }
INSERT { ?this pg:person person:ling }
WHERE {
  ?this pg:supportedBy/pg:place "funding.p1.s2" ; pg:person person:lewis .
}
