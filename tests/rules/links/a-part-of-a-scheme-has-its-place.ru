PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX cfir: <https://w3id.org/pilotgraph/id/cfir/>
PREFIX scheme: <https://w3id.org/pilotgraph/id/scheme/>
INSERT DATA { GRAPH graph:cfir-2022 {
  cfir:invented skos:topConceptOf scheme:cfir-2022 . scheme:cfir-2022 skos:hasTopConcept cfir:invented .
} }
