PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX graph: <https://w3id.org/pilotgraph/graph/>
DELETE WHERE { GRAPH graph:asserted { <https://w3id.org/pilotgraph/id/passage/okafor-2014-abstract-p1-s1> foaf:page ?link } }
