PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX placement: <https://w3id.org/pilotgraph/id/placement/>
PREFIX reading: <https://w3id.org/pilotgraph/id/reading/>
DELETE { GRAPH graph:asserted { reading:barriers-2 pg:includes ?any } }
INSERT { GRAPH graph:asserted { reading:barriers-2 pg:includes placement:b2.warm-homes } }
WHERE { GRAPH graph:asserted { reading:barriers-2 pg:includes ?any } }
