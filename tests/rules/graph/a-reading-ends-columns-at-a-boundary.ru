PREFIX boundary: <https://w3id.org/pilotgraph/id/boundary/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
DELETE WHERE { GRAPH graph:asserted { boundary:barriers-1 pg:mayLieAfter <https://w3id.org/pilotgraph/id/passage/okafor-2014-table-2-hindrances-e02> } }
