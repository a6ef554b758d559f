"""What other people's SPARQL editors ask an endpoint for, before anybody types, is in the graph itself."""

from __future__ import annotations

import time
from collections import Counter

import pyshacl
import pytest
from pyoxigraph import NamedNode
from rdflib import Graph

import serving
from curated import ROOT
from pilotgraph.guard import check
from pilotgraph.names import ASSERTED, DATA_SET, ENDPOINT, INFERRED, ONTOLOGY, PREFIXES, QUESTIONS, TERMS, expand, term
from pilotgraph.things import labels

SHAPE = ROOT / "tests" / "editors" / "examples.shacl.ttl"
WORDS = "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("pg", "rdfs", "sh", "schema", "void", "void-ext"))
# The three things that the editor of sib-swiss/sparql-editor asks for, each in a query of our own.
DECLARED = "SELECT DISTINCT ?prefix ?namespace { ?declared sh:prefix ?prefix ; sh:namespace ?namespace }"
EXAMPLES = """SELECT DISTINCT ?example ?comment ?query {
  ?example a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query
}"""
PARTITIONS = """SELECT DISTINCT ?class ?property ?leadsTo ?holds {
  ?ofClass void:class ?class ; void:propertyPartition ?part .
  ?part void:property ?property .
  OPTIONAL {
    { ?part void:classPartition/void:class ?leadsTo }
    UNION { ?part void-ext:datatypePartition/void-ext:datatype ?holds }
  }
}"""
PATIENCE = 5
DATA = f"FROM <{ASSERTED}> FROM <{INFERRED}> FROM NAMED <{TERMS}>"


def rows(graph, text: str) -> list[tuple[str, ...]]:
    return [tuple(term.value if term else "" for term in row) for row in graph.sparql(f"{WORDS}\n{text}").rows]


@pytest.fixture(scope="module")
def offered(graph) -> dict[str, tuple[str, str]]:
    """What the editor offers as examples: (comment, query), by IRI."""
    return {iri: (comment, query) for iri, comment, query in rows(graph, EXAMPLES)}


def test_every_prefix_is_declared(graph):
    assert dict(rows(graph, DECLARED)) == PREFIXES


def test_the_ontology_declares_the_prefixes_and_every_question_refers_to_it(graph):
    (declared,) = rows(graph, f"SELECT (COUNT(?prefix) AS ?n) {{ <{ONTOLOGY}> sh:declare/sh:prefix ?prefix }}")
    assert declared == (str(len(PREFIXES)),)
    told = rows(graph, "SELECT ?example ?by { ?example a sh:SPARQLSelectExecutable ; sh:prefixes ?by }")
    assert {by for _, by in told} == {ONTOLOGY}
    assert len(told) == len(graph.questions())


def test_every_saved_question_is_offered_in_its_own_words(graph, offered):
    assert {iri: comment for iri, (comment, _) in offered.items()} == {
        QUESTIONS + each.name: each.question for each in graph.questions()
    }


def test_every_question_has_its_topic_its_page_and_the_permanent_endpoint(graph):
    told = rows(
        graph,
        f"PREFIX foaf: <{PREFIXES['foaf']}> SELECT ?example ?topic ?page ?target {{ ?example a sh:SPARQLExecutable ; "
        "schema:keywords ?topic ; foaf:page ?page ; schema:target ?target }",
    )
    assert sorted(told) == [
        (QUESTIONS + each.name, each.topic, f"https://w3id.org/pilotgraph/questions/{each.name}", ENDPOINT)
        for each in graph.questions()
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "queries").glob("*.rq")))
def test_what_an_editor_runs_gives_the_answer_of_the_saved_question(graph, offered, name):
    """Nothing is set, not even by default."""
    _, query = offered[QUESTIONS + name]
    assert check(query) == "SELECT"
    opened = {parameter.name: "any" for parameter in graph.question(name).parameters}
    asked, run = graph.ask(name, **opened), graph.sparql(query)
    kept = [run.columns.index(column) for column in asked.columns]
    assert Counter(tuple(row[number] for number in kept) for row in run.rows) == Counter(asked.rows)


def test_a_question_also_runs_behind_the_prefixes_it_refers_to(graph, offered):
    """SHACL puts them in front of the text, which has its own."""
    ahead = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    for _, query in offered.values():
        assert graph.sparql(ahead + query).columns == graph.sparql(query).columns


def test_a_finding_is_completed_with_the_properties_that_findings_have(graph):
    told = {prop for kind, prop, *_ in rows(graph, PARTITIONS) if kind == term("Finding")}
    assert told == {prop for (prop,) in rows(graph, f"SELECT DISTINCT ?p {DATA} {{ ?s a pg:Finding ; ?p ?o }}")}
    assert {term("about"), term("outcome"), term("supportedBy"), term("effectDirection")} <= told


def test_every_class_is_completed_with_its_properties(graph):
    counted = rows(graph, f"SELECT ?class ?p (COUNT(*) AS ?n) {DATA} {{ ?s a ?class ; ?p ?o }} GROUP BY ?class ?p")
    told = rows(
        graph,
        "SELECT ?class ?p ?n { ?ofClass void:class ?class ; void:propertyPartition ?part . "
        "?part void:property ?p ; void:triples ?n }",
    )
    assert sorted(told) == sorted(counted)
    assert len(told) > 500


