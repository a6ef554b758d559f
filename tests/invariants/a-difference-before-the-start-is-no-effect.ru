PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX significance: <https://w3id.org/pilotgraph/id/significance/>
WITH graph:asserted
DELETE { ?this a pg:BaselineDifference ; pg:baselineOutcome ?outcome }
INSERT { ?this a pg:OutcomeFinding ; pg:outcome ?outcome ; pg:effectDirection ?way ; pg:significance significance:not-stated }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e06" ; pg:baselineOutcome ?outcome ; pg:comparedDirection ?way .
}
