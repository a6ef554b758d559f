PREFIX aim: <https://w3id.org/pilotgraph/id/aim/>
PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  statement:a2 pg:restates statement:a1 .
  statement:a2 a pg:AimStatement ;
    dcterms:identifier "a2" ;
    skos:definition "The source says a2."@en ;
    pg:about programme:warm-homes ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:finding ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s1> ;
    pg:expectation aim:lower-bills .
} }
