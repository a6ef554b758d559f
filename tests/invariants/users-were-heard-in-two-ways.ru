PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about ?programme }
INSERT { ?this pg:about ?other }
WHERE {
  ?this pg:supportedBy/pg:place "discussion.p9.s2" ; pg:intervention ?intervention ; pg:about ?programme .
  VALUES (?programme ?other) { (programme:pioneers programme:vanguards) (programme:vanguards programme:pioneers) }
}
