PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX provision: <https://w3id.org/pilotgraph/id/provision/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
PREFIX support-measure: <https://w3id.org/pilotgraph/id/support-measure/>
INSERT DATA { GRAPH graph:asserted {
  support-measure:coal a pg:SupportMeasure ; skos:prefLabel "coal"@en .
  statement:m1 a pg:SupportStatement ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about programme:warm-homes ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:description ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s1> ;
    pg:supportGiven support-measure:coal ; pg:provision provision:withheld .
} }
