PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX wave: <https://w3id.org/pilotgraph/id/wave/>
WITH graph:asserted
DELETE { ?this pg:about wave:pioneers-wave-1 }
INSERT { ?this pg:about programme:pioneers }
WHERE {
  VALUES ?place { "table-2.hospital-activity.e03.s1" "table-2.hospital-activity.e03.s2" }
  ?this pg:supportedBy/pg:place ?place ; pg:about wave:pioneers-wave-1 .
}
