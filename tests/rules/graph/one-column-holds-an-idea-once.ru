PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
DELETE { GRAPH graph:asserted { statement:fa2 pg:about ?any ; pg:namesFacilitator ?idea } }
INSERT { GRAPH graph:asserted { statement:fa2 pg:about programme:warm-homes ; pg:namesFacilitator idea:slow-consent } }
WHERE { GRAPH graph:asserted { statement:fa2 pg:about ?any ; pg:namesFacilitator ?idea } }
