PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about ?site }
INSERT { ?this pg:about programme:vanguards }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p3.s2" ; pg:outcome ?outcome ; pg:about ?site .
}
