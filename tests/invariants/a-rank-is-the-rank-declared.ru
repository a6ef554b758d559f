PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX role: <https://w3id.org/pilotgraph/id/role/>
WITH graph:asserted
DELETE { ?this pg:role ?role }
INSERT { ?this pg:role role:principal-investigator }
WHERE {
  ?this pg:supportedBy/pg:place "funding.p1.s9" ; pg:role ?role .
}
