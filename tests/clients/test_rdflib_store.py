"""rdflib's SPARQLStore sees in the endpoint the graph that the files hold."""

from __future__ import annotations

import pytest
from rdflib import RDF, SKOS, Dataset, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from filed import GRAPHS, PROGRAMMES, filed, labelled, said_of, whole

PG = Namespace("https://w3id.org/pilotgraph/ontology#")
ICPS, PIONEERS, VANGUARDS = THREE = tuple(map(URIRef, PROGRAMMES))
METHODS = pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
# rdflib reads no truth from CSV, and no types.
FORMS = pytest.mark.parametrize("form", ["json", "xml"])


def whole_graph(endpoint: str, method: str = "GET", form: str = "xml") -> Graph:
    return Graph(SPARQLStore(endpoint, method=method, returnFormat=form, context_aware=False))


@METHODS
@FORMS
def test_the_whole_is_as_long_as_the_files_together(endpoint: str, method: str, form: str) -> None:
    assert len(whole_graph(endpoint, method, form)) == len(whole())


@METHODS
@pytest.mark.parametrize("name", ["asserted", "inferred", "dataset", "ontology", "mappings", "eric"])
def test_each_named_graph_is_as_long_as_its_file(endpoint: str, method: str, name: str) -> None:
    graph = Graph(SPARQLStore(endpoint, method=method), identifier=URIRef(GRAPHS + name))
    assert len(graph) == len(filed()[GRAPHS + name])


def test_the_named_graphs_are_listed(endpoint: str) -> None:
    contexts = Dataset(SPARQLStore(endpoint)).store.contexts()
    assert {str(getattr(each, "identifier", each)) for each in contexts} == set(filed())


@METHODS
@FORMS
def test_triples_are_found_by_each_of_their_parts(endpoint: str, method: str, form: str) -> None:
    graph = whole_graph(endpoint, method, form)
    assert sorted(graph.subjects(RDF.type, PG.Programme)) == [*THREE]
    assert {(str(p), str(o)) for _, p, o in graph.triples((ICPS, None, None))} == said_of(str(ICPS))
    assert (ICPS, RDF.type, PG.Programme) in graph
    assert (ICPS, RDF.type, PG.Factor) not in graph


@METHODS
@FORMS
def test_a_query_takes_prefixes_and_bindings_from_python(endpoint: str, method: str, form: str) -> None:
    graph = whole_graph(endpoint, method, form)
    graph.bind("pg", PG)
    assert sorted(row[0] for row in graph.query("SELECT ?s { ?s a pg:Programme }")) == [*THREE]
    text, prefixes = "SELECT ?s ?label { ?s skos:prefLabel ?label }", {"skos": SKOS}
    found = graph.query(text, initNs=prefixes, initBindings={"s": PIONEERS})
    assert [(str(s), str(label)) for s, label in found] == [each for each in labelled() if each[0] == str(PIONEERS)]


def test_one_page_of_triples_after_another_gives_each_once(endpoint: str) -> None:
    graph = whole_graph(endpoint)
    graph.LIMIT = 2
    found: list[object] = []
    for graph.OFFSET in (0, 2):
        found += graph.subjects(RDF.type, PG.Programme)
    assert sorted(found) == [*THREE]


@METHODS
def test_a_construction_is_a_graph(endpoint: str, method: str) -> None:
    text = f"CONSTRUCT {{ ?s a <{PG.Programme}> }} {{ ?s a <{PG.Programme}> }}"
    made = SPARQLStore(endpoint, method=method).query(text).graph
    assert made is not None
    assert set(made) == {(each, RDF.type, PG.Programme) for each in THREE}
