"""Facts about asking endpoints: real servers give the embedded graph's values, and broken ones a clear word."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import servers
from at_hand import skip
from pilotgraph import PilotGraph, RequestError, SourceError, files
from pilotgraph.citing import digest
from pilotgraph.names import ALL_GRAPHS, PREFIXES
from pilotgraph.publish import publish
from pilotgraph.queries import ANYTHING
from pilotgraph.things import class_iri

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny"
# The real graph once it is built and has questions, and always the tiny one.
GRAPHS = [TINY, *([ROOT] if list((ROOT / "queries").glob("*.rq")) else [])]
ASKED = [(graph, path.stem) for graph in GRAPHS for path in sorted((graph / "queries").glob("*.rq"))]
BARRIERS = "which-barriers-did-each-programme-meet"
AT_MOST = 3


@pytest.fixture(scope="session")
def embedded() -> dict[Path, PilotGraph]:
    return {graph: PilotGraph.open(graph) for graph in GRAPHS}


def _published(start, folder: Path) -> Iterator[dict[Path, PilotGraph]]:
    """A server for each graph: both graphs have the same named graphs."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        connected = {}
        for number, graph in enumerate(GRAPHS):
            server = stack.enter_context(start(folder / str(number)))
            counts = dict(publish(files.folder(graph), server.url, None, server.user, server.password))
            assert len(counts) == len(ALL_GRAPHS)
            assert all(counts.values())
            connected[graph] = PilotGraph.connect(server.url, path=graph)
        yield connected


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory):
    if not servers.virtuoso_program():
        skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7)")
    yield from _published(servers.virtuoso, tmp_path_factory.mktemp("virtuoso"))


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory):
    if not servers.oxigraph_program():
        skip("oxigraph is not installed (PyPI: oxigraph)")
    yield from _published(servers.oxigraph, tmp_path_factory.mktemp("oxigraph"))


SERVERS = [
    pytest.param("virtuoso", marks=pytest.mark.needs_virtuoso),
    pytest.param("oxigraph", marks=pytest.mark.needs_oxigraph),
]


@pytest.fixture(params=SERVERS)
def remote(request) -> dict[Path, PilotGraph]:
    return request.getfixturevalue(request.param)


def settings(graph: PilotGraph, name: str) -> Iterator[dict[str, object]]:
    """No parameter, every parameter by itself with values from the graph, and all of them together."""
    question = graph.question(name)
    unset = {parameter.name: "any" for parameter in question.parameters}
    yield {}
    yield unset
    answer = graph.ask(name, **unset)
    together = {}
    for parameter in question.parameters:
        if parameter.type in ("integer", "text"):
            listed = [row[parameter.name] for row in answer.to_dicts() if row.get(parameter.name) is not None]
            made_up = [2013 if parameter.type == "integer" else "primary care"]
            values = list(dict.fromkeys(listed)) or list(parameter.choices) or made_up
        else:
            says = f"?thing a <{class_iri(parameter.type)}>"
            if parameter.type == ANYTHING:
                says = f"?mapping <{PREFIXES['owl']}annotatedSource> ?thing"
            text = f"SELECT DISTINCT ?thing {{ {says} }} ORDER BY ?thing"
            values = [thing for (thing,) in graph.sparql(text)]
        assert values, f"{name}: nothing in the graph fits {parameter.name}"
        # Values that the answer holds come first: the others give empty answers.
        held = {row[answer.columns.index(parameter.name)] for row in answer} if parameter.name in answer.columns else ()
        for value in sorted(values, key=lambda each: each not in held)[:AT_MOST]:
            yield {**unset, parameter.name: value}
        together[parameter.name] = sorted(values, key=lambda each: each not in held)[0]
    yield together


def values(answer) -> Counter:
    """Rows as a multiset: ties in an order may fall either way."""
    return Counter(
        (tuple(str(term) for term in row), tuple(sorted(statements)))
        for row, statements in zip(answer.rows, answer.statements, strict=True)
    )


@pytest.mark.parametrize(("where", "name"), ASKED, ids=[f"{graph.name}-{name}" for graph, name in ASKED])
def test_every_question_has_the_embedded_graph_s_values(remote, embedded, where, name):
    for given in settings(embedded[where], name):
        here, there = embedded[where].ask(name, **given), remote[where].ask(name, **given)
        assert here.columns == there.columns
        assert values(here) == values(there), f"{name} {given}"
        assert here.labels == there.labels
        assert digest(here) == digest(there)


@pytest.mark.parametrize(("where", "name"), ASKED, ids=[f"{graph.name}-{name}" for graph, name in ASKED])
def test_every_row_has_the_embedded_graph_s_evidence(remote, embedded, where, name):
    found = [
        {each.statement: each for row in graph.ask(name, evidence=True).evidence for each in row}
        for graph in (embedded[where], remote[where])
    ]
    assert found[0] == found[1]


