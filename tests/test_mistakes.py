"""A mistake in a query is found at the token that cannot stand there, whatever place the engine names."""

from __future__ import annotations

import pytest

from pilotgraph.mistakes import find, told
from pilotgraph.queries import bind


@pytest.mark.parametrize(
    ("text", "line", "column", "token"),
    [
        ("SELECT ?s\nWHERE {\n  ?s ?p ?o .\n  FILTER(?o = )\n}", 4, 15, ")"),
        ("SELECT ?s WHERE {\n ?s ?p ?o .\n ?s ?p \n}", 4, 1, "}"),
        ("SELECT ?s WHERE {\n ?s ?p ?o\n ?a ?b ?c\n}", 3, 2, "?a"),
        ("SELECT ?s WHERE {\n ?s ?p 'abc .\n ?a ?b ?c\n}", 2, 8, "'"),
        ("SELECT ?s WHERE {\n OPTIONAL ?s ?p ?o .\n ?a ?b ?c\n}", 2, 11, "?s"),
        ("SELECT ?s WHERE {\n BIND(1 AS x)\n ?a ?b ?c\n}", 2, 12, "x"),
        ("SELECT ?s WHERE {\n FILTER ?x > 3\n ?a ?b ?c\n}\nLIMIT x", 2, 9, "?x"),
        ("SELECT ?s ?t, ?u WHERE {\n ?a ?b ?c\n}", 1, 13, ","),
        ("SELECT (COUNT(?s) ?n) WHERE {\n ?a ?b ?c\n}", 1, 19, "?n"),
        ("SELECT ?s WHERE {\n ?a ?b ?c\n}\nORDER ?s", 4, 7, "?s"),
        ("PREFIX ex <http://x/>\nSELECT ?s WHERE {\n ?a ?b ?c\n}", 1, 8, "ex"),
        ("# a comment {\nSELECT ?s WHERE {\n ?a pg:foo ?c\n}", 3, 5, "pg:foo"),
        ("SELECT ?s WHERE {\n ?a ?b ?c\n FILTER(regex(?a, 'x')\n ?d ?e ?f }\n", 4, 2, "?d"),
        ("SELECT ?s WHERE {\n ?a ?b ?c\n FILTER(foo(?a))\n ?d ?e ?f }\n", 3, 9, "foo"),
        ("SELECT ?s WHERE {\n ?a ?b ?c ; \n  a a a\n}", 3, 5, "a"),
        ("SELECT ?s WHERE {\n VALUES ?x { 1 2 \n ?a ?b ?c ;\n}", 3, 2, "?a"),
        ("SELECT * { ?s ?p ?o FILTR(?o) }", 1, 21, "FILTR"),
        ("SELECT * { ?s ?p '}' }}", 1, 23, "}"),
        ("ASK {} garbage", 1, 8, "garbage"),
        ("SELECT * { ?s ?p -1 FILTER(?p != 2 && ?p <= -3 || !BOUND(?s)) ?s }", 1, 66, "}"),
        ("SELECT * {\r\n ?s ?p ?o ,, 1\r\n}", 2, 12, ","),
    ],
)
def test_a_mistake_is_found_where_it_is(text, line, column, token):
    mistake = find(text)
    assert (line, column, token) == (mistake.line, mistake.column, mistake.token.text)


@pytest.mark.parametrize(
    "text", ["SELECT * {", "SELECT * { ?s ?p ?o", "SELECT", "SELECT * { ?s ?p ?o } ORDER BY", "ASK { {}\n\n"]
)
def test_a_query_that_ends_too_early_is_said_to(text):
    assert find(text).token is None
    assert "ends too early" in str(told(text, "query"))


def test_an_undeclared_prefix_is_named_with_the_line_to_add():
    said = str(told("SELECT * { ?s pg:about ?o }", "query"))
    assert 'query:1:15  uses the prefix "pg:"' in said
    assert "PREFIX pg: <https://w3id.org/pilotgraph/ontology#>" in said
    assert "PREFIX zz: <...>" in str(told("SELECT * { ?s zz:about ?o }", "query"))


@pytest.mark.parametrize(
    "text", ["SELECT ?z (COUNT(?a) AS ?n) { ?a ?b ?c }", "SELECT ?s (COUNT(?a) AS ?s) { ?a ?b ?c }"]
)
def test_a_variable_that_select_may_not_name_is_said(text):
    assert "query:1:1  names a variable in SELECT" in str(told(text, "query"))


def test_in_a_query_of_the_language_no_mistake_is_found(graph):
    for question in graph.questions():
        assert find(bind(question, {})) is None
