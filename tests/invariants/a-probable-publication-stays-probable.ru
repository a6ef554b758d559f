PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:matchProbability ?probability }
INSERT { ?this pg:matchProbability 1.0 }
WHERE {
  ?this pg:number 9 ; pg:matchProbability ?probability .
}
