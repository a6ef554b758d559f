PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX support-measure: <https://w3id.org/pilotgraph/id/support-measure/>
WITH graph:asserted
DELETE { ?this pg:supportedBy ?cell }
INSERT { ?this pg:supportedBy ?other }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.icps.e07" ; pg:supportGiven support-measure:national-programme-support ; pg:supportedBy ?cell .
  ?other pg:place "table-1.vanguards.e07" .
}
