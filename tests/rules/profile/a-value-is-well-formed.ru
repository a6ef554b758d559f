PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE { GRAPH graph:asserted { statement:o1 pg:effectSize ?size } }
INSERT { GRAPH graph:asserted { statement:o1 pg:effectSize "2,5"^^xsd:decimal } }
WHERE { GRAPH graph:asserted { statement:o1 pg:effectSize ?size } }
