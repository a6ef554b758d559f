PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX integration-type: <https://w3id.org/pilotgraph/id/integration-type/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about ?pilot }
INSERT { ?this pg:about programme:icps }
WHERE {
  ?this pg:supportedBy/pg:place "table-1.icps.e06" ; pg:integrationType integration-type:vertical ; pg:about ?pilot .
}
