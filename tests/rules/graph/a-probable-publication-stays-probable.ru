PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX publication: <https://w3id.org/pilotgraph/id/publication/>
PREFIX reference: <https://w3id.org/pilotgraph/id/reference/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:asserted {
  reference:okafor-2014-1 a pg:Reference ; skos:prefLabel "Reference 1"@en ; pg:number 1 ;
    pg:probablyIs publication:on-roofs ; pg:matchProbability 1.0 .
  publication:on-roofs a pg:Publication ; skos:prefLabel "On Roofs"@en .
} }
