"""The service in front of another endpoint: the same answers and limits, and a clear word when it is not there."""

from __future__ import annotations

import csv
import io
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest

import servers
from pilotgraph import PilotGraph, files
from pilotgraph.publish import publish
from serving import client, running

PROGRAMMES = "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT ?p { ?p a pg:Programme } ORDER BY ?p"
ASKED = (
    "which-barriers-are-shared-by-all-three-programmes",
    "which-effects-have-a-size",
    "what-happened-in-which-year",
    "which-statements-are-in-tension",
)
BROWSER = {"Accept": "text/html"}
SERVERS = [
    pytest.param(servers.virtuoso, marks=pytest.mark.needs_virtuoso),
    pytest.param(servers.oxigraph, marks=pytest.mark.needs_oxigraph),
]


@pytest.fixture(scope="module", params=SERVERS)
def ask(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("server")) as server:
        list(publish(files.folder(), server.url, None, server.user, server.password))
        with client("--endpoint", server.url) as asking:
            yield asking


@contextmanager
def endpoint(answer):
    """A stand-in for an endpoint: `answer` gets the handler and the body of each request."""
    heard: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(body)
            answer(self, body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", heard
    finally:
        server.shutdown()
        server.server_close()


def sent(handler: BaseHTTPRequestHandler, status: int, media: str, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.parametrize("name", ASKED)
def test_saved_questions_have_the_same_answers(ask, graph, name):
    rows = list(csv.DictReader(io.StringIO(ask.get(f"/questions/{name}", params={"format": "csv"}).text)))
    expected = [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in graph.ask(name).to_dicts()
    ]
    said = [{key: {"true": "True", "false": "False"}.get(value, value) for key, value in row.items()} for row in rows]
    assert sorted(map(str, said)) == sorted(map(str, expected))


def test_free_queries_are_answered_in_every_form(ask):
    for form, kind in (
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        found = ask.get("/sparql", params={"query": PROGRAMMES, "format": form})
        assert [row["p"].value.rpartition("/")[2] for row in ox.parse_query_results(found.content, format=kind)] == [
            "icps",
            "pioneers",
            "vanguards",
        ]
    assert ask.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
    graph = ask.get("/sparql", params={"query": "CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 5", "format": "rdfxml"})
    assert len(list(ox.parse(graph.content, ox.RdfFormat.RDF_XML))) == 5


def test_nothing_is_kept_since_the_data_can_change(ask):
    response = ask.get("/sparql", params={"query": PROGRAMMES})
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/", "/questions", "/questions/which-effects-have-a-size", "/id/programme/icps", "/ontology", "/editor", "/cite",
     "/search?text=primary+care", "/questions/which-effects-have-a-size/statements"],
)  # fmt: skip
def test_the_pages_are_there(ask, path):
    assert ask.get(path, headers=BROWSER).status_code == 200


def test_an_update_is_refused_and_never_sent():
    with (
        endpoint(lambda handler, _: sent(handler, 200, "text/plain", b"")) as (url, heard),
        client("--endpoint", url) as asking,
    ):
        heard.clear()
        for text in ("CLEAR ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"):
            assert asking.post("/sparql", data={"query": text}).status_code == 403
        assert heard == []


def test_an_endpoint_that_dawdles_is_given_up():
    with (
        endpoint(lambda *_: time.sleep(30)) as (url, _),
        running("--endpoint", url, "--seconds", "2") as service,
    ):
        import urllib.error
        import urllib.request

        began = time.monotonic()
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{service.address}/sparql?query=ASK%7B%7D", timeout=30)
        assert refused.value.code in (502, 503)
        assert time.monotonic() - began < 12


@pytest.mark.parametrize(
    ("status", "media", "body", "said"),
    [
        (500, "text/plain", b"out of order", "answers 500"),
        (200, "text/html", b"<html>hello</html>", "something else than results"),
        (200, "application/sparql-results+json", b'{"head":', "something else than results"),
        (302, "text/plain", b"", "answers 302"),
    ],
)
def test_an_endpoint_that_fails_is_named(status, media, body, said):
    with (
        endpoint(lambda handler, _: sent(handler, status, media, body)) as (url, _),
        client("--endpoint", url) as asking,
    ):
        response = asking.get("/sparql", params={"query": PROGRAMMES})
        assert response.status_code == 502
        assert said in response.json()["detail"]
        assert url in response.json()["detail"]


def test_an_endpoint_that_is_not_there_is_said_to_be_so():
    with client("--endpoint", "http://127.0.0.1:9/sparql") as asking:
        for path in ("/sparql?query=ASK%7B%7D", "/questions/which-effects-have-a-size?format=json"):
            response = asking.get(path)
            assert response.status_code == 502
            assert "cannot be reached" in response.json()["detail"]
        assert asking.get("/", headers=BROWSER).status_code == 502


def test_a_malformed_query_is_told_with_its_place(ask):
    said = ask.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"}).json()
    assert said["status"] == 400
    assert said["line"] == 2


def test_the_graph_behind_is_the_one_that_is_asked(ask):
    assert PilotGraph.open().version in ask.get("/", headers=BROWSER).text
