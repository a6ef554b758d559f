"""The editor's page answers free queries without any script: rows, triples, yes or no, mistakes, and empty answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

import serving
from pilotgraph.names import PREFIXES

HTML = {"Accept": "text/html"}
PROGRAMMES = (
    "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT ?p ?year { ?p a pg:Programme ; pg:launchYear ?year }"
)
ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with serving.client("--workers", "1") as asking:
        yield asking


def page(web: TestClient, query: str, **more: str) -> str:
    response = web.get("/editor", params={"query": query, **more}, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


def status(text: str) -> str:
    found = re.search(r'role="status">(.*?)</p>', text, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def links(text: str) -> list[str]:
    return [unescape(where) for where in re.findall(r'href="([^"]*)"', text)]


def script(text: str, identifier: str) -> object:
    found = re.search(rf'<script type="application/json" id="{identifier}">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_rows_have_labels_that_lead_to_pages(web):
    text = page(web, PROGRAMMES)
    assert status(text).startswith("3 rows.")
    assert '<a href="/id/programme/icps">Integrated Care Pilots</a>' in text
    assert "programme:icps" in text
    assert '<td class="number"><span>2008</span>' in text


def test_ask_says_yes_or_no(web):
    assert status(page(web, "ASK { ?s ?p ?o }")).startswith("Yes.")
    assert status(page(web, "ASK { <https://example.org/x> ?p ?o }")).startswith("No.")


def test_construct_and_describe_give_triples(web, graph):
    query = "CONSTRUCT { ?p a ?c } WHERE { ?p a ?c . ?p <https://w3id.org/pilotgraph/ontology#launchYear> ?y }"
    text = page(web, query)
    assert status(text).startswith(f"{len(graph.sparql(query).rows)} triples.")
    assert [re.sub("<.*?>", "", each) for each in re.findall(r'<th scope="col">.*?</th>', text)] == [
        "subject",
        "predicate",
        "object",
    ]
    taken = {where.rpartition("format=")[2] for where in links(text) if where.startswith("/sparql?query")}
    assert taken == {"turtle", "ntriples", "jsonld", "rdfxml"}


def test_what_is_taken_away_is_the_whole_answer(web):
    text = page(web, PROGRAMMES)
    taken = {where.rpartition("format=")[2]: where for where in links(text) if where.startswith("/sparql?query")}
    assert [*taken] == ["json", "xml", "csv", "tsv"]
    for where in taken.values():
        response = web.get(where, headers=HTML)
        assert response.status_code == 200
        assert "programme/icps" in response.text


def test_a_long_answer_has_pages_and_no_row_is_lost(web, graph):
    rows = len(graph.sparql(ALL).rows)
    pages = -(-rows // 200)
    text = page(web, ALL)
    assert status(text).startswith(f"{rows:,} rows.")
    assert f"Page 1 of {pages}" in text
    assert text.count("<tr><th") == 201
    assert page(web, ALL, page=str(pages)).count('<tr><th scope="row"') == rows - 200 * (pages - 1)
    for wrong in ("0", str(pages + 1), "x"):
        assert web.get("/editor", params={"query": ALL, "page": wrong}, headers=HTML).status_code == 400


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT *\nWHERE {\n  ?s ?p ?o .\n  ?s ?p \n}", 5),
        ("SELECT *\nWHERE {\n  ?s a pg:Programme\n}", 3),
        ("SELEKT * { ?s ?p ?o }", 1),
        ("SELECT *\nWHERE {\n  ?s ?p ?o", 3),
    ],
)
def test_a_mistake_is_marked_in_its_line(web, query, line):
    response = web.get("/editor", params={"query": query}, headers=HTML)
    assert response.status_code == 400
    assert f"Line {line}" in response.text
    marked = re.findall(
        r"<li( class=\"bad\")?>", response.text.partition('<ol class="lines">')[2].partition("</ol>")[0]
    )
    assert [number for number, bad in enumerate(marked, 1) if bad] == [line]
    assert script(response.text, "query-error")["line"] == line
    # What was written is not lost.
    assert unescape(re.search(r"<textarea.*?>\n(.*?)</textarea>", response.text, re.DOTALL)[1]) == query


@pytest.mark.parametrize(
    ("query", "status_code", "said"),
    [
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 403, "only read"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "another server"),
    ],
)
def test_what_is_refused_is_told_on_the_page(web, query, status_code, said):
    response = web.get("/editor", params={"query": query}, headers=HTML)
    assert response.status_code == status_code
    assert said in response.text


def test_an_empty_answer_says_why(web):
    text = page(web, "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT * { ?s a pg:Programm }")
    assert status(text).startswith("0 rows.")
    assert "pg:Programm is not in the ontology" in text
    assert "Why it is empty" in text
    assert "pg:Programme" in re.sub(
        r"<textarea.*</textarea>", "", text.partition("Why it is empty")[2].partition("</div>")[0]
    )


def test_a_form_without_script_leads_to_an_address_that_can_be_kept(web):
    sent = web.post("/editor", data={"query": PROGRAMMES}, headers=HTML)
    assert sent.status_code == 303
    assert status(web.get(sent.headers["location"], headers=HTML).text).startswith("3 rows.")


def test_a_query_too_long_for_an_address_is_answered_from_the_form(web):
    query = f"{PROGRAMMES} # {'x' * 20_000}"
    response = web.post("/editor", data={"query": query}, headers=HTML)
    assert response.status_code == 200
    assert status(response.text).startswith("3 rows.")
    # What is taken away is then asked for by forms.
    assert '<form action="/sparql" method="post">' in response.text
    assert web.post("/sparql", data={"query": query, "format": "csv"}).text.count("\n") == 4
    long = f"{ALL} # {'x' * 20_000}"
    second = web.post("/editor", data={"query": long, "page": "2"}, headers=HTML)
    assert "Page 2 of" in second.text


def test_saved_questions_open_in_the_editor(web, graph):
    offered = [where for where in links(web.get("/editor", headers=HTML).text) if where.startswith("/editor?question=")]
    assert {where.partition("=")[2] for where in offered} == {each.name for each in graph.questions()}
    text = web.get("/editor?question=which-effects-have-a-size", headers=HTML).text
    assert status(text).startswith(f"{len(graph.ask('which-effects-have-a-size').rows)} rows.")
    assert "UNDEF" not in text
    assert web.get("/editor?question=which-effects-have-a-sizes", headers=HTML).status_code == 404


def test_the_script_gets_its_words_and_nothing_more_than_its_nonce(web):
    response = web.get("/editor", headers=HTML)
    nonce = re.search(r'<meta name="csp-nonce" content="([^"]+)">', response.text)[1]
    assert f"'nonce-{nonce}'" in response.headers["content-security-policy"]
    assert nonce not in web.get("/editor", headers=HTML).text
    words = script(response.text, "vocabulary")
    assert words["prefixes"].items() >= PREFIXES.items()
    about = next(each for each in words["properties"] if each["short"] == "pg:about")
    assert about["domain"] == [PREFIXES["pg"] + "Statement"]
    assert "pg:Programme" in {each["short"] for each in words["classes"]}
    icps = next(each for each in words["individuals"] if each["short"] == "programme:icps")
    assert (icps["label"], PREFIXES["pg"] + "Programme" in icps["types"]) == ("Integrated Care Pilots", True)
    assert len(json.dumps(words)) < 250_000


@pytest.mark.parametrize("text", ["</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>"])
def test_a_query_never_becomes_part_of_the_page(web, text):
    for query in (f"SELECT * {{ ?s ?p '{text}' }}", f"SELEKT {text}", f"SELECT ('{text}' AS ?x) {{}}"):
        assert "<script>alert" not in web.get("/editor", params={"query": query}, headers=HTML).text


def test_parameters_that_there_are_not_are_refused(web):
    assert web.get("/editor?qery=x", headers=HTML).status_code == 400


def test_other_data_offers_the_words_that_it_uses(tmp_path):
    path = tmp_path / "mill.ttl"
    path.write_text("<https://example.org/v/mill> a <https://example.org/v/Bridge> .", "utf-8")
    with serving.client("--workers", "1", "--data", str(path)) as web:
        text = web.get("/editor", headers=HTML).text
        words = script(text, "vocabulary")
        assert "https://example.org/v/Bridge" in {each["iri"] for each in words["classes"]}
        assert "/editor?question=" not in text
        query = unescape(re.search(r"<textarea.*?>\n(.*?)</textarea>", text, re.DOTALL)[1])
        assert "Bridge" in page(web, query)
