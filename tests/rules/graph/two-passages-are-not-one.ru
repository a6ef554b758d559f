PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE { GRAPH graph:asserted { ?two oa:start ?s ; oa:end ?e } }
INSERT { GRAPH graph:asserted { ?two oa:start ?start ; oa:end ?end } }
WHERE { GRAPH graph:asserted {
  <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s1> oa:hasSelector ?one . ?one oa:start ?start ; oa:end ?end .
  <https://w3id.org/pilotgraph/id/passage/okafor-2014-abstract-p1-s1> oa:hasSelector ?two . ?two oa:start ?s ; oa:end ?e .
} }
