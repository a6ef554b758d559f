PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
INSERT DATA { GRAPH graph:asserted {
  idea:scaffolding pg:expresses factor:landlord-consent .
} }
