PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:statesValue ?sum . ?subject pg:pilotCount ?sum }
INSERT { ?this pg:statesValue 29 . ?subject pg:pilotCount 29 }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.pioneers.e01" ; pg:isComputed true ; pg:about ?subject ; pg:statesValue ?sum .
}
