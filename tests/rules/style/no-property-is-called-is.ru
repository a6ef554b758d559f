PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { GRAPH graph:ontology { pg:partOf skos:prefLabel ?old } }
INSERT { GRAPH graph:ontology { pg:partOf skos:prefLabel "is a kind of"@en } }
WHERE { GRAPH graph:ontology { pg:partOf skos:prefLabel ?old } }
