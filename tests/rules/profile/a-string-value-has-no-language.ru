PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
DELETE { GRAPH graph:asserted { ?this pg:unit ?unit } }
INSERT { GRAPH graph:asserted { ?this pg:unit "percent"@en } }
WHERE { GRAPH graph:asserted { ?this pg:unit ?unit } }
