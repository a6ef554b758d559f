PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX reading: <https://w3id.org/pilotgraph/id/reading/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:asserted {
  reading:barriers-3 a pg:Reading ; skos:prefLabel "third reading of the barriers"@en ; pg:tableRow "hindrances" ;
    pg:columnEndsWith <https://w3id.org/pilotgraph/id/passage/okafor-2014-table-2-hindrances-e01> .
} }
