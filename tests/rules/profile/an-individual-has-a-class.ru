PREFIX cito: <http://purl.org/spar/cito/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  statement:o1 cito:cites <https://w3id.org/pilotgraph/id/reference/okafor-2014.99> .
} }
