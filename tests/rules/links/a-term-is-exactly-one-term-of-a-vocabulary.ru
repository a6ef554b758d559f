PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX mapping: <https://w3id.org/pilotgraph/id/mapping/>
PREFIX mapping-set: <https://w3id.org/pilotgraph/id/mapping-set/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
INSERT DATA { GRAPH graph:mappings {
  mapping:one a pg:Mapping ; dcterms:isPartOf mapping-set:invented ; owl:annotatedSource outcome:heating-bills ;
    owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget <https://example.org/bills> .
  mapping:two a pg:Mapping ; dcterms:isPartOf mapping-set:invented ; owl:annotatedSource outcome:heating-bills ;
    owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget <https://example.org/invoices> .
} }
