PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX vann: <http://purl.org/vocab/vann/>
DELETE { GRAPH graph:ontology { ?this vann:preferredNamespaceUri ?old } }
INSERT { GRAPH graph:ontology { ?this vann:preferredNamespaceUri "https://w3id.org/pilotgraph/terms#" } }
WHERE { GRAPH graph:ontology { ?this vann:preferredNamespaceUri ?old } }
