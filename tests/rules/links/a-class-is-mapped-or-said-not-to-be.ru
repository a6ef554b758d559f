PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE { GRAPH graph:mappings { ?mapping ?p ?o } GRAPH graph:alignments { pg:Passage rdfs:subClassOf ?upper } }
WHERE {
  { GRAPH graph:mappings { ?mapping owl:annotatedSource pg:Passage ; ?p ?o } }
  UNION { GRAPH graph:alignments { pg:Passage rdfs:subClassOf ?upper } }
}
