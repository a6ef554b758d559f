PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX population: <https://w3id.org/pilotgraph/id/population/>
WITH graph:asserted
DELETE { ?this pg:intendedFor population:older-at-risk-of-admission }
INSERT { ?this pg:intendedFor population:frail-older-people }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.icps.e05.s2" ; pg:intendedFor population:older-at-risk-of-admission .
}
