PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX significance: <https://w3id.org/pilotgraph/id/significance/>
WITH graph:asserted
DELETE { ?this pg:significance ?said }
INSERT { ?this pg:significance significance:significant }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e04" ; pg:significance ?said .
  FILTER(?said = significance:significant-unqualified)
}
