"""Facts about the embedded engine and the one form of every value."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph, RequestError
from pilotgraph.values import canonical, plain

TINY = Path(__file__).parent / "tiny"
XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        (literal("1", "boolean"), literal("true", "boolean"), True),
        (literal("0", "boolean"), literal("false", "boolean"), False),
        (literal("007", "integer"), literal("7", "int"), 7),
        (literal("+7", "integer"), literal("7", "nonNegativeInteger"), 7),
        (literal("-0", "integer"), literal("0", "integer"), 0),
        (literal("-07", "integer"), literal("-7", "long"), -7),
        (literal("4.20", "decimal"), literal("4.2", "decimal"), 4.2),
        (literal("4.0", "decimal"), literal("4", "integer"), 4),
        (literal("-0.50", "decimal"), literal("-.5", "decimal"), -0.5),
        (literal("-0.0", "decimal"), literal("0", "integer"), 0),
        (ox.Literal("a"), literal("a", "string"), "a"),
    ],
)
def test_equal_values_have_one_form(one, other, value):
    assert canonical(one) == canonical(other)
    assert plain(canonical(one)) == value
    assert type(plain(canonical(one))) is type(value)


@pytest.mark.parametrize(
    "term", [ox.Literal("1"), ox.Literal("04.20"), ox.Literal("true"), ox.Literal("7", language="en")]
)
def test_text_that_looks_like_a_number_stays_text(term):
    assert canonical(term) == term
    assert plain(term) == term.value


def test_a_truth_written_as_a_number_is_a_truth():
    assert canonical(literal("1", "integer"), truth=True) == ox.Literal(True)
    assert canonical(literal("1", "integer")) == literal("1", "integer")


def test_concatenated_parts_are_in_order_and_without_language():
    assert canonical(ox.Literal("b; a", language="en"), separator="; ") == ox.Literal("a; b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * {", r"query:1:11  is not SPARQL: it ends too early; look for a missing } or \)"),
        (
            "SELECT * {\n ?s foo:bar ?o }",
            r'query:2:5  uses the prefix "foo:", which is not declared; begin the query with the line',
        ),
        ("SELECT * { ?s ?p ?o FILTR(?o) }", 'query:1:.*  is not SPARQL near "'),
    ],
)
def test_malformed_sparql_is_told_with_its_place(text, said):
    with pytest.raises(RequestError, match=said):
        PilotGraph.open(TINY).sparql(text)


def test_every_graph_is_asked_at_once():
    """A question need not know which graph holds a fact."""
    text = "SELECT * { ?p <https://w3id.org/pilotgraph/ontology#hasBarrier> ?b . ?b a ?c . ?c a ?d }"
    assert len(PilotGraph.open(TINY).sparql(text)) > 0
