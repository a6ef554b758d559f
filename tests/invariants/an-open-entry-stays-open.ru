PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
WITH graph:asserted
DELETE { ?this pg:certainty ?open ; pg:mayBeAbout ?programme . ?placement ?property ?value . ?reading pg:includes ?placement }
INSERT { ?this pg:certainty certainty:inferred ; pg:about programme:pioneers }
WHERE {
  ?this pg:supportedBy/pg:place "table-2.facilitators.e16" ; pg:certainty ?open ; pg:mayBeAbout ?programme .
  ?placement pg:ofStatement ?this ; ?property ?value .
  ?reading pg:includes ?placement .
}
