PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { GRAPH graph:asserted { idea:scaffolding skos:prefLabel ?label } }
INSERT { GRAPH graph:asserted { idea:scaffolding skos:prefLabel "slow consent of landlords"@en } }
WHERE { GRAPH graph:asserted { idea:scaffolding skos:prefLabel ?label } }
