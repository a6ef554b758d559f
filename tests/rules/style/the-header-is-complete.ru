PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
DELETE WHERE { GRAPH graph:ontology { ?this dcterms:license ?licence } }
