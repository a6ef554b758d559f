PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX cfir: <https://w3id.org/pilotgraph/id/cfir/>
DELETE WHERE { GRAPH graph:cfir-2022 { cfir:invented pg:seenAt ?page } }
