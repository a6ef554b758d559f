"""The documentation of the ontology has every term with all that the ontology says of it, and programs get RDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

import serving
from pilotgraph.names import CODE_LISTS, NAMESPACE, PREFIXES, TERMS, THINGS
from pilotgraph.web.ontology.axioms import Axioms

HTML = {"Accept": "text/html"}
DEFINITION, NOTE, EXAMPLE = (PREFIXES["skos"] + name for name in ("definition", "scopeNote", "example"))
DESCRIBED = """
@prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Footbridge rdfs:subClassOf :Bridge , [ a owl:Restriction ; owl:onProperty :carries ; owl:allValuesFrom :Person ] ,
    [ owl:complementOf :Ruin ] , [ owl:unionOf ( :Wooden :Iron ) ] ,
    [ a owl:Restriction ; owl:onProperty [ owl:inverseOf :spans ] ; owl:hasValue "x" ] ,
    [ a owl:Restriction ; owl:onProperty :joins ; owl:qualifiedCardinality 2 ; owl:onClass :Bank ] .
"""


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with serving.client("--workers", "1") as asking:
        yield asking


@pytest.fixture(scope="module")
def page(web: TestClient) -> str:
    return web.get("/ontology", headers=HTML).text


def section(page: str, name: str) -> str:
    """What the page says of a term, without marks."""
    found = re.search(rf'<section class="term" id="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[0])).split())


def test_every_term_has_a_section_where_its_iri_lands_with_its_words(page, graph):
    said = graph.engine.match(graph=TERMS)
    terms = {s.value for s, p, _ in said if isinstance(s, NamedNode) and s.value.startswith(NAMESPACE)}
    assert len(terms) > 200
    for s, p, o in said:
        if s.value in terms and p.value in (DEFINITION, NOTE, EXAMPLE):
            assert " ".join(o.value.split()) in section(page, s.value.removeprefix(NAMESPACE))


def test_no_anchor_stands_twice_and_every_link_within_the_page_lands(page):
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len({*anchors})
    assert {unescape(each) for each in re.findall(r'href="(?:/ontology)?#([^"]+)"', page)} <= {*anchors}


def test_every_fixed_concept_stands_in_its_list(page, graph):
    found = set(re.findall(r'href="/id/([^"]+)"', page))
    kinds = {PREFIXES[kind].removeprefix(THINGS) for kind in CODE_LISTS}
    concepts = {
        s.value.removeprefix(THINGS) for s, _, _ in graph.engine.match(graph=TERMS) if s.value.startswith(THINGS)
    }
    concepts = {each for each in concepts if f"{each.partition('/')[0]}/" in kinds}
    assert len(concepts) > 90
    assert concepts <= found


def test_axioms_are_told_in_words(page):
    assert "The same as barrier and facilitator" in section(page, "MixedFactor")
    assert "Never also facilitator statement" in section(page, "BarrierStatement")
    assert "Never also barrier statement" in section(page, "FacilitatorStatement")
    assert "Follows from about followed backwards, then states aim" in section(page, "hasAim")
    programmes = "No thing is of two of these: model type, pilot, pilot group, programme, wave."
    assert programmes in " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "It is transitive" in section(page, "partOf")
    assert "It is symmetric" in section(page, "inTensionWith")
    for name, wanted in (("FindingAsIntended", "increase"), ("FindingAgainstAim", "decrease")):
        said = "something with direction of the effect: increase and something with bears on aim: something with wanted"
        assert f"{said} direction: {wanted}" in section(page, name)
        assert "It is enough to be something" in section(page, name)


def test_restrictions_of_every_kind_have_words():
    import pyoxigraph as ox

    triples = [(q.subject, q.predicate, q.object) for q in ox.parse(DESCRIBED, format=ox.RdfFormat.TURTLE)]
    axioms = Axioms(triples, {})
    upper = axioms.values(NamedNode("https://example.org/Footbridge"), PREFIXES["rdfs"] + "subClassOf")
    told = {"".join(part.text for part in axioms.words(each)).replace("https://example.org/", "") for each in upper}
    assert told == {
        "Bridge",
        "something with carries: nothing but Person",
        "anything but Ruin",
        "Wooden or Iron",
        "something with spans followed backwards: “x”",
        "something with joins: exactly 2 Bank",
    }


def test_uses_are_counted_in_the_data_and_lead_to_what_is_counted(page, graph):
    statements = len(graph.engine.match(p=NamedNode(PREFIXES["rdf"] + "type"), o=NamedNode(NAMESPACE + "AimStatement")))
    assert f"In the data {statements} things" in section(page, "AimStatement")
    uses = len(graph.engine.match(p=NamedNode(NAMESPACE + "hasBarrier")))
    assert f"In the data {uses} times" in section(page, "hasBarrier")


def test_the_page_begins_with_version_prefix_and_licence(page):
    head = unescape(page.partition('id="section-reading"')[0])
    for said in ("PilotGraph ontology", "0.1.0", f"PREFIX pg: <{NAMESPACE}>", "CC BY 4.0", "/ontology?format=turtle"):
        assert said in head


def test_a_version_has_an_address_of_its_own(web):
    assert web.get("/ontology/0.1.0", headers={"Accept": "text/turtle"}).status_code == 200
    assert web.get("/ontology/0.1.0", headers=HTML).status_code == 200
    assert "0.1.0" in web.get("/ontology/0.2.0").json()["detail"]
