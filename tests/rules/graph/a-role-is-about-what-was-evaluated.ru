PREFIX basis: <https://w3id.org/pilotgraph/id/basis/>
PREFIX certainty: <https://w3id.org/pilotgraph/id/certainty/>
PREFIX claim-status: <https://w3id.org/pilotgraph/id/claim-status/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX evaluation: <https://w3id.org/pilotgraph/id/evaluation/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
PREFIX hedge: <https://w3id.org/pilotgraph/id/hedge/>
PREFIX person: <https://w3id.org/pilotgraph/id/person/>
PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX programme: <https://w3id.org/pilotgraph/id/programme/>
PREFIX role: <https://w3id.org/pilotgraph/id/role/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX statement: <https://w3id.org/pilotgraph/id/statement/>
INSERT DATA { GRAPH graph:asserted {
  evaluation:of-homes a pg:Evaluation ; skos:prefLabel "evaluation of Warm Homes"@en ; pg:evaluates programme:warm-homes .
  person:okafor a pg:Person ; skos:prefLabel "Okafor"@en .
  statement:m1 a pg:FactStatement ;
    dcterms:identifier "m1" ;
    skos:definition "The source says m1."@en ;
    pg:about evaluation:of-homes ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:description ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s1> ;
    pg:statesProperty pg:evaluates ; pg:statesValue programme:warm-homes .
  statement:m2 a pg:RoleStatement ;
    dcterms:identifier "m2" ;
    skos:definition "The source says m2."@en ;
    pg:about programme:dry-roofs ;
    pg:certainty certainty:certain ;
    pg:claimStatus claim-status:declaration ;
    pg:hedge hedge:unhedged ;
    pg:basis basis:text ;
    pg:supportedBy <https://w3id.org/pilotgraph/id/passage/okafor-2014-themes-p1-s1> ;
    pg:person person:okafor ; pg:role role:evaluator ; pg:roleIn evaluation:of-homes .
} }
