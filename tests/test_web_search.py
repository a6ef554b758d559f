"""The search finds things, terms and questions, says what fitted, and helps where nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

import serving

HTML, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with serving.client("--workers", "1") as asking:
        yield asking


def found(web: TestClient, text: str) -> dict[str, list[str]]:
    """The addresses of what is found, by kind."""
    told = web.get("/search", params={"text": text}, headers=JSON).json()
    return {kind["kind"]: [hit["address"] for hit in kind["things"]] for kind in told["found"]}


def test_things_terms_statements_and_questions_are_found(web):
    told = found(web, "barrier")
    assert "/ontology#Barrier" in told["class"]
    assert "/ontology#hasBarrier" in [each for hits in told.values() for each in hits]
    assert any(where.startswith("/questions/") for where in told["question"])
    assert "/id/factor/data-sharing" in found(web, "data sharing")["barrier"]
    assert "/id/statement/t2-barrier-19" in found(web, "sharing data")["barrier statement"]


def test_everything_found_has_a_page(web):
    for hits in found(web, "barrier").values():
        for where in hits:
            assert web.get(where.partition("#")[0], headers=HTML).status_code == 200, where


def test_the_page_and_the_json_find_the_same(web):
    told = found(web, "leadership")
    text = web.get("/search?text=leadership", headers=HTML).text
    for kind in told:
        text += web.get("/search", params={"text": "leadership", "kind": kind}, headers=HTML).text
    assert {where for hits in told.values() for where in hits} <= {
        unescape(each) for each in re.findall(r'href="([^"]*)"', text)
    }


def test_the_nearest_name_comes_first(web):
    assert next(iter(found(web, "leadership").values()))[0] == "/id/factor/leadership"


def test_what_fitted_is_marked(web):
    text = web.get("/search?text=shar", headers=HTML).text
    assert re.search(r"<mark>shar</mark>", text, re.IGNORECASE)


def test_a_misspelt_word_gets_the_nearest_ones_and_they_find_something(web):
    told = web.get("/search?text=leadrship", headers=JSON).json()
    assert told["found"] == []
    assert "leadership" in told["near"]
    assert all(found(web, each) for each in told["near"])
    assert 'href="/search?text=leadership"' in web.get("/search?text=leadrship", headers=HTML).text


def test_what_is_like_nothing_is_told_so(web):
    page = web.get("/search?text=xqzzk", headers=HTML).text
    assert "Nothing holds the word" in page
    assert "Try fewer words" in page


def test_no_text_gives_the_form_and_no_answer(web):
    response = web.get("/search", headers=HTML)
    assert response.status_code == 200
    assert "<h2" not in response.text


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "a\\", '" } #']
)
def test_what_is_looked_for_never_becomes_part_of_the_page_or_the_query(web, text):
    response = web.get("/search", params={"text": text}, headers=HTML)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "<img" not in response.text
    assert web.get("/search", params={"text": text}, headers=JSON).json()["text"] == text


def test_parameters_that_there_are_not_are_refused(web):
    assert "did you mean text?" in web.get("/search?txt=data").json()["detail"]
    response = web.get("/search", params={"text": "barrier", "kind": "clas"})
    assert (response.status_code, "did you mean class?" in response.json()["detail"]) == (400, True)
    assert web.get("/search", params={"text": "a" * 300}).status_code == 400


def test_other_data_is_searched_by_its_own_labels(tmp_path):
    path = tmp_path / "bridges.ttl"
    path.write_text(
        "<https://example.org/mill> a <https://example.org/Bridge> ; "
        '<http://www.w3.org/2000/01/rdf-schema#label> "Mill Bridge" .',
        "utf-8",
    )
    with serving.client("--workers", "1", "--data", str(path)) as web:
        told = web.get("/search?text=mill+bridge", headers=JSON).json()
        assert [hit["iri"] for kind in told["found"] for hit in kind["things"]] == ["https://example.org/mill"]
        assert web.get("/search?text=mil+brige", headers=JSON).json()["near"][0] == "mill bridge"
