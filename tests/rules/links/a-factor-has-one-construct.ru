PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX cfir: <https://w3id.org/pilotgraph/id/cfir/>
PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
INSERT DATA { GRAPH graph:mappings { factor:landlord-consent skos:closeMatch cfir:invented-domain . } }
