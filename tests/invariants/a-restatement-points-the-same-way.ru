PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:comparedDirection ?way }
INSERT { ?this pg:comparedDirection direction:increase }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.patient-experience.e02.s2" ; pg:outcome outcome:choice-of-clinician ; pg:comparedDirection ?way .
}
