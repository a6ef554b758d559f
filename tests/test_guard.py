"""Facts about what a free query may do."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from pilotgraph import PilotGraph, RequestError
from pilotgraph.guard import check

TINY = Path(__file__).parent / "tiny"
ADDRESS = "http://127.0.0.1:1/sparql"

CALLING = {
    "plain": f"SELECT * {{ SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "lower case": f"SELECT * {{ service <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "mixed case": f"SELECT * {{ SeRvIcE <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "no space": f"SELECT*{{SERVICE<{ADDRESS}>{{?s ?p ?o}}}}",
    "prefixed name": "PREFIX x: <http://127.0.0.1:1/> SELECT * { SERVICE x:sparql { ?s ?p ?o } }",
    "variable": "SELECT * { ?a ?b ?v . SERVICE ?v { ?s ?p ?o } }",
    "after less than": f"SELECT * {{ ?s ?p ?c FILTER(?c < 3) SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "after less than, tight": f"SELECT * {{ ?s ?p ?c FILTER(?c<3)SERVICE<{ADDRESS}>{{ ?s ?p ?o }} }}",
    "after a comment": f"SELECT * {{ # SERVICE <x>\n SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "name on the next line": f"SELECT * {{ SERVICE # to\n <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "glued to a word": f"SELECT * {{ ?s ?p trueSERVICE <{ADDRESS}> {{ ?a ?b ?c }} }}",
    "glued to a number": f"SELECT * {{ ?s ?p 3e5SERVICE <{ADDRESS}> {{ ?a ?b ?c }} }}",
    "behind a false IRI and a false string": (
        f'SELECT * {{ ?s ?p ?o FILTER(?o<2#>"""\n) SERVICE <{ADDRESS}> {{ ?a ?b ?c }} #"""\n}}'
    ),
    "inside a false IRI": f"SELECT * {{ ?s ?p ?o FILTER(?o<2)SERVICE#>\n<{ADDRESS}> {{ ?a ?b ?c }} }}",
    "behind a false quotation mark": f"SELECT * {{ ?s ?p ?o FILTER(?o<'>')SERVICE <{ADDRESS}> {{ ?a ?b ?c }} #'\n}}",
    "escaped letter": f"SELECT * {{ \\u0053ERVICE <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }} }} }}",
    "in ASK": f"ASK {{ SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }}",
    "in EXISTS": f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }} }}",
    "in CONSTRUCT": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{ADDRESS}> {{ ?s ?p ?o }} }}",
}

HARMLESS = {
    "comment": "SELECT * { ?s ?p ?o } # SERVICE <x> { }",
    "string": 'SELECT * { ?s ?p "SERVICE <x> { }" }',
    "long string": 'SELECT * { ?s ?p """a " SERVICE <x> \n { }""" }',
    "escaped quotation mark": 'SELECT * { ?s ?p "a \\" SERVICE <x>" }',
    "single quotation marks": "SELECT * { ?s ?p 'SERVICE <x>' }",
    "IRI": "SELECT * { ?s <http://example.org/service> ?o }",
    "IRI with a fragment": "SELECT * { ?s <http://example.org/service#service> ?o }",
    "IRI and a fragment of the word": "SELECT * { ?s a <http://example.org/a#SERVICE> }",
    "prefixed name": "PREFIX x: <http://example.org/> SELECT * { ?s x:service ?o }",
    "prefix": "PREFIX service: <http://example.org/> SELECT * { ?s service:a ?o }",
    "variable": "SELECT ?service { ?s ?p ?service }",
    "language": 'SELECT * { ?s ?p "a"@service }',
    "FROM a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
}


@pytest.mark.parametrize("text", CALLING.values(), ids=CALLING)
def test_a_service_clause_is_refused(text):
    with pytest.raises(RequestError, match="would send a request to another server"):
        check(text)


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_the_word_alone_is_no_service_clause(text):
    assert check(text) == "SELECT"


@pytest.mark.parametrize("name", ["plain", "silent", "no space", "prefixed name", "after less than", "in a sub-select"])
def test_a_service_clause_passes_if_its_address_is_allowed(name):
    assert check(CALLING[name], allow_service=[ADDRESS])


@pytest.mark.parametrize(
    "text",
    [
        CALLING["variable"],
        "SELECT * { SERVICE <http://127.0.0.1:1/other> { ?s ?p ?o } }",
        f"SELECT * {{ SERVICE <{ADDRESS}> {{ SERVICE <http://127.0.0.1:1/other> {{ ?s ?p ?o }} }} }}",
        "PREFIX x: <http://127.0.0.1:1/> PREFIX x: <http://127.0.0.1:2/> SELECT * { SERVICE x:sparql { ?s ?p ?o } }",
        CALLING["behind a false IRI and a false string"],
    ],
)
def test_allowing_one_address_allows_no_other(text):
    with pytest.raises(RequestError, match="SERVICE"):
        check(text, allow_service=[ADDRESS])


@pytest.mark.parametrize(
    "text",
    [
        *("INSERT DATA { <a:a> <a:a> 1 }", "delete where { ?s ?p ?o }", "LOAD <http://example.org/>", "CLEAR ALL"),
        *("DROP ALL", "PREFIX x: <a:a> INSERT DATA { }", "# c\nWITH <a:a> DELETE { } WHERE { }", "CREATE GRAPH <a:a>"),
    ],
)
def test_an_update_is_refused_and_called_one(text):
    with pytest.raises(RequestError, match="is an update, and the graph is only read"):
        check(text)


@pytest.mark.parametrize("text", ["", "   # nothing", "hello", "{ ?s ?p ?o }"])
def test_text_that_is_no_query_is_refused(text):
    with pytest.raises(RequestError, match="begin with SELECT, ASK, CONSTRUCT or DESCRIBE"):
        check(text)


def test_a_refusal_names_the_line():
    with pytest.raises(RequestError, match=r"q\.rq:3  SERVICE"):
        check("SELECT *\n{\nSERVICE <http://x/> {} }", where="q.rq")


@pytest.fixture
def listener():
    """A server on loopback that counts who knocks."""
    knocks: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                caller, address = server.accept()
            except OSError:
                return
            knocks.append(address)
            caller.close()

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], knocks
    server.close()


@pytest.mark.parametrize("text", CALLING.values(), ids=CALLING)
def test_no_request_leaves_the_machine(text, listener):
    port, knocks = listener
    with pytest.raises(RequestError):
        PilotGraph.open(TINY).sparql(text.replace("127.0.0.1:1", f"127.0.0.1:{port}"))
    assert knocks == []


def test_a_request_is_made_once_it_is_allowed(listener):
    port, knocks = listener
    address = f"http://127.0.0.1:{port}/sparql"
    with pytest.raises(RequestError, match="cannot be answered"):
        PilotGraph.open(TINY).sparql(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", allow_service=[address])
    assert knocks


def test_from_chooses_graphs_and_reads_no_file(tmp_path):
    (tmp_path / "a.ttl").write_text("<a:a> <a:b> <a:c> .")
    graph = PilotGraph.open(TINY)
    assert len(graph.sparql(f"SELECT * FROM <file://{tmp_path}/a.ttl> {{ ?s ?p ?o }}")) == 0
    dataset = "https://w3id.org/pilotgraph/graph/dataset"
    assert len(graph.sparql(f"SELECT * FROM <{dataset}> {{ ?s ?p ?o }}")) == 4