def test_every_property_says_to_which_classes_it_leads_and_how_often(graph):
    counted = rows(
        graph,
        f"""SELECT ?class ?p ?other (COUNT(*) AS ?n) {DATA} {{
          {{ SELECT DISTINCT ?s ?class ?p ?o ?other {{
            ?s a ?class ; ?p ?o
            {{ ?o a ?other }} UNION {{ GRAPH ?ontology {{ ?o a ?other }} }}
            FILTER(!STRSTARTS(STR(?other), "{PREFIXES["owl"]}"))
          }} }}
        }} GROUP BY ?class ?p ?other""",
    )
    told = rows(
        graph,
        "SELECT ?class ?p ?other ?n { ?ofClass void:class ?class ; void:propertyPartition ?part . "
        "?part void:property ?p ; void:classPartition ?met . ?met void:class ?other ; void:triples ?n }",
    )
    assert sorted(told) == sorted(counted)
    assert len(told) > 500


def test_every_property_says_which_data_types_it_holds_and_how_often(graph):
    counted = rows(
        graph,
        f"""SELECT ?class ?p ?type (COUNT(*) AS ?n) {DATA} {{
          ?s a ?class ; ?p ?o FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?type)
        }} GROUP BY ?class ?p ?type""",
    )
    told = rows(
        graph,
        "SELECT ?class ?p ?type ?n { ?ofClass void:class ?class ; void:propertyPartition ?part . "
        "?part void:property ?p ; void-ext:datatypePartition ?met . ?met void-ext:datatype ?type ; void:triples ?n }",
    )
    assert sorted(told) == sorted(counted)
    assert len(told) > 100


def test_what_a_property_leads_to_is_a_term_that_people_can_read(graph):
    classes = {iri for kind, _, leads, _ in rows(graph, PARTITIONS) for iri in (kind, leads) if iri}
    ours = {iri for iri in classes if iri.startswith(ONTOLOGY)}
    assert set(labels(graph.engine, ours)) == ours
    assert len(ours) > 60


@pytest.mark.parametrize("thing", ["pg:Programme", "pg:about", "xsd:integer"])
def test_who_looks_a_term_up_is_not_told_how_often_it_is_used(graph, thing):
    counted = graph.engine.match(o=NamedNode(expand(thing)))
    told = graph.describe(thing)
    assert len(told.triples) < len(counted)
    assert not [s for s, _, _ in told.triples if str(s.value).startswith(DATA_SET)]


@pytest.fixture(scope="module")
def service():
    with serving.client() as asking:
        yield asking


@pytest.mark.parametrize("asked", [DECLARED, EXAMPLES, PARTITIONS], ids=["prefixes", "examples", "partitions"])
def test_the_service_answers_an_editor_of_another_site_before_it_gives_up(service, graph, asked):
    """It sends a parameter of its own, asks for JSON from another origin, and waits five seconds."""
    begun = time.monotonic()
    answer = service.get(
        "/sparql",
        params={"ac": "1", "query": f"{WORDS}\n{asked}"},
        headers={"Accept": "application/sparql-results+json", "Origin": "https://editor.example"},
    )
    assert time.monotonic() - begun < PATIENCE
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"].startswith("application/sparql-results+json")
    assert len(answer.json()["results"]["bindings"]) == len(rows(graph, asked)) > 50


@pytest.fixture(scope="module")
def described() -> Graph:
    return Graph().parse(ROOT / "data" / "rdf" / "dataset.ttl")


def conforms(described: Graph, change: str = "") -> tuple[bool, str]:
    spoilt = Graph() + described
    if change:
        spoilt.update(f"{WORDS}\n{change}")
    conforming, _, said = pyshacl.validate(spoilt, shacl_graph=Graph().parse(SHAPE))
    return conforming, said


def test_the_questions_are_examples_as_sparql_examples_has_them(described):
    conforming, said = conforms(described)
    assert conforming, said


ANY = "?example a sh:SPARQLExecutable"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"DELETE {{ ?example sh:select ?text }} WHERE {{ {ANY} ; sh:select ?text }}", "There is one query."),
        (f"INSERT {{ ?example sh:ask 'ASK {{}}' }} WHERE {{ {ANY} }}", "There is one query."),
        (f"DELETE {{ ?example rdfs:comment ?c }} WHERE {{ {ANY} ; rdfs:comment ?c }}", "It is explained"),
        (f"INSERT {{ ?example rdfs:comment 'In no language' }} WHERE {{ {ANY} }}", "It is explained"),
        (f"DELETE {{ ?example schema:target ?t }} WHERE {{ {ANY} ; schema:target ?t }}", "An endpoint is named"),
        (f"INSERT {{ ?example schema:keywords 'Effects ' }} WHERE {{ {ANY} }}", "No keyword begins or ends"),
        (f"INSERT {{ ?example schema:keyword 'Effects' }} WHERE {{ {ANY} }}", "The property is schema:keywords."),
    ],
)
def test_an_example_that_lacks_something_is_refused(described, change, said):
    """Else the test above could not fail."""
    conforming, told = conforms(described, change)
    assert not conforming
    assert said in told
