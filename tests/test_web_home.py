"""The first page says what is in the data, whoever's data it is; a refusal is a page for browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pilotgraph import PilotGraph
from pilotgraph.web.refusals import Part, linked
from serving import client, running
from webpages import Page, words

GRAPH = PilotGraph.open()
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FOREIGN = """
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Bridge rdfs:label "Bridge"@en .
ex:mill a ex:Bridge ; rdfs:label "Mill Bridge"@en .
ex:ford a ex:Bridge .
"""


@pytest.fixture(scope="module")
def service() -> Iterator:
    with client() as asking:
        yield asking


@pytest.fixture(scope="module")
def foreign(tmp_path_factory) -> Iterator:
    file = tmp_path_factory.mktemp("foreign") / "bridges.ttl"
    file.write_text(FOREIGN, encoding="utf-8")
    with client("--data", str(file)) as asking:
        yield asking


def counted(kind: str) -> int:
    rows = GRAPH.sparql(
        f"PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a pg:{kind} }}"
    )
    return rows.to_dicts()[0]["n"]


def test_the_first_page_counts_what_is_there(service):
    said = words(Page(service.get("/", headers=BROWSER).text).said)
    assert f"{counted('Statement')} statements" in said
    assert f"{counted('Factor')} factors" in said
    assert f"{len(GRAPH.questions())} questions" in said


def test_no_number_is_written_into_a_page():
    """Counts are taken from the data when the page is made."""
    from importlib.resources import files

    templates = files("pilotgraph.web") / "templates"
    written = {each.name: each.read_text("utf-8") for each in templates.iterdir() if each.name.endswith(".html")}
    assert "home.html" in written
    numbers = r">[^<{]*\b\d[\d,]*\s+(?:statements|factors|questions|programmes|outcomes|passages)\b"
    assert [name for name, text in written.items() if re.search(numbers, text)] == []


def test_every_question_every_picture_and_sparql_are_one_click_away(service):
    links = set(Page(service.get("/", headers=BROWSER).text).links)
    assert {f"/questions/{question.name}" for question in GRAPH.questions()} <= links
    assert {f"/pictures/{name}" for name in ("factors", "effects", "timeline", "network")} <= links
    assert {"/editor", "/openapi.json"} <= links


def test_the_questions_stand_under_their_topics(service):
    said = words(Page(service.get("/", headers=BROWSER).text).said)
    for question in GRAPH.questions():
        assert said.index(question.topic) < said.index(question.question)


def test_data_of_others_is_told_by_its_graphs_and_classes(foreign):
    page = Page(foreign.get("/", headers=BROWSER).text)
    assert ["Bridge", "2"] in [[words(cell) for cell in row] for row in page.rows]
    assert "/about?iri=https%3A%2F%2Fexample.org%2FBridge" in page.links
    assert "4 triples" in words(page.said)
    assert "CC BY" not in page.said


def test_questions_about_data_of_others_say_that_they_find_nothing(foreign):
    got = foreign.get("/questions/what-effects-were-found", headers=BROWSER)
    assert got.status_code == 200
    assert "no statements of PilotGraph’s kind" in Page(got.text).said
    assert foreign.get("/questions/what-effects-were-found?format=csv").text.count("\n") == 1
    assert foreign.get("/questions").status_code == 200


def test_pages_are_made_over_a_remote_endpoint_too():
    name = "which-effects-have-a-size"
    with running() as store, client("--endpoint", f"{store.address}/sparql") as asking:
        page = Page(asking.get(f"/questions/{name}", headers=BROWSER).text)
        assert len(page.rows) == len(GRAPH.ask(name).rows)
        shown = Page(asking.get(f"/questions/{name}/rows/1", headers=BROWSER).text)
        assert GRAPH.ask(name, evidence=True).evidence[0][0].gloss in shown.said
        assert f"{counted('Statement')} statements" in words(Page(asking.get("/", headers=BROWSER).text).said)


def test_a_source_that_cannot_be_reached_is_told_on_a_page_of_its_own():
    with client("--endpoint", "http://127.0.0.1:9/sparql") as asking:
        for path in ("/", "/questions/which-effects-have-a-size"):
            got = asking.get(path, headers=BROWSER)
            assert (got.status_code, got.headers["content-type"]) == (502, "text/html; charset=utf-8")
            assert "127.0.0.1:9" in Page(got.text).said


def test_a_browser_is_refused_on_a_page_and_a_program_in_json(service):
    page = service.get("/nothing-here", headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert page.headers["cache-control"] == "no-store"
    assert {"/", "/questions"} <= set(Page(page.text).links)
    for accepted in ("*/*", "application/json", "text/csv"):
        got = service.get("/nothing-here", headers={"Accept": accepted})
        assert (got.status_code, got.headers["content-type"]) == (404, "application/problem+json")


def test_what_a_client_sends_is_shown_and_never_run(service):
    got = service.get("/questions/what-effects-were-found?basis=<script>alert(1)</script>", headers=BROWSER)
    assert got.status_code == 400
    assert "<script" not in got.text


def test_names_in_a_remedy_lead_to_what_they_name():
    told = linked("did you mean who-evaluated-what or programme:icps?", ["who-evaluated-what"])
    assert told == [
        Part("did you mean "),
        Part("who-evaluated-what", "/questions/who-evaluated-what"),
        Part(" or "),
        Part("programme:icps", "/id/programme/icps"),
        Part("?"),
    ]
