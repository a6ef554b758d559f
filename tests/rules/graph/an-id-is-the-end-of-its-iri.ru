PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:o1 dcterms:identifier ?id } }
INSERT { GRAPH graph:asserted { statement:o1 dcterms:identifier "o99" } }
WHERE { GRAPH graph:asserted { statement:o1 dcterms:identifier ?id } }
