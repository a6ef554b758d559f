PREFIX design-level: <https://w3id.org/pilotgraph/id/design-level/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:designLevel ?level }
INSERT { ?this pg:designLevel ?other }
WHERE {
  VALUES ?place { "table-1.vanguards.e02" "table-1.vanguards.e06" }
  ?this pg:supportedBy/pg:place ?place ; pg:designLevel ?level .
  ?this a pg:DesignStatement .
  VALUES (?level ?other) { (design-level:national design-level:local) (design-level:local design-level:national) }
}
