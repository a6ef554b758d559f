PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX direction: <https://w3id.org/pilotgraph/id/direction/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX outcome: <https://w3id.org/pilotgraph/id/outcome/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  statement:m1 a pg:OutcomeFinding ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about programme:warm-homes ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:finding ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:abstract ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-abstract-p1-s1> ;
    pg:outcome outcome:heating-bills ; pg:direction direction:decrease ; pg:effectDirection direction:decrease ; pg:restates statement:o1 .
} }
