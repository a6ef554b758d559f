PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:ontology {
  dcterms:isReplacedBy a owl:AnnotationProperty .
  pg:subsidy a owl:ObjectProperty ;
    skos:prefLabel "subsidy"@en ;
    skos:definition "Relates a pilot to money that it was given."@en ;
    owl:deprecated true ; rdfs:domain pg:Pilot .
} }
