PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX grounding: <https://w3id.org/pilotgraph/id/grounding/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:grounding grounding:perceived }
INSERT { ?this pg:grounding grounding:measured }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p1.s3" ; pg:grounding grounding:perceived .
}
