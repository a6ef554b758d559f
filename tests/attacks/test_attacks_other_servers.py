"""However it is asked, the service sends no request to a server that its operator does not allow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from conftest import Target
from pilotgraph.errors import PilotGraphError
from pilotgraph.web.served import Source, graph
from serving import running
from spellings import BODY, SPELT
from wires import Listener, ask, listening

FORM = "Content-Type: application/x-www-form-urlencoded"
DIRECT = "Content-Type: application/sparql-query"
UPDATE = "Content-Type: application/sparql-update"
# Where a graph can be named; GRAPH is its address.
NAMED = {
    "FROM": "SELECT * FROM <GRAPH> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <GRAPH> { GRAPH ?g { ?s ?p ?o } }",
    "FROM with a base": "BASE <GRAPH> SELECT * FROM <> { ?s ?p ?o }",
    "FROM with a prefix": "PREFIX x: <GRAPH> SELECT * FROM x: FROM NAMED x:y { ?s ?p ?o }",
    "GRAPH": "SELECT * { GRAPH <GRAPH> { ?s ?p ?o } }",
    "an escaped FROM": "SELECT * \\u0046ROM <GRAPH> { ?s ?p ?o }",
    "DESCRIBE": "DESCRIBE <GRAPH>",
}

GRAPH = graph(Source())[0]
FILES = Path(__file__).parent / "files"


def sent(address: str, query: str, how: str) -> int:
    """The status with which a query is answered."""
    if how == "GET":
        return ask(address, f"/sparql?query={quote(query)}").status
    if how == "form":
        return ask(address, "/sparql", FORM, method="POST", body=urlencode({"query": query}).encode()).status
    if how == "direct":
        return ask(address, "/sparql", DIRECT, method="POST", body=query.encode()).status
    if how == "check":
        return ask(address, "/sparql/check", method="POST", body=query.encode()).status
    return ask(address, f"/editor?query={quote(query)}", "Accept: text/html").status


@pytest.fixture(scope="module")
def open_target() -> Iterator[tuple[str, Listener]]:
    """The address of a service that may ask one other server, and that server."""
    with listening() as allowed, running("--allow-host", f"127.0.0.1:{allowed.port}") as service:
        yield service.address, allowed


@pytest.mark.parametrize("how", ["GET", "form", "direct", "check", "editor"])
@pytest.mark.parametrize("name", SPELT)
def test_no_service_clause_reaches_another_server(target: Target, listener: Listener, name: str, how: str) -> None:
    status = sent(target.address, SPELT[name].replace("HERE", f"127.0.0.1:{listener.port}"), how)
    # Who asks for a check is told of the refusal in the answer.
    assert status in ((200,) if how == "check" else (400, 403))
    assert listener.knocks == []


@pytest.mark.parametrize("name", ["plain", "prefixed name", "in a sub-select", "nested"])
def test_the_same_clauses_reach_a_server_that_is_allowed(open_target: tuple[str, Listener], name: str) -> None:
    """Else those above would be refused for another reason."""
    address, allowed = open_target
    before = len(allowed.knocks)
    sent(address, SPELT[name].replace("HERE", f"127.0.0.1:{allowed.port}"), "GET")
    assert len(allowed.knocks) > before


@pytest.mark.parametrize("scheme", ["http://HERE/g.ttl", "file:///etc/hostname", "ftp://HERE/", "data:text/turtle,"])
@pytest.mark.parametrize("name", NAMED)
def test_a_graph_that_is_not_here_is_not_fetched(target: Target, listener: Listener, name: str, scheme: str) -> None:
    graph_iri = scheme.replace("HERE", f"127.0.0.1:{listener.port}")
    query = NAMED[name].replace("GRAPH>", f"{graph_iri}>")
    answer = ask(target.address, f"/sparql?query={quote(query)}&format=json&format=ntriples")
    assert answer.status in (200, 400)
    if answer.status == 200 and answer.body.startswith(b"{"):
        assert json.loads(answer.body)["results"]["bindings"] == []
    for parameter in ("default-graph-uri", "named-graph-uri"):
        rest = urlencode({"query": "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", parameter: graph_iri})
        assert json.loads(ask(target.address, f"/sparql?{rest}").body)["results"]["bindings"] == []
    assert listener.knocks == []


@pytest.mark.parametrize(
    "update",
    [
        *("LOAD <HERE>", "LOAD SILENT <HERE> INTO GRAPH <x:g>", "PREFIX x: <HERE> LOAD x:", "\\u004COAD <HERE>"),
        *("INSERT { ?s ?p ?o } WHERE { SERVICE <HERE> { ?s ?p ?o } }", "CLEAR ALL ; LOAD <HERE>"),
        "ASK {} ; LOAD <HERE>",
    ],
)  # fmt: skip
def test_no_update_reaches_another_server(target: Target, listener: Listener, update: str) -> None:
    text = update.replace("HERE", listener.address)
    statuses = [sent(target.address, text, how) for how in ("GET", "form", "direct", "editor")]
    statuses.append(ask(target.address, "/sparql", UPDATE, method="POST", body=text.encode()).status)
    statuses.append(
        ask(target.address, "/sparql", FORM, method="POST", body=urlencode({"update": text}).encode()).status
    )
    assert set(statuses) <= {400, 403}
    assert listener.knocks == []


@pytest.mark.parametrize(
    "path",
    [
        "/questions/what-effects-were-found?programme=HERE",
        "/questions/what-effects-were-found?programme=<HERE>",
        "/questions/what-effects-were-found?programme=> } SERVICE <HERE> { ?s ?p ?o } #",
        "/questions/what-effects-were-found/statements?outcome=> } SERVICE <HERE> { ?s ?p ?o } #",
        "/id/programme/icps> ?p ?o } SERVICE <HERE> { ?s ?p ?o } #",
        "/id/HERE",
        "/about?iri=HERE",
        "/about?iri=x:y> ?p ?o } SERVICE <HERE> { ?s ?p ?o } #",
        "/graph/asserted>{?s ?p ?o} SERVICE <HERE> {?a ?b ?c} } #",
        "/graph/asserted> { ?s ?p ?o } SERVICE <ESCAPED> {} } #",
        "/graph/x> {}} BIND(1 AS ?n) SERVICE <ESCAPED> { ?a ?b ?c } #?format=turtle",
        "/statements?id=HERE",
        "/statements?id=x> } SERVICE <HERE> { ?s ?p ?o } #",
        "/why?subject=HERE&predicate=HERE&object=HERE",
        "/why?subject=x> } SERVICE <HERE> {} #&predicate=x> } SERVICE <HERE> {} #&object=\"} SERVICE <HERE> {} #",
        "/search?text=\") SERVICE <HERE> { ?s ?p ?o } FILTER(\"",
        "/pictures/effects?outcome=> } SERVICE <HERE> { ?s ?p ?o } #",
        "/editor?question=HERE",
        "HERE/sparql",
    ],
)  # fmt: skip
def test_no_other_address_of_the_service_reaches_another_server(target: Target, listener: Listener, path: str) -> None:
    escaped = listener.address.replace("/", "\\u002F")
    path = path.replace("HERE", listener.address).replace("ESCAPED", escaped)
    for written in (quote(path, safe="/?=&:"), quote(path, safe="/?=&:").replace("%3A//", "%3A%2F%2F")):
        status = ask(target.address, written).status
        assert status < 500, written
    assert listener.knocks == []


@pytest.mark.parametrize("name", SPELT)
def test_what_finds_its_way_into_the_text_of_a_page_reaches_nobody(listener: Listener, name: str) -> None:
    """The last wall: the engine of the pages asks no other server, whoever wrote the query."""
    with pytest.raises(PilotGraphError):
        GRAPH.engine.run(SPELT[name].replace("HERE", f"127.0.0.1:{listener.port}"))
    assert listener.knocks == []


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir() if path.name != "growing.rdf"))
def test_a_data_file_makes_the_service_ask_nobody(listener: Listener, tmp_path: Path, name: str) -> None:
    """Neither another server, nor a file of this machine."""
    secret = tmp_path / "secret"
    secret.write_text("in no data file", "utf-8")
    content = (FILES / name).read_text("utf-8").replace("HERE", f"{listener.address}/x")
    file = tmp_path / name
    file.write_text(content.replace("SECRET", secret.as_uri()), "utf-8")
    try:
        opened, _ = graph(Source(data=(("http://a/g", str(file)),)))
        found = opened.sparql("SELECT * { GRAPH ?g { ?s ?p ?o } }").to_dicts()
    except PilotGraphError:
        # Refused as a whole.
        found = []
    assert "in no data file" not in str(found)
    assert listener.knocks == []


def test_a_document_that_grows_without_end_is_given_up() -> None:
    """The engine reads it, but within the limits on time and memory."""
    document = (FILES / "growing.rdf").read_bytes()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rdf+xml\r\nContent-Length: {len(document)}\r\n\r\n"
    with (
        listening(head.encode() + document) as allowed,
        running("--allow-host", f"127.0.0.1:{allowed.port}", "--seconds", "3") as service,
    ):
        assert sent(service.address, f"SELECT * FROM <{allowed.address}/x> {{ ?s ?p ?o }}", "GET") in (422, 503)
        assert sent(service.address, "ASK {}", "GET") == 200


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1:OTHER/", "http://localhost:OPEN/", "http://127.0.0.1:OPEN@127.0.0.1:OTHER/"),
        *("http://127.0.0.1:OTHER/#@127.0.0.1:OPEN/", "http://127.0.0.1:OTHER?@127.0.0.1:OPEN/", "http://[::1]:OPEN/"),
        *("http://x@127.0.0.1:OPEN/", "https://127.0.0.1:OTHER/", "http://127.0.0.1:0OTHER/", "http://127.1:OPEN/"),
        *("http://2130706433:OPEN/", "http://0x7f.0.0.1:OPEN/", "http://127.0.0.1.:OPEN/", "http://127.0.0.1:/"),
    ],
)
def test_where_one_server_is_allowed_no_other_is_asked(
    open_target: tuple[str, Listener], listener: Listener, address: str
) -> None:
    service, allowed = open_target
    before = len(allowed.knocks)
    iri = address.replace("OPEN", str(allowed.port)).replace("OTHER", str(listener.port))
    assert sent(service, f"SELECT * {{ SERVICE <{iri}> {BODY} }}", "GET") in (400, 403)
    sent(service, f"SELECT * FROM <{iri}> {BODY}", "GET")
    assert ask(service, f"/sparql?{urlencode({'query': 'ASK {}', 'default-graph-uri': iri})}").status in (200, 400)
    assert listener.knocks == []
    assert len(allowed.knocks) == before


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("query", ["SELECT * { SERVICE <HERE> { ?s ?p ?o } }", "SELECT * FROM <HERE> { ?s ?p ?o }"])
def test_a_server_that_is_allowed_leads_to_no_other(listener: Listener, query: str, status: int) -> None:
    moved = (
        f"HTTP/1.1 {status} Moved\r\nLocation: {listener.address}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    with (
        listening(moved.encode()) as allowed,
        running("--allow-host", f"127.0.0.1:{allowed.port}", "--workers", "1") as service,
    ):
        assert sent(service.address, query.replace("HERE", f"{allowed.address}/x"), "GET") == 422
        assert allowed.knocks
    assert listener.knocks == []
