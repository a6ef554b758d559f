"""Content negotiation: the client's wishes, most specific first, decide in which form an answer is sent."""

from __future__ import annotations

import pytest

from pilotgraph.web.media import ANSWERS, GRAPHS, HTML, TABLES, choose, named

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/*", "csv"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.2", "xml"),
        ("text/csv ; q=0.5 , */* ; q=0.1", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("application/sparql-results+json;q=0.3, application/*;q=0.9", "xml"),
        ("text/turtle, application/sparql-results+json;q=0.9", "json"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "tsv"),
        ("text/csv;header=present", "csv"),
        ("nonsense", "json"),
        ("text/turtle", None),
        ("*/*;q=0", None),
        ("application/sparql-results+json;q=0", None),
    ],
)
def test_a_table_is_sent_in_the_form_that_is_wanted_most(accept, chosen):
    form = choose(TABLES, accept)
    assert chosen == (form.name if form else None)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("application/n-triples", "ntriples"),
        ("application/rdf+xml, text/turtle;q=0.2", "rdfxml"),
        ("application/ld+json", "jsonld"),
        ("text/n3", "turtle"),
        ("text/csv", None),
    ],
)
def test_a_graph_is_sent_in_the_form_that_is_wanted_most(accept, chosen):
    form = choose(GRAPHS, accept)
    assert chosen == (form.name if form else None)


def test_a_browser_gets_a_page_and_a_program_that_takes_anything_gets_data():
    assert choose((*TABLES, HTML), BROWSER) is HTML
    assert choose((*TABLES, HTML), "*/*") is TABLES[0]


def test_json_is_the_table_and_not_the_graph_where_both_are_offered():
    assert choose(ANSWERS, "application/json").type == "application/sparql-results+json"
    assert named(ANSWERS, "json").type == "application/sparql-results+json"


def test_forms_are_known_by_name_and_by_media_type():
    assert named(TABLES, "CSV") is named(TABLES, "text/csv")
    assert named(TABLES, "turtle") is None
