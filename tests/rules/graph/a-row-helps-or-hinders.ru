PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX idea: <https://w3id.org/pilotgraph/id/idea/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  idea:neighbours a pg:Idea ; skos:prefLabel "good neighbours"@en .
  statement:m1 a pg:FacilitatorStatement ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about programme:dry-roofs ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:finding ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:table ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-table-2-hindrances-e03> ;
    pg:namesFacilitator idea:neighbours .
} }
