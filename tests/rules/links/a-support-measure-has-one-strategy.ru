PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX support-measure: <https://w3id.org/pilotgraph/id/support-measure/>
DELETE { GRAPH graph:mappings { support-measure:account-manager ?match ?strategy } }
WHERE { GRAPH graph:mappings { support-measure:account-manager ?match ?strategy } }
