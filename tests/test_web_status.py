"""What was answered before is at hand, as long as it cannot have changed; the service tells how often it was."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from pilotgraph import PilotGraph, formats
from pilotgraph.web.endpoint import saved
from serving import client

ASKED = "/questions/who-wrote-the-article?format=json"
FREE = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?s a ?class }")
JSON = {"Accept": "application/sparql-results+json"}


@pytest.fixture(scope="module")
def web():
    with client("--workers", "1") as asking:
        yield asking


def hits(web, cache: str) -> int:
    return web.get("/status").json()["caches"][cache]["hits"]


@pytest.mark.parametrize("path", [ASKED, FREE, "/", "/questions/who-wrote-the-article"])
def test_the_same_request_gets_the_same_answer_at_once(web, path):
    first = web.get(path, headers=JSON if "sparql" in path else {})
    before = hits(web, "repeats")
    second = web.get(path, headers=JSON if "sparql" in path else {})
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert hits(web, "repeats") == before + 1


@pytest.mark.parametrize(
    "path",
    [
        "/status",
        "/editor",
        "/static/style.css",
        "/questions/who-wrote-the-article?format=nonsense",
        "/questions/no-such-question",
        "/sparql?query=" + quote("SELECT (RAND() AS ?n) {}"),
        "/sparql?query=" + quote("SELECT nonsense"),
    ],
)
def test_what_may_change_is_made_anew_each_time(web, path):
    before = hits(web, "repeats")
    for _ in range(3):
        web.get(path, headers=JSON if "sparql" in path else {})
    assert hits(web, "repeats") == before


def test_another_form_language_or_host_is_another_answer(web):
    bodies = set()
    for headers in (
        {"Accept": "text/csv"},
        {"Accept": "application/xml"},
        {"Accept": "text/csv", "Host": "other.test"},
    ):
        for _ in range(2):
            answer = web.get("/questions/who-wrote-the-article", headers=headers)
            assert answer.headers["content-type"].startswith(headers["Accept"].replace("xml", "sparql-results+xml"))
        bodies.add((answer.content, answer.headers["etag"]))
    assert len(bodies) == 3


def test_a_client_that_has_the_answer_is_told_so_after_it_was_repeated(web):
    tag = [web.get(ASKED).headers["etag"] for _ in range(2)][-1]
    assert web.get(ASKED, headers={"If-None-Match": tag}).status_code == 304
    assert web.get(ASKED, headers={"If-None-Match": 'W/"other"'}).status_code == 200
    assert web.head(ASKED).content == b""


def test_a_posted_query_is_found_in_the_cache_of_queries(web):
    for number in range(3):
        assert web.post("/sparql", data={"query": "ASK { ?a ?b 'posted' }"}, headers=JSON).status_code == 200
        if not number:
            before = hits(web, "queries")
    assert hits(web, "queries") == before + 2


def test_the_status_tells_the_edition_and_the_workers(web):
    told = web.get("/status").json()
    assert told["edition"] == web.app.state.site.edition
    assert told["workers"] == {"wanted": 1, "running": 1, "waiting": 0}
    assert told["caches"]["pages"]["bytes"] > 1000


def test_without_a_cache_nothing_is_kept():
    with client("--cache", "0", "--workers", "1") as asking:
        for _ in range(2):
            assert asking.get(ASKED).status_code == 200
            assert asking.get(FREE, headers=JSON).status_code == 200
        told = asking.get("/status").json()
    for cache in told["caches"].values():
        assert (cache["hits"], cache["answers"], cache["bytes"]) == (0, 0, 0)


@pytest.mark.parametrize("form", saved.BY_WORKERS)
def test_workers_write_what_the_library_writes(web, form):
    given = {"outcome": "unplanned-admissions", "basis": "table"}
    answer = web.get("/questions/what-effects-were-found", params={**given, "format": form, "evidence": "true"})
    graph = PilotGraph.open()
    wanted = formats.write(graph, graph.ask("what-effects-were-found", evidence=True, **given), form)
    assert answer.status_code == 200
    assert answer.content == wanted
