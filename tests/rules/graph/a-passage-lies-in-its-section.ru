PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
DELETE { GRAPH graph:asserted { <https://w3id.org/pilotgraph/id/passage/okafor-2014-abstract-p1-s1> pg:place ?any } }
INSERT { GRAPH graph:asserted { <https://w3id.org/pilotgraph/id/passage/okafor-2014-abstract-p1-s1> pg:place "abstract.p9.s9" } }
WHERE { GRAPH graph:asserted { <https://w3id.org/pilotgraph/id/passage/okafor-2014-abstract-p1-s1> pg:place ?any } }
