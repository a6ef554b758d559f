PREFIX gap-kind: <https://w3id.org/pilotgraph/id/gap-kind/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:gapKind gap-kind:not-explored }
INSERT { ?this pg:gapKind gap-kind:not-studied }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p5.s4" ; pg:gapKind gap-kind:not-explored .
}
