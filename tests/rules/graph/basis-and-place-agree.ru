PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:o1 pg:basis ?any } }
INSERT { GRAPH graph:asserted { statement:o1 pg:basis basis:declaration } }
WHERE { GRAPH graph:asserted { statement:o1 pg:basis ?any } }
