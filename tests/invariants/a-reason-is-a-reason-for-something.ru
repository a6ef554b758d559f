PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:explains ?judgement }
WHERE {
  ?this pg:supportedBy/pg:place "discussion.p6.s4" ; a pg:DesignStatement ; pg:explains ?judgement .
}
