PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX person: <https://w3id.org/pilotgraph/id/person/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about ?programme }
INSERT { ?this pg:about programme:vanguards }
WHERE {
  ?this pg:supportedBy/pg:place "funding.p1.s3" ; pg:person person:roland ; pg:about ?programme .
}
