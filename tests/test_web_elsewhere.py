"""The page of a thing tells what it is elsewhere, and leaves out nothing else that leads there."""

from __future__ import annotations

import pytest

from interviews import DISTRICT
from pilotgraph import PilotGraph
from pilotgraph.names import PREFIXES, THINGS
from pilotgraph.web.things.elsewhere import NO_TERM, elsewhere, without
from pilotgraph.web.things.thingfacts import facts, groups
from serving import client

MESH = "http://id.nlm.nih.gov/mesh/D007857"
CLOSE = PREFIXES["skos"] + "closeMatch"


@pytest.fixture(scope="module")
def beside(tmp_path_factory) -> PilotGraph:
    path = tmp_path_factory.mktemp("beside") / "theirs.ttl"
    path.write_text(f"<{DISTRICT}chair> <{CLOSE}> <{MESH}> .\n", encoding="utf-8")
    return PilotGraph.open(extra=[path])


def ends(graph: PilotGraph, iri: str) -> set[tuple[str, str]]:
    return {(link.relation, link.other) for link in elsewhere(graph.engine, iri)}


def test_a_link_is_told_from_both_its_ends(beside):
    row = beside.sparql(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?ours ?theirs { ?ours skos:broadMatch ?theirs } "
        "ORDER BY ?ours ?theirs LIMIT 1"
    ).to_dicts(iris=True)[0]
    assert ("narrower than", row["theirs"]) in ends(beside, row["ours"])
    assert ("broader than", row["ours"]) in ends(beside, row["theirs"])


def test_that_nothing_fits_is_told_last_and_leads_nowhere(beside):
    told = elsewhere(beside.engine, THINGS + "support-measure/project-management-resources")
    assert (told[-1].relation, told[-1].other, told[-1].vocabulary) == ("", "", "ERIC")
    assert told[-1].why


def test_what_stands_for_the_lack_of_a_term_is_the_same_as_nothing(beside):
    assert elsewhere(beside.engine, NO_TERM) == []


def test_what_others_link_is_not_left_out_with_what_is_told(beside):
    told = elsewhere(beside.together, MESH)
    assert [link.other for link in told if link.relation]
    pointing, _ = groups(beside.together, MESH, 100)
    said, left = without(told, facts(beside.together, MESH), pointing)
    assert [(group.through, [each.iri for each in group.shown]) for group in left] == [(CLOSE, [f"{DISTRICT}chair"])]
    assert not {fact.iri for fact in said} & {CLOSE}


def test_the_page_of_a_link_keeps_its_ends(beside):
    link = elsewhere(beside.engine, MESH)[0]
    said, _ = without(elsewhere(beside.engine, link.mapping), facts(beside.engine, link.mapping), [])
    assert MESH in {value.iri for fact in said for value in fact.values}


@pytest.mark.parametrize(
    ("path", "heading"), [("/id/cfir/culture", "Linked to it"), ("/id/factor/leadership", "Elsewhere")]
)
def test_the_heading_says_which_end_the_page_is_of(path, heading):
    with client("--workers", "1") as web:
        text = web.get(path, headers={"Accept": "text/html"}).text
    assert f'<h2 id="elsewhere">{heading}</h2>' in text
