PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
INSERT DATA { GRAPH graph:mappings {
  outcome:heating-bills skos:exactMatch <https://example.org/bills> . outcome:window-draughts skos:exactMatch <https://example.org/bills> .
} }
