PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
WITH graph:asserted
DELETE { ?this pg:inTensionWith ?other . ?other pg:inTensionWith ?this }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p7.s3" ; pg:inTensionWith ?other .
}
