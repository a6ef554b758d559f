PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { GRAPH graph:mappings { ?mapping owl:annotatedProperty skos:broadMatch } }
INSERT { GRAPH graph:mappings { ?mapping owl:annotatedProperty skos:relatedMatch } }
WHERE { GRAPH graph:mappings { ?mapping owl:annotatedProperty skos:broadMatch } }
