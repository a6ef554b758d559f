"""The SPARQL endpoint keeps to the protocol, sends every format, and only reads."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph
from pilotgraph.names import ALL_GRAPHS, ASSERTED, DATASET, INFERRED
from serving import client

PROGRAMMES = "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT ?p { ?p a pg:Programme } ORDER BY ?p"
SOME = "CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 7"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DIRECT = {"Content-Type": "application/sparql-query"}
IN_UTF_8 = {"Content-Type": "application/sparql-query; charset=UTF-8"}


@pytest.fixture(scope="module")
def ask():
    with client() as asking:
        yield asking


def counted(response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def problem(response) -> dict:
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == response.status_code
    assert said["title"]
    assert said["problems"]
    return said


@pytest.mark.parametrize(
    "send",
    [
        lambda ask: ask.get("/sparql", params={"query": PROGRAMMES}),
        lambda ask: ask.post("/sparql", data={"query": PROGRAMMES}),
        lambda ask: ask.post("/sparql", content=PROGRAMMES, headers=DIRECT),
        lambda ask: ask.post("/sparql", content=PROGRAMMES, headers=IN_UTF_8),
        lambda ask: ask.post("/sparql", content=b"\xef\xbb\xbf" + PROGRAMMES.encode(), headers=DIRECT),
    ],
    ids=["get", "form", "direct", "direct with charset", "direct with byte order mark"],
)  # fmt: skip
def test_a_query_comes_in_three_ways(ask, send):
    found = [row["p"]["value"].rpartition("/")[2] for row in send(ask).json()["results"]["bindings"]]
    assert found == ["icps", "pioneers", "vanguards"]


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        (None, "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle;q=0.4, text/csv;q=0.2", "text/csv; charset=utf-8"),
    ],
)
def test_rows_come_in_the_form_that_is_wanted(ask, accept, sent):
    response = ask.get("/sparql", params={"query": PROGRAMMES}, headers={"Accept": accept} if accept else {})
    assert response.headers["content-type"] == sent
    form = sent.partition(";")[0].rpartition("/")[2]
    if form == "csv":
        values = [row["p"] for row in csv.DictReader(io.StringIO(response.text))]
    else:
        kinds = {"sparql-results+json": "JSON", "sparql-results+xml": "XML", "tab-separated-values": "TSV"}
        results = ox.parse_query_results(response.content, format=getattr(ox.QueryResultsFormat, kinds[form]))
        values = [row["p"].value for row in results]
    assert [value.rpartition("/")[2] for value in values] == ["icps", "pioneers", "vanguards"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_the_form_that_is_wanted(ask, accept, form):
    response = ask.get("/sparql", params={"query": SOME}, headers={"Accept": accept} if accept else {})
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    assert len(list(ox.parse(response.content, form))) == 7


def test_a_triple_that_a_query_makes_twice_is_sent_once(ask):
    query = "CONSTRUCT { <http://x/a> <http://x/b> <http://x/c> } { ?s a ?c }"
    response = ask.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    assert response.text == "<http://x/a> <http://x/b> <http://x/c> .\n"


@pytest.mark.parametrize(("truth", "filter_"), [(True, "true"), (False, "false")])
def test_a_truth_comes_as_json_or_xml(ask, truth, filter_):
    query = f"ASK {{ FILTER({filter_}) }}"
    assert ask.get("/sparql", params={"query": query}).json()["boolean"] is truth
    xml = ask.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+xml"}).text
    assert f"<boolean>{filter_}</boolean>" in xml


def test_the_format_can_stand_in_the_address(ask):
    for query, name, sent in ((PROGRAMMES, "csv", "text/csv"), (SOME, "jsonld", "application/ld+json")):
        response = ask.get("/sparql", params={"query": query, "format": name}, headers={"Accept": "*/*"})
        assert response.headers["content-type"].startswith(sent)
    # What a format does not fit is left to the header.
    response = ask.get("/sparql", params={"query": SOME, "format": "csv"}, headers={"Accept": "application/ld+json"})
    assert response.headers["content-type"] == "application/ld+json"


def test_what_cannot_be_sent_is_refused(ask):
    assert problem(ask.get("/sparql", params={"query": COUNT}, headers={"Accept": "image/png"}))["status"] == 406
    assert problem(ask.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/turtle"}))["status"] == 406
    assert problem(ask.get("/sparql", params={"query": SOME}, headers={"Accept": "text/csv"}))["status"] == 406


def test_the_default_graph_is_everything_unless_the_request_chooses(ask):
    everything = counted(ask.get("/sparql", params={"query": COUNT}))
    one = counted(ask.get("/sparql", params={"query": COUNT, "default-graph-uri": ASSERTED}))
    other = counted(ask.get("/sparql", params={"query": COUNT, "default-graph-uri": INFERRED}))
    both = counted(ask.get("/sparql", params={"query": COUNT, "default-graph-uri": [ASSERTED, INFERRED]}))
    assert 0 < one < both <= one + other < everything
    assert (
        counted(ask.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) FROM <{ASSERTED}> {{ ?s ?p ?o }}"}))
        == one
    )
    in_form = ask.post(f"/sparql?default-graph-uri={ASSERTED}", data={"query": COUNT, "default-graph-uri": INFERRED})
    assert counted(in_form) == both


def test_named_graphs_are_those_that_the_request_chooses(ask):
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert counted(ask.get("/sparql", params={"query": query})) == len(ALL_GRAPHS)
    assert counted(ask.get("/sparql", params={"query": query, "named-graph-uri": [ASSERTED, DATASET]})) == 2
    assert counted(ask.get("/sparql", params={"query": query, "default-graph-uri": ASSERTED})) == 0
    assert counted(ask.get("/sparql", params={"query": COUNT, "named-graph-uri": ASSERTED})) == 0


def test_a_graph_that_is_not_here_is_empty(ask):
    for params in ({"default-graph-uri": "http://example.org/none"}, {"named-graph-uri": "http://example.org/none"}):
        assert counted(ask.get("/sparql", params={"query": COUNT, **params})) == 0
    assert counted(ask.get("/sparql", params={"query": COUNT.replace("{", "FROM <http://example.org/none> {", 1)})) == 0


@pytest.mark.parametrize(
    ("status", "kind", "send"),
    [
        (400, "bad-request", lambda ask: ask.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")),
        (400, "bad-request", lambda ask: ask.post("/sparql?query=ASK%7B%7D", content="ASK{}", headers=DIRECT)),
        (400, "bad-request", lambda ask: ask.post("/sparql", data={"nothing": "1"})),
        (400, "bad-request", lambda ask: ask.get("/sparql?query=%FF%FE")),
        (400, "bad-request", lambda ask: ask.post("/sparql", content="ASK {} #é".encode("latin-1"), headers=DIRECT)),
        (400, "bad-request", lambda ask: ask.get("/sparql", params={"query": "ASK{}", "default-graph-uri": "no iri"})),
        (400, "malformed-query", lambda ask: ask.get("/sparql", params={"query": ""})),
        (400, "malformed-query", lambda ask: ask.get("/sparql", params={"query": "SELECT * {"})),
        (400, "malformed-query", lambda ask: ask.get("/sparql", params={"query": "SELECT * { ?s un:known ?o }"})),
        (403, "service-refused", lambda ask: ask.get("/sparql", params={"query": "ASK { SERVICE <http://x/> {} }"})),
        (403, "update-refused", lambda ask: ask.get("/sparql", params={"query": "DELETE WHERE { ?s ?p ?o }"})),
        (403, "update-refused", lambda ask: ask.get("/sparql", params={"update": "CLEAR ALL"})),
        (403, "update-refused", lambda ask: ask.post("/sparql", data={"update": "CLEAR ALL"})),
        (403, "update-refused", lambda ask: ask.post("/sparql", data={"query": "ASK {}", "update": "CLEAR ALL"})),
        (403, "update-refused", lambda ask: ask.post("/sparql", content="CLEAR ALL",
                                                     headers={"Content-Type": "application/sparql-update"})),
        (415, "unsupported-media-type", lambda ask: ask.post("/sparql", content="ASK {}",
                                                             headers={"Content-Type": "text/plain"})),
        (415, "unsupported-media-type", lambda ask: ask.post("/sparql", content=b"ASK {}")),
        (415, "unsupported-media-type",
         lambda ask: ask.post("/sparql", content="ASK {}".encode("utf-16"),
                              headers={"Content-Type": "application/sparql-query; charset=utf-16"})),
        (405, "method-not-allowed", lambda ask: ask.put("/sparql", params={"query": "ASK {}"})),
        (405, "method-not-allowed", lambda ask: ask.delete("/sparql")),
        (404, "not-found", lambda ask: ask.get("/sparql/other")),
    ],
)  # fmt: skip
def test_what_the_protocol_does_not_allow_is_refused_with_a_reason(ask, status, kind, send):
    response = send(ask)
    said = problem(response)
    assert (status, kind) == (response.status_code, said["type"].rpartition("/")[2])
    assert "etag" not in response.headers


def test_an_update_changes_nothing(ask):
    before = counted(ask.get("/sparql", params={"query": COUNT}))
    for update in ("CLEAR ALL", "DROP ALL", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }"):
        assert ask.post("/sparql", data={"update": update}).status_code == 403
        assert ask.post("/sparql", data={"query": update}).status_code == 403
    assert counted(ask.post("/sparql", data={"query": COUNT + " # again"})) == before


def test_a_mistake_is_told_with_its_line_and_column(ask):
    said = problem(ask.get("/sparql", params={"query": "SELECT ?s\nWHERE {\n  ?s ?p ?o .\n  FILTER(?o = )\n}"}))
    assert (said["line"], said["column"]) == (4, 15)


def test_editors_can_have_a_query_checked(ask):
    assert ask.post("/sparql/check", content="SELECT * { ?s ?p ?o }").json() == {"ok": True}
    said = ask.post("/sparql/check", content="SELECT * {\n  ?s ?p }").json()
    assert said["ok"] is False
    assert said["line"] == 2
    assert ask.post("/sparql/check", content="INSERT DATA {}").json()["ok"] is False


def test_who_has_the_newest_answer_is_told_so(ask):
    first = ask.get("/sparql", params={"query": COUNT})
    tag = first.headers["etag"]
    for held in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        again = ask.get("/sparql", params={"query": COUNT}, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = ask.get("/sparql", params={"query": COUNT, "format": "csv"}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_an_answer_that_changes_every_time_is_not_kept(ask):
    query = "SELECT (STRUUID() AS ?n) {}"
    first, second = (ask.get("/sparql", params={"query": query}) for _ in range(2))
    assert first.json() != second.json()
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"


def test_head_says_the_same_without_the_body(ask):
    whole, head = (send("/sparql", params={"query": COUNT}) for send in (ask.get, ask.head))
    assert head.status_code == 200
    assert {name: head.headers[name] for name in ("content-type", "etag", "content-length")} == {
        name: whole.headers[name] for name in ("content-type", "etag", "content-length")
    }


def test_any_site_may_read(ask):
    response = ask.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert response.status_code == 204
    assert "POST" in response.headers["access-control-allow-methods"]
    assert "Accept" in response.headers["access-control-allow-headers"]
    assert "GET" in response.headers["allow"]
    for query in ("ASK {}", "nonsense"):
        got = ask.get("/sparql", params={"query": query}, headers={"Origin": "https://example.org"})
        assert got.headers["access-control-allow-origin"] == "*"


def test_long_answers_are_compressed_for_those_who_take_it(ask):
    query = {"query": "SELECT * { ?s a ?c }"}
    packed = ask.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    plain = ask.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) * 5 < int(plain.headers["content-length"])
    assert "Accept-Encoding" in packed.headers["vary"]


def test_a_relative_address_in_a_query_is_resolved(ask):
    response = ask.get("/sparql", params={"query": "CONSTRUCT { <x> <y> 1 } {}", "format": "ntriples"})
    assert response.text.startswith("<https://w3id.org/pilotgraph/x> <https://w3id.org/pilotgraph/y>")


def test_who_asks_nothing_gets_a_description_of_the_service(ask):
    response = ask.get("/sparql", headers={"Accept": "application/n-triples"})
    triples = list(ox.parse(response.content, ox.RdfFormat.N_TRIPLES))
    said = {(t.subject.value, t.predicate.value.rpartition("#")[2], getattr(t.object, "value", "")) for t in triples}
    here = "http://pilotgraph.test/sparql"
    assert (here, "endpoint", here) in said
    assert {o.rpartition("#")[2] for s, p, o in said if p == "feature"} == {"UnionDefaultGraph"}
    assert {o for _, p, o in said if p == "name"} == {iri for iri, _ in PilotGraph.open().folder.graphs}
    assert any(o == "http://rdfs.org/ns/void#Dataset" for _, _, o in said)


def test_a_browser_is_led_to_the_editor(ask):
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert ask.get("/sparql", headers=browser).headers["location"] == "/editor"
    assert ask.get("/sparql", headers={"Accept": "text/html"}).headers["location"] == "/editor"
    led = ask.get("/sparql", params={"query": "ASK {} # é&"}, headers=browser).headers["location"]
    assert led == "/editor?query=ASK+%7B%7D+%23+%C3%A9%26"
    assert ask.get("/sparql", params={"query": "ASK {}", "format": "json"}, headers=browser).json()["boolean"] is True


@pytest.mark.parametrize("form", ["xml", "rdfxml"])
def test_what_xml_cannot_hold_is_replaced(ask, form):
    said = '"a\\u0000b\\u001Fc\\rd\\uFFFEe&<"'
    query = f"SELECT ({said} AS ?x) {{}}" if form == "xml" else f"CONSTRUCT {{ <x:a> <x:b> {said} }} {{}}"
    tree = ElementTree.fromstring(ask.get("/sparql", params={"query": query, "format": form}).content)
    assert "a\ufffdb\ufffdc\rd\ufffde&<" in [each.text for each in tree.iter()]


def test_other_files_are_served_each_in_a_graph_of_its_own(tmp_path):
    (tmp_path / "one.ttl").write_text("<a> <http://x/p> 1 .")
    (tmp_path / "two.nt").write_text("<http://x/b> <http://x/p> <http://x/c> .\n")
    (tmp_path / "three.trig").write_text("<http://x/g> { <http://x/d> <http://x/p> 4 }")
    files = [f"http://x/one={tmp_path / 'one.ttl'}", str(tmp_path / "two.nt"), str(tmp_path / "three.trig")]
    with client("--data", *files) as asking:
        found = asking.get("/sparql", params={"query": "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }", "format": "csv"}).text
        assert counted(asking.get("/sparql", params={"query": COUNT})) == 3
        said = asking.get("/sparql", headers={"Accept": "application/n-triples"}).text
    rows = {tuple(line.split(",")) for line in found.splitlines()[1:]}
    two = "https://w3id.org/pilotgraph/graph/with/two"
    assert rows == {("http://x/one", "http://x/a"), (two, "http://x/b"), ("http://x/g", "http://x/d")}
    assert "http://x/one" in said
    assert str(tmp_path) not in found + said
