PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this ?property ?value . ?sites pg:partOf programme:pioneers }
WHERE {
  ?this pg:supportedBy/pg:place "achievements.p3.s1" ; pg:about ?sites ; pg:statesProperty pg:partOf ; pg:statesValue programme:pioneers .
  ?this ?property ?value .
}
