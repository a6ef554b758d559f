PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:isComputed ?flag ; pg:computedFrom ?stated }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.pioneers.e01" ; pg:isComputed ?flag ; pg:computedFrom ?stated .
}
