PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:causedBy ?reason }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.icps.e02.s2" ; pg:causedBy ?reason .
}
