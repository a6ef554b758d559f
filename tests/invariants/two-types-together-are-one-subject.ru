PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX model-type: <https://w3id.org/pilotgraph/id/model-type/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:about ?both }
INSERT { ?this pg:about model-type:multispecialty-community-providers , model-type:primary-and-acute-care-systems }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.hospital-activity.e04" ; pg:outcome ?outcome ; pg:about ?both .
}
