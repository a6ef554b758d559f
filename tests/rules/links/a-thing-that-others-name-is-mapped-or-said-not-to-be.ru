PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX mapping: <https://w3id.org/pilotgraph/id/mapping/>
DELETE WHERE { GRAPH graph:mappings { mapping:factor-landlord-consent--unmapped-none ?p ?o } }
