PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
INSERT DATA { GRAPH graph:asserted {
  factor:landlord-consent a pg:Outcome .
} }
