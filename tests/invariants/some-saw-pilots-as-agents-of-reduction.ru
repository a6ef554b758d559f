PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX organisation: <https://w3id.org/pilotgraph/id/organisation/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
INSERT { ?this pg:heldBy organisation:local-authorities }
WHERE {
  ?this pg:supportedBy/pg:place "discussion.p7.s2" ; pg:successCriterion ?criterion .
}
