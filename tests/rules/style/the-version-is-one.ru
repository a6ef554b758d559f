PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE { GRAPH graph:ontology { ?this owl:versionInfo ?version } }
INSERT { GRAPH graph:ontology { ?this owl:versionInfo "9.9.9" } }
WHERE { GRAPH graph:ontology { ?this owl:versionInfo ?version } }
