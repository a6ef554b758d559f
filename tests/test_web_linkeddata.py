"""Each IRI of the graph answers at its own path, with a page for readers and with RDF for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

import serving
from pilotgraph import PilotGraph
from pilotgraph.names import ALL_GRAPHS, ASSERTED, DATASET, INFERRED, ONTOLOGY, PREFIXES, THINGS

TURTLE, HTML = {"Accept": "text/turtle"}, {"Accept": "text/html"}
FORMS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with serving.client("--workers", "1") as asking:
        yield asking


def read(content: bytes, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[tuple[object, ...]]:
    """The triples of a document, its numbers as a store keeps them."""
    store = ox.Store()
    store.load(content, form)
    return {(quad.subject, quad.predicate, quad.object) for quad in store}


def alike(triples: set[tuple[object, ...]]) -> ox.Dataset:
    """The triples with names for their blank nodes that depend on nothing but what is said of them."""
    made = ox.Dataset(ox.Quad(*triple) for triple in triples)
    made.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return made


def things(graph: PilotGraph) -> list[str]:
    """Every IRI of ours that the graph names, as subject or as object."""
    named = {each for triple in graph.engine.match() for each in triple if isinstance(each, ox.NamedNode)}
    return sorted(each.value for each in named if each.value.startswith(THINGS))


def named_by(triples: set[tuple[object, ...]]) -> set[str]:
    return {each.value for triple in triples for each in triple if isinstance(each, ox.NamedNode)}


def test_every_thing_of_the_graph_answers_with_all_that_the_graph_says_of_it(web, graph):
    found = things(graph)
    assert len(found) > 1000
    for iri in found:
        response = web.get(f"/id/{iri.removeprefix(THINGS)}", headers=TURTLE)
        assert response.status_code == 200, iri
        node = ox.NamedNode(iri)
        pointing = [each for each in graph.engine.match(o=node) if isinstance(each[0], ox.NamedNode)]
        assert {*graph.engine.match(s=node), *pointing} <= read(response.content), iri


def test_every_kind_of_thing_has_pages(web, graph):
    by_kind: dict[str, list[str]] = {}
    for iri in things(graph):
        by_kind.setdefault(iri.removeprefix(THINGS).partition("/")[0], []).append(iri)
    assert len(by_kind) > 50
    for kind, iris in by_kind.items():
        for iri in {iris[0], iris[len(iris) // 2], iris[-1]}:
            response = web.get(f"/id/{iri.removeprefix(THINGS)}", headers=HTML)
            assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8"), iri
            assert f'<code class="iri">{iri}</code>' in response.text
            assert response.text.count("<h1") == 1, kind


@pytest.mark.parametrize("media", FORMS)
def test_what_a_statement_says_reads_back_with_its_passages_and_all_labels(web, graph, media):
    """Nothing is said but what the graph says, and every form says the same."""
    node = ox.NamedNode(THINGS + "statement/t2-barrier-19")
    response = web.get("/id/statement/t2-barrier-19", headers={"Accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    said = read(response.content, FORMS[media])
    assert said <= {*graph.engine.match()}
    core = {*graph.engine.match(s=node), *graph.engine.match(o=node)}
    for passage in graph.engine.match(s=node, p=ox.NamedNode(PREFIXES["pg"] + "supportedBy")):
        core |= {*graph.engine.match(s=passage[2])}
        for selector in graph.engine.match(s=passage[2], p=ox.NamedNode(PREFIXES["oa"] + "hasSelector")):
            core |= {*graph.engine.match(s=selector[2])}
    assert core <= said
    labelled = {s for s, p, o in said if p == LABEL}
    assert labelled == {s for s, _, _ in graph.engine.match(p=LABEL) if s.value in named_by(core)}
    # What is left are labels, titles, and what statements without a label say.
    more = {p.value.rpartition("#")[2].rpartition("/")[2] for _, p, _ in said - core}
    assert more <= {"prefLabel", "label", "title", "definition"}


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.5, text/turtle", "text/turtle"),
        ("text/turtle;q=0.5, text/html;q=0.4", "text/turtle"),
        ("text/turtle;q=0, */*", "text/html"),
        ("application/json", "application/ld+json"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("image/png", None),
        ("text/turtle;q=0", None),
    ],
)
@pytest.mark.parametrize("path", ["/id/programme/icps", "/ontology", "/graph/inferred", "/dataset"])
def test_the_form_is_what_the_client_wants_most(web, path, accept, sent):
    response = web.get(path, headers={"Accept": accept})
    assert response.status_code == (200 if sent else 406)
    if sent:
        assert response.headers["content-type"].partition(";")[0] == sent
        assert "Accept" in response.headers["vary"]
    else:
        assert "text/turtle" in response.json()["detail"]


def test_a_format_named_in_the_address_goes_before_the_header(web):
    assert web.get("/id/programme/icps?format=turtle", headers=HTML).headers["content-type"].startswith("text/turtle")
    refused = web.get("/id/programme/icps?format=turtl")
    assert (refused.status_code, "did you mean turtle?" in refused.json()["detail"]) == (400, True)


def test_the_head_says_of_what_it_tells_and_where_its_other_forms_are(web):
    response = web.get("/id/programme/icps", headers=TURTLE)
    links = {
        rel: where for where, rel in re.findall(r'<([^>]*)>; rel="(describes|canonical)"', response.headers["link"])
    }
    assert links == {"describes": THINGS + "programme/icps", "canonical": "http://pilotgraph.test/id/programme/icps"}
    others = re.findall(r'<([^>]*)>; rel="alternate"; type="([^"]*)"', response.headers["link"])
    assert {media for _, media in others} == {"text/html", *FORMS}
    for where, media in others:
        assert web.get(where).headers["content-type"].partition(";")[0] == media


def test_an_answer_that_a_client_has_is_not_sent_again(web):
    tag = web.get("/id/programme/icps", headers=TURTLE).headers["etag"]
    again = web.get("/id/programme/icps", headers={**TURTLE, "If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert web.get("/id/programme/icps", headers={**HTML, "If-None-Match": tag}).status_code == 200


def test_head_sends_the_head_alone(web):
    response = web.head("/id/programme/icps", headers=TURTLE)
    assert (response.status_code, response.content) == (200, b"")
    assert int(response.headers["content-length"]) > 1000


@pytest.mark.parametrize(
    ("path", "close"),
    [
        ("/id/programme/icp", "programme:icps"),
        ("/id/program/icps", "programme:icps"),
        ("/about?iri=https://w3id.org/pilotgraph/ontology%23Statment", "pg:Statement"),
        ("/graph/inferrd", "inferred"),
        ("/ontology/9.9", "0.1.0"),
    ],
)
def test_what_is_not_there_is_told_with_near_misses(web, path, close):
    for headers in (TURTLE, {"Accept": "application/json"}):
        response = web.get(path, headers=headers)
        assert response.status_code == 404
        assert close in response.json()["detail"]


@pytest.mark.parametrize("name", ["x> { ?s ?p ?o } } #", "asserted>", "a%20b", "..%2Fasserted"])
def test_no_name_of_a_graph_changes_what_is_asked(web, name):
    assert web.get(f"/graph/{quote(name, safe='')}", headers=HTML).status_code == 404
    assert web.get(f"/id/{quote(name, safe='')}", headers=HTML).status_code == 404


def test_a_property_says_how_often_it_is_used(web, graph):
    uses = len(graph.engine.match(p=LABEL))
    assert f"used as a property {uses:,} times" in web.get("/about", params={"iri": LABEL.value}, headers=HTML).text


@pytest.mark.parametrize("iri", ["", "programme:icps and more", 'https://example.org/"><script>alert(1)</script>', "x"])
def test_what_is_no_iri_is_refused(web, iri):
    response = web.get("/about", params={"iri": iri}, headers=HTML)
    assert response.status_code == 400
    assert "<script>alert" not in response.text


def test_an_iri_of_ours_asked_about_leads_to_its_own_address(web):
    response = web.get("/about", params={"iri": THINGS + "programme/icps", "format": "turtle"})
    assert (response.status_code, response.headers["location"]) == (303, "/id/programme/icps?format=turtle")


def test_a_term_of_ours_and_one_of_others_can_be_asked_about(web):
    for iri in (PREFIXES["pg"] + "Barrier", PREFIXES["skos"] + "prefLabel"):
        assert web.get("/about", params={"iri": iri}, headers=HTML).status_code == 200
    said = read(web.get("/about", params={"iri": PREFIXES["pg"] + "MixedFactor"}, headers=TURTLE).content)
    first = ox.NamedNode(PREFIXES["rdf"] + "first")
    assert {o.value.rpartition("#")[2] for _, p, o in said if p == first} == {"Barrier", "Facilitator"}


@pytest.mark.parametrize("iri", ALL_GRAPHS)
def test_a_named_graph_is_sent_whole(web, graph, iri):
    for media, form in FORMS.items():
        response = web.get(f"/graph/{iri.rpartition('/')[2]}", headers={"Accept": media})
        assert alike(read(response.content, form)) == alike({*graph.engine.match(graph=iri)})


def test_a_graph_in_turtle_is_the_file_as_built(web, graph):
    for iri, path in graph.folder.graphs:
        with open(path, "rb") as file:
            assert web.get(f"/graph/{iri.rpartition('/')[2]}", headers=TURTLE).content == file.read()


def test_the_page_of_a_graph_says_how_much_it_holds(web, graph):
    for iri in (ASSERTED, INFERRED):
        page = web.get(f"/graph/{iri.rpartition('/')[2]}", headers=HTML).text
        assert f"{len(graph.engine.match(graph=iri)):,} triples" in page


def test_the_description_of_the_data_set_names_the_endpoint_at_hand(web, graph):
    described = {*graph.engine.match(graph=DATASET)}
    for path in ("/dataset", "/.well-known/void"):
        said = read(web.get(path, headers={**TURTLE}).content)
        assert described <= said
        assert {(p.value.rpartition("#")[2], o.value) for _, p, o in said - described} == {
            ("sparqlEndpoint", "http://pilotgraph.test/sparql")
        }
    assert web.get("/.well-known/void", headers={"Accept": "*/*"}).headers["content-type"].startswith("text/turtle")
    assert web.get("/dataset/class/pg-Aim").headers["location"] == "/dataset"


def test_every_other_iri_of_ours_leads_somewhere(web, graph):
    """Of the data set, its parts, the graphs, the ontology and its version."""
    home = "https://w3id.org/pilotgraph"
    iris = {each.value for triple in graph.engine.match() for each in triple if isinstance(each, ox.NamedNode)}
    others = {iri.partition("#")[0] for iri in iris if iri.startswith(home) and not iri.startswith(THINGS)}
    assert {ONTOLOGY, f"{ONTOLOGY}/0.1.0", f"{home}/dataset", *ALL_GRAPHS} <= others
    lost = {}
    for iri in others:
        response = web.get(iri.removeprefix(home) or "/", headers=TURTLE)
        found = response.status_code == 200 or response.headers.get("location") in ("/dataset", "/graph/alignments")
        if not found and not response.headers.get("location", "").startswith("/questions/"):
            lost[iri] = response.status_code
    assert lost == {}


def test_the_iri_of_a_question_leads_to_its_page(web):
    response = web.get("/question/which-effects-have-a-size")
    assert (response.status_code, response.headers["location"]) == (303, "/questions/which-effects-have-a-size")


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("data") / "bridges.ttl"
    path.write_text(
        """@prefix : <https://example.org/bridges#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :mill a :Bridge ; rdfs:label "Mill <script>alert(1)</script> Bridge" ; :spans :leen ;
            :built 1794 ; :survey [ :depth 0.4 ; :by [ rdfs:label "A Surveyor" ] ] ;
            :seeAlso <javascript:alert(1)> .
        :leen a :River .""",
        "utf-8",
    )
    with serving.client("--workers", "1", "--data", str(path)) as asking:
        yield asking


def test_other_data_has_pages_and_rdf_too(foreign):
    mill = {"iri": "https://example.org/bridges#mill"}
    page = foreign.get("/about", params=mill, headers=HTML)
    assert page.status_code == 200
    assert "1794" in page.text
    said = read(foreign.get("/about", params=mill, headers=TURTLE).content)
    assert {"A Surveyor", "0.4", "1794"} <= {o.value for _, _, o in said}
    assert "Mill" in foreign.get("/about", params={"iri": "https://example.org/bridges#leen"}, headers=HTML).text


def test_what_data_says_never_becomes_part_of_the_page(foreign):
    page = foreign.get("/about", params={"iri": "https://example.org/bridges#mill"}, headers=HTML).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page


def test_other_data_is_described_from_what_it_holds(foreign):
    said = read(foreign.get("/dataset", headers=TURTLE).content)
    assert {"10"} == {o.value for _, p, o in said if p.value.endswith("#triples")}
    assert "https://example.org/bridges#Bridge" in {o.value for _, p, o in said if p.value.endswith("#class")}
    assert foreign.get("/dataset", headers=HTML).status_code == 200
    assert foreign.get("/ontology", headers=HTML).status_code == 200
    assert foreign.get("/ontology", headers=TURTLE).status_code == 404
