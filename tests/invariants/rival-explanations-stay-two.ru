PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?other ?property ?value ; pg:supportedBy ?passage . ?one pg:inTensionWith ?other }
INSERT { ?one pg:supportedBy ?passage }
WHERE {
  ?one pg:supportedBy/pg:place "themes.p3.s2" ; pg:explains ?overlap .
  ?other pg:inTensionWith ?one ; pg:explains ?overlap ; pg:supportedBy ?passage ; ?property ?value .
}
