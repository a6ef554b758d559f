PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE { GRAPH graph:ontology { ?ontology ?property ?value } }
INSERT { GRAPH graph:ontology { <https://w3id.org/pilotgraph/ontology.ttl> ?property ?value } }
WHERE { GRAPH graph:ontology { ?ontology a owl:Ontology ; ?property ?value } }
