PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
PREFIX wave: <https://w3id.org/pilotgraph/id/wave/>
INSERT DATA { GRAPH graph:asserted {
  statement:f4 pg:computedFrom statement:m1 .
  wave:warm-homes-1 pg:pilotCount 10 .
  statement:m1 a pg:FactStatement ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about wave:warm-homes-1 ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:description ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:table ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-table-1-warm-homes-e01> ;
    pg:statesProperty pg:pilotCount ; pg:statesValue 10 .
} }
