"""The rules for w3id.org lead every address of the graph to the service, by one rule each, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pyoxigraph as ox
import pytest

import apache
from curated import ROOT
from pilotgraph import files

HOME = "https://w3id.org/pilotgraph"
FOLDER = ROOT / "ontology" / "w3id"
RULES = (FOLDER / ".htaccess").read_text("utf-8")
(SERVICE,) = re.findall(r"\[E=SERVICE:(https://[^\]/]+)\]", RULES)
PATTERNS = re.findall(r"^RewriteRule (\S+) \S+ \[R=", RULES, re.MULTILINE)


def minted() -> set[str]:
    """Every address of ours in the named graphs, and the first page; what follows a # is not sent."""
    found = {HOME}
    for _, path in files.folder(ROOT).graphs:
        for triple in ox.parse(path=path):
            terms = (triple.subject, triple.predicate, triple.object)
            iris = {term.value.partition("#")[0] for term in terms if isinstance(term, ox.NamedNode)}
            found |= {iri for iri in iris if iri == HOME or iri.startswith(f"{HOME}/")}
    return found


MINTED = sorted(iri.removeprefix(HOME) for iri in minted())


def answered(path: str) -> str:
    """The path at which the service answers for an address."""
    return re.sub(r"^/question/", "/questions/", path) or "/"


@pytest.fixture(scope="module")
def w3id() -> Iterator[HTTPConnection]:
    with apache.serving("pilotgraph", FOLDER) as port:
        connection = HTTPConnection("127.0.0.1", port)
        yield connection
        connection.close()


def ask(w3id: HTTPConnection, path: str, method: str = "GET", body: str | None = None) -> HTTPResponse:
    w3id.request(method, f"/pilotgraph{path}", body)
    response = w3id.getresponse()
    response.read()
    return response


def test_the_graph_has_addresses_of_every_kind() -> None:
    kinds = {path.split("/")[1] if path else "" for path in MINTED}
    assert kinds == {"", "alignments", "dataset", "graph", "id", "ontology", "question", "questions", "sparql"}
    assert len(MINTED) > 1500


def test_exactly_one_rule_is_for_each_address() -> None:
    fitting = {path: [each for each in PATTERNS if re.search(each, path.removeprefix("/"))] for path in MINTED}
    assert {path: rules for path, rules in fitting.items() if len(rules) != 1} == {}


def test_every_rule_is_for_some_address() -> None:
    unused = [each for each in PATTERNS if not any(re.search(each, path.removeprefix("/")) for path in MINTED)]
    assert unused == []


def test_one_line_says_where_the_service_is() -> None:
    assert RULES.count(SERVICE) == 1
    assert len(re.findall(r"https?://", re.sub(r"^#.*$", "", RULES, flags=re.MULTILINE))) == 1


@pytest.mark.needs_apache
def test_every_address_leads_to_the_path_that_the_service_answers(w3id: HTTPConnection) -> None:
    wrong = {}
    for path in MINTED:
        response = ask(w3id, path or "/")
        told = (response.status, response.getheader("Location"))
        if told != (307 if path == "/sparql" else 303, SERVICE + answered(path)):
            wrong[path] = told
    assert wrong == {}


@pytest.mark.needs_apache
def test_the_address_without_a_slash_leads_to_the_first_page(w3id: HTTPConnection) -> None:
    """Apache first adds the slash, since the rules lie in a folder of that name."""
    first = ask(w3id, "")
    assert (first.status, (first.getheader("Location") or "").endswith("/pilotgraph/")) == (301, True)
    assert ask(w3id, "/").getheader("Location") == f"{SERVICE}/"


@pytest.mark.needs_apache
def test_a_query_is_sent_on_whole_and_by_the_same_method(w3id: HTTPConnection) -> None:
    got = ask(w3id, "/sparql?query=ASK%20%7B%7D&format=json")
    assert got.getheader("Location") == f"{SERVICE}/sparql?query=ASK%20%7B%7D&format=json"
    posted = ask(w3id, "/sparql", "POST", "query=ASK%20%7B%7D")
    assert (posted.status, posted.getheader("Location")) == (307, f"{SERVICE}/sparql")


@pytest.mark.needs_apache
def test_a_page_of_another_site_may_follow(w3id: HTTPConnection) -> None:
    for path in ("/sparql?query=ASK%20%7B%7D", "/id/programme/icps"):
        assert ask(w3id, path).getheader("Access-Control-Allow-Origin") == "*"


@pytest.mark.needs_apache
@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/id", "/id/programme", "/id/programme/", "/id/programme/icps/", "/id/programme/a/b"),
        *("/id/programme/.htaccess", "/id/programme/a%0d%0aSet-Cookie:x", "/id/programme/a%3F", "/id/Programme/icps"),
        *("/ontology/", "/ontology/latest", "/ontology/0.1", "/graph/", "/dataset/../x", "/dataset/a%2Fb"),
        *("/question/", "/question/a/b", "/questionss/a", "/sparql/", "/sparqlx", "//example.org"),
    ],
)
def test_what_the_graph_does_not_mint_leads_nowhere(w3id: HTTPConnection, path: str) -> None:
    response = ask(w3id, path)
    assert (response.status, response.getheader("Location")) == (404, None)


@pytest.mark.needs_apache
def test_when_the_line_is_changed_every_address_leads_to_the_new_place(tmp_path: Path) -> None:
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / ".htaccess").write_text(RULES.replace(SERVICE, "https://elsewhere.example"), "utf-8")
    with apache.serving("pilotgraph", tmp_path / "moved") as port:
        connection = HTTPConnection("127.0.0.1", port)
        led = {(ask(connection, path or "/").getheader("Location") or "").partition("example")[0] for path in MINTED}
        connection.close()
    assert led == {"https://elsewhere."}
