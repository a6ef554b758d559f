PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:about ?care }
INSERT { ?this pg:about programme:icps , programme:pioneers , programme:vanguards }
WHERE {
  ?this pg:supportedBy/pg:place "introduction.p1.s3" ; pg:aim ?aim ; pg:about ?care .
}
