"""Free queries of the kinds that researchers write, with gaps for constants from the data."""

from __future__ import annotations

PREFIXES = """PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

# $name stands for a constant of this kind.
QUERIES = (
    # Counts
    "SELECT (COUNT(*) AS ?n) WHERE { ?statement pg:about $studysubject ; pg:claimStatus $claimstatus }",
    "SELECT (COUNT(DISTINCT ?statement) AS ?statements) WHERE { ?statement a $class ; pg:hedge $hedge ; ?p ?o }",
    "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE { ?thing a ?class . FILTER(?class != $class) } "
    "GROUP BY ?class ORDER BY DESC(?things) ?class LIMIT $few",
    "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s a $class ; ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT $few",
    "SELECT ?subject (COUNT(DISTINCT ?factor) AS ?factors) WHERE { ?statement pg:barrier|pg:facilitator ?factor ; "
    "pg:about ?subject } GROUP BY ?subject HAVING (COUNT(DISTINCT ?factor) != $some) ORDER BY ?subject",
    # Joins
    "SELECT ?statement ?place WHERE { ?statement pg:about $studysubject ; pg:supportedBy ?passage . "
    "?passage pg:place ?place ; pg:section $section } ORDER BY ?statement ?place",
    "SELECT ?statement ?gloss ?link WHERE { ?statement pg:factor $factor ; skos:definition ?gloss ; "
    "pg:supportedBy ?passage . ?passage foaf:page ?link } ORDER BY ?statement ?link LIMIT $few",
    "SELECT ?statement ?gloss ?subject ?status ?place ?link WHERE { ?statement pg:about ?subject ; "
    "skos:definition ?gloss ; pg:claimStatus ?status ; pg:supportedBy ?passage . ?passage pg:place ?place ; "
    "foaf:page ?link . FILTER(?subject != $studysubject) } ORDER BY ?statement ?place LIMIT 500 OFFSET $few",
    "SELECT ?other ?factor WHERE { $programme pg:hasBarrier ?factor . ?other pg:hasBarrier ?factor . "
    "FILTER(?other != $studysubject) } ORDER BY ?other ?factor LIMIT $few",
    "SELECT ?statement ?about ?direction ?significance WHERE { ?statement pg:outcome ?outcome ; pg:about ?about ; "
    "pg:direction ?direction ; pg:significance ?significance . FILTER(?outcome != $outcome) } "
    "ORDER BY ?statement ?about",
    "SELECT ?one ?other (COUNT(DISTINCT ?factor) AS ?shared) WHERE { ?a pg:barrier ?factor ; pg:about ?one . "
    "?b pg:barrier ?factor ; pg:about ?other . FILTER(STR(?one) < STR(?other) && ?factor != $factor) } "
    "GROUP BY ?one ?other ORDER BY DESC(?shared) ?one ?other LIMIT $few",
    "SELECT DISTINCT ?passage ?first WHERE { ?statement a $class ; pg:supportedBy ?passage . "
    "?passage pg:firstWords ?first ; oa:hasSelector ?at . ?at oa:start ?start . FILTER(?start > $position) } "
    "ORDER BY ?start LIMIT $few",
    # Optional parts
    "SELECT ?statement ?outcome ?period ?cohort ?size WHERE { ?statement a pg:OutcomeFinding ; pg:outcome ?outcome ; "
    "pg:about $studysubject . OPTIONAL { ?statement pg:period ?period } OPTIONAL { ?statement pg:cohort ?cohort } "
    "OPTIONAL { ?statement pg:effectSize ?size } } ORDER BY ?statement ?period LIMIT $few",
    "SELECT ?thing ?label ?definition WHERE { ?thing a $class . OPTIONAL { ?thing skos:prefLabel ?label } "
    "OPTIONAL { ?thing skos:definition ?definition } } ORDER BY ?thing LIMIT $few OFFSET $some",
    "SELECT ?statement ?note WHERE { ?statement pg:claimStatus $claimstatus . OPTIONAL { ?statement skos:note ?note } "
    "FILTER(!BOUND(?note)) } ORDER BY ?statement LIMIT $few",
    "SELECT ?factor ?domain WHERE { ?factor a pg:Factor . OPTIONAL { ?factor pg:factorDomain ?domain } "
    "FILTER NOT EXISTS { $programme pg:hasFacilitator ?factor } } ORDER BY ?factor LIMIT $few",
    "SELECT ?aim WHERE { ?aim a pg:Aim . MINUS { $studysubject pg:hasAim ?aim } FILTER(?aim != $aim) } ORDER BY ?aim",
    # Paths
    "SELECT ?upper WHERE { $class rdfs:subClassOf* ?upper } ORDER BY STR(?upper) LIMIT $few",
    "SELECT ?statement WHERE { ?statement pg:about/pg:partOf* $programme ; pg:basis $basis ; pg:hedge $hedge } "
    "ORDER BY ?statement LIMIT $few",
    "SELECT DISTINCT ?place WHERE { $statement pg:restates*/pg:supportedBy/pg:place ?place } ORDER BY ?place",
    "SELECT DISTINCT ?other WHERE { $statement pg:supportedBy/^pg:supportedBy ?other . ?other a $class } "
    "ORDER BY ?other",
    # Texts
    "SELECT ?thing ?label WHERE { ?thing skos:prefLabel ?label . FILTER(CONTAINS(LCASE(STR(?label)), $word)) } "
    "ORDER BY ?thing ?label LIMIT $few",
    "SELECT ?statement ?gloss WHERE { ?statement a pg:Statement ; skos:definition ?gloss . "
    'FILTER(REGEX(STR(?gloss), $word, "i")) } ORDER BY ?statement LIMIT $few',
    "SELECT ?thing ?property ?text WHERE { ?thing ?property ?text . FILTER(ISLITERAL(?text) && "
    "CONTAINS(LCASE(STR(?text)), $word)) } ORDER BY ?thing ?property LIMIT $few",
    # Aggregates over groups
    "SELECT ?section (COUNT(DISTINCT ?passage) AS ?passages) (MIN(?start) AS ?first) WHERE { ?passage pg:section "
    "?section ; oa:hasSelector ?at . ?at oa:start ?start . FILTER(?start < $position) } GROUP BY ?section "
    "ORDER BY ?section",
    "SELECT ?outcome (COUNT(DISTINCT ?finding) AS ?findings) (SAMPLE(?subject) AS ?one) WHERE { ?finding pg:outcome "
    "?outcome ; pg:about ?subject ; pg:basis $basis } GROUP BY ?outcome HAVING (COUNT(DISTINCT ?finding) < $few) "
    "ORDER BY ?outcome",
    "SELECT ?reference (COUNT(?statement) AS ?times) WHERE { ?statement cito:cites ?reference . "
    "FILTER(?reference != $reference) } GROUP BY ?reference ORDER BY DESC(?times) ?reference LIMIT $few",
    # Graphs
    "CONSTRUCT { ?statement pg:about ?subject ; skos:definition ?gloss } WHERE { ?statement pg:supportedBy ?passage ; "
    "pg:about ?subject ; skos:definition ?gloss . ?passage pg:section $section . FILTER(?subject != $studysubject) }",
    "CONSTRUCT { ?factor pg:factorDomain ?domain ; skos:prefLabel ?label } WHERE { $studysubject "
    "pg:hasBarrier|pg:hasFacilitator ?factor . ?factor pg:factorDomain ?domain ; skos:prefLabel ?label . "
    "FILTER(?factor != $factor) }",
    "DESCRIBE $statement",
)
TEMPLATES = tuple(f"{PREFIXES}{query}\n" for query in QUERIES)
