PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE { GRAPH graph:ontology { pg:awardNumber rdfs:range xsd:string } }
INSERT { GRAPH graph:ontology { pg:awardNumber rdfs:range xsd:date } }
WHERE { GRAPH graph:ontology { pg:awardNumber rdfs:range xsd:string } }
