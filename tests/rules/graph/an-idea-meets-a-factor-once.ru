PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
PREFIX grade: <https://w3id.org/pilotgraph/id/grade/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX match: <https://w3id.org/pilotgraph/id/match/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX side: <https://w3id.org/pilotgraph/id/side/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:asserted {
  match:again a pg:FactorMatch ; skos:prefLabel "scaffolding again"@en ; pg:matchesIdea idea:scaffolding ;
    pg:matchesFactor factor:landlord-consent ; pg:grade grade:surface ; pg:side side:absence .
} }
