PREFIX gap-kind: <https://w3id.org/pilotgraph/id/gap-kind/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:gapKind gap-kind:uneven-quality }
INSERT { ?this pg:gapKind gap-kind:not-studied }
WHERE {
  ?this pg:about programme:vanguards ; pg:gapKind gap-kind:uneven-quality .
}
