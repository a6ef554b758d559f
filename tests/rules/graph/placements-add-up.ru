PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX placement: <https://w3id.org/pilotgraph/id/placement/>
DELETE { GRAPH graph:asserted { placement:b2.dry-roofs pg:probability ?any } }
INSERT { GRAPH graph:asserted { placement:b2.dry-roofs pg:probability 0.7 } }
WHERE { GRAPH graph:asserted { placement:b2.dry-roofs pg:probability ?any } }
