PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX scope: <https://w3id.org/pilotgraph/id/scope/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
PREFIX wave: <https://w3id.org/pilotgraph/id/wave/>
INSERT DATA { GRAPH graph:asserted {
  wave:warm-homes-1 pg:scope scope:excluded .
  statement:m1 a pg:FactStatement ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about wave:warm-homes-1 ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:description ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s1> ;
    pg:statesProperty pg:scope ; pg:statesValue scope:excluded .
} }
