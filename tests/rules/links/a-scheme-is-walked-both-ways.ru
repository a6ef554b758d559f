PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX cfir: <https://w3id.org/pilotgraph/id/cfir/>
DELETE DATA { GRAPH graph:cfir-2022 { cfir:invented-domain skos:narrower cfir:invented } }
