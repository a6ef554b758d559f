PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:exampleOf ?general }
INSERT { ?this pg:about programme:pioneers , programme:vanguards }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p6.s2" ; pg:about programme:icps ; pg:exampleOf ?general .
}
