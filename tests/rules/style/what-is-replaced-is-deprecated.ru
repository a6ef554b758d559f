PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
INSERT DATA { GRAPH graph:ontology {
  dcterms:isReplacedBy a owl:AnnotationProperty .
  pg:Grant dcterms:isReplacedBy pg:Period .
} }
