PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:basis ?basis }
INSERT { ?this pg:basis basis:text }
WHERE {
  ?this pg:supportedBy/pg:place "abstract-conclusion.p1.s1" ; pg:basis ?basis .
}
