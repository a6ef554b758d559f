PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:certainty ?inferred }
INSERT { ?this pg:certainty certainty:certain }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.barriers.e05" ; pg:certainty ?inferred .
}
