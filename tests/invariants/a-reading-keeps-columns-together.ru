PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about programme:icps }
INSERT { ?this pg:about programme:pioneers }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.barriers.e05" ; pg:about programme:icps .
}
