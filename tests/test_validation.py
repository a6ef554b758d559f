"""Real data meet the shapes, and a dangling reference that inference would hide is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from pilotgraph.curation.validation import shape_problems
from pilotgraph.errors import Problem

ROOT = Path(__file__).parents[1]
PG = rdflib.Namespace("https://w3id.org/pilotgraph/ontology#")
STATEMENT = rdflib.Namespace("https://w3id.org/pilotgraph/id/statement/")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology/pilotgraph.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology/shapes.ttl")


def around() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "tests/shapes/around.ttl")


def test_the_real_graph_meets_the_shapes(ontology: rdflib.Graph, shapes: rdflib.Graph) -> None:
    asserted = rdflib.Graph().parse(ROOT / "data/rdf/asserted.ttl")
    assert len(asserted) > 1000
    assert [str(problem) for problem in shape_problems(asserted, ontology, shapes)] == []


def test_a_dangling_reference_is_refused_with_a_remedy(ontology: rdflib.Graph, shapes: rdflib.Graph) -> None:
    graph = around()
    graph.set((STATEMENT.b1, PG.namesBarrier, rdflib.URIRef("https://w3id.org/pilotgraph/id/idea/unknown")))
    where, what = "statement:b1  pg:namesBarrier", "names no single idea as a barrier (idea:unknown)"
    assert shape_problems(graph, ontology, shapes) == [Problem(where, what, "name a row of ideas.tsv")]


def test_the_graphs_given_are_left_as_they_were(ontology: rdflib.Graph, shapes: rdflib.Graph) -> None:
    graph = around()
    before = (len(graph), len(ontology), len(shapes))
    shape_problems(graph, ontology, shapes)
    assert (len(graph), len(ontology), len(shapes)) == before
