PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX provision: <https://w3id.org/pilotgraph/id/provision/>
WITH graph:asserted
DELETE { ?this pg:about ?some }
INSERT { ?this pg:about programme:vanguards }
WHERE {
  ?this pg:supportedBy/pg:place "themes.p9.s6" ; pg:provision provision:withheld ; pg:about ?some .
}
