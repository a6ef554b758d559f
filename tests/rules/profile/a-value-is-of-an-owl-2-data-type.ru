PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE { GRAPH graph:asserted { ?this pg:launchYear ?year . ?by pg:statesValue ?year } }
INSERT { GRAPH graph:asserted { ?this pg:launchYear "2008"^^xsd:gYear . ?by pg:statesValue "2008"^^xsd:gYear } }
WHERE { GRAPH graph:asserted { ?this pg:launchYear ?year . ?by pg:statesProperty pg:launchYear ; pg:about ?this ; pg:statesValue ?year } }
