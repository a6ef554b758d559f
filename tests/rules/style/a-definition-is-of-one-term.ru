PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT { GRAPH graph:ontology { pg:Grant skos:definition ?other } }
WHERE { GRAPH graph:ontology { pg:Period skos:definition ?other } } ;
DELETE { GRAPH graph:ontology { pg:Grant skos:definition ?old } }
WHERE { GRAPH graph:ontology { pg:Grant skos:definition ?old FILTER NOT EXISTS { pg:Period skos:definition ?old } } }