def test_things_words_and_reasons_are_the_same(remote, embedded):
    here, there = embedded[TINY], remote[TINY]
    assert values(here.describe("Warm Homes")) == values(there.describe("Warm Homes"))
    assert values(here.find("landlord")) == values(there.find("landlord"))
    for fact in ("warm-homes hasBarrier landlord-consent", "wh-o1 a FindingAgainstAim", "warm-homes launchYear 2010"):
        assert here.why(*fact.split()) == there.why(*fact.split())
    assert not there.why("dry-roofs", "hasBarrier", "steady-funding").follows
    assert (there.version, there.citation) == (here.version, here.citation)


@pytest.mark.parametrize(
    "text", ["ASK { ?s ?p 2010 }", "ASK { ?s ?p 2011 }", "CONSTRUCT { ?s ?p 2010 } { ?s ?p 2010 }"]
)
def test_every_form_of_query_is_answered_alike(remote, embedded, text):
    assert values(embedded[TINY].sparql(text)) == values(remote[TINY].sparql(text))


def test_malformed_sparql_is_told_by_the_endpoint(remote):
    with pytest.raises(RequestError, match="is not SPARQL"):
        remote[TINY].sparql("SELECT * { ?s ?p")


def test_publishing_again_replaces_what_was_there(remote):
    before = remote[TINY].sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    server = remote[TINY].engine.url
    named = "dba" if "/sparql" in server else ""
    assert len(list(publish(files.folder(TINY), server, None, named, named))) == len(ALL_GRAPHS)
    assert remote[TINY].sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == before


@pytest.mark.needs_virtuoso
def test_publishing_with_a_wrong_password_says_so(virtuoso):
    with pytest.raises(SourceError, match=r"does not let us write \(401\); check the name and password"):
        list(publish(files.folder(TINY), virtuoso[TINY].engine.url, None, "dba", "wrong"))


@pytest.mark.needs_virtuoso
def test_publishing_without_a_password_says_what_to_give(virtuoso):
    with pytest.raises(SourceError, match=r"does not let us write \(401\); give --user and --password"):
        list(publish(files.folder(TINY), virtuoso[TINY].engine.url))


class Broken(BaseHTTPRequestHandler):
    """Answers the way servers do that are something else or unwell; the path says how."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        how = self.path.strip("/").partition("?")[0]
        if how == "silent":
            threading.Event().wait(3)
            return
        status, media, body = {
            "html": (200, "text/html", b"<!DOCTYPE html><title>Welcome</title>"),
            "html-as-json": (200, "application/sparql-results+json", b"<html></html>"),
            "cut": (200, "application/sparql-results+json", b'{"head":{"vars":["a"]},"results":{"bind'),
            "wrong": (200, "application/json", b'{"hello": ["world"]}'),
            "error": (500, "text/plain", b"the disk is full"),
            "absent": (404, "text/plain", b"no"),
            "closed": (401, "text/plain", b"no"),
            "busy": (503, "text/plain", b"later"),
            "few": (200, "application/sparql-results+json", json.dumps(ONE_ROW).encode()),
        }[how]
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        if how == "few":
            self.send_header("X-SPARQL-MaxRows", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


ONE_ROW = {"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "https://example.org/a"}}]}}


@pytest.fixture(scope="module")
def broken():
    server = HTTPServer(("127.0.0.1", 0), Broken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("html", "answers with a web page, not with results; give the address of its SPARQL query service"),
        ("html-as-json", "answers with a web page, not with results"),
        ("cut", "answers with something else than results"),
        ("wrong", "answers with something else than results"),
        ("error", "the disk is full"),
        ("absent", r"is not found on that server \(404\)"),
        ("closed", r"asks for a name and password \(401\)"),
        ("busy", "answers 503"),
        ("few", "cuts answers off after 1 rows; narrow the question"),
    ],
)
def test_an_endpoint_that_is_something_else_is_named(broken, how, said):
    with pytest.raises(SourceError, match=f"{broken}/{how}  .*{said}"):
        PilotGraph.connect(f"{broken}/{how}", path=TINY).sparql("SELECT ?a { ?a ?b ?c }")


def test_an_endpoint_that_says_nothing_is_not_waited_for(broken):
    graph = PilotGraph.connect(f"{broken}/silent", path=TINY)
    graph.engine.seconds = 1
    with pytest.raises(SourceError, match="did not answer within 1 s"):
        graph.sparql("SELECT ?a { ?a ?b ?c }")


def test_an_update_is_never_sent(broken):
    with pytest.raises(RequestError, match="is an update"):
        PilotGraph.connect(f"{broken}/error", path=TINY).sparql("DROP ALL")


@pytest.mark.parametrize("code", [405, 501])
def test_what_takes_no_queries_is_not_asked_to_be_tried_again(code):
    """A plain web server at that address will answer the same the next time."""
    from urllib.error import HTTPError

    from pilotgraph.remote import _failure

    failure = _failure("http://127.0.0.1:9/", 1, HTTPError("http://127.0.0.1:9/", code, "no", None, None), "query", "")
    assert f"answers {code} no; name the address of a SPARQL query service" in str(failure)
