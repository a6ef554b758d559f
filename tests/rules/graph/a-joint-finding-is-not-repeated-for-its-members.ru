PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX pilot-group: <https://w3id.org/pilotgraph/id/pilot-group/>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  programme:warm-homes pg:partOf pilot-group:both .
  statement:m0 a pg:FactStatement ;
    dcterms:identifier "m0" ;
    skos:definition "The source says m0."@en ;
    pg:about programme:warm-homes ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:finding ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s3> ;
    pg:statesProperty pg:partOf ; pg:statesValue pilot-group:both .
  statement:m1 a pg:OutcomeFinding ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about programme:warm-homes ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:finding ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s3> ;
    pg:outcome outcome:heating-bills .
} }
