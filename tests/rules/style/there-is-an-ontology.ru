PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE WHERE { GRAPH graph:ontology { ?ontology a owl:Ontology } }
