PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
PREFIX mapping: <https://w3id.org/pilotgraph/id/mapping/>
INSERT DATA { GRAPH graph:mappings {
  mapping:invented a pg:Mapping, owl:Axiom ; owl:annotatedSource factor:landlord-consent ;
    owl:annotatedProperty skos:closeMatch ; owl:annotatedTarget <https://example.org/consent> .
} }
