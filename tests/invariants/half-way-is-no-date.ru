PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX period: <https://w3id.org/pilotgraph/id/period/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
WITH graph:asserted
DELETE { ?this pg:period ?half . ?half ?property ?value }
INSERT { ?this pg:period period:in-2017 . period:in-2017 a pg:Period ; skos:prefLabel "In 2017"@en ; skos:definition "The calendar year 2017."@en }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p7.s2" ; pg:period ?half .
  ?half ?property ?value .
}
