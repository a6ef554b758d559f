PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX integration-type: <https://w3id.org/pilotgraph/id/integration-type/>
DELETE WHERE { GRAPH graph:mappings { integration-type:vertical skos:mappingRelation ?dimension } }
