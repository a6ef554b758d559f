"""The service asks files beside the graph where a reader asks for them, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from interviews import (
    DISTRICT,
    GOVERNANCE,
    HERE,
    HOSTILE,
    INTERVIEWS,
    LACKING,
    NAMED_BY_ALL,
    WITH,
    with_question_across,
)
from pilotgraph import RequestError, SourceError, files
from pilotgraph.arguments import parser
from pilotgraph.web.serving import prepared
from serving import client, running
from webpages import Page, words

INTERVIEW = DISTRICT + "interviews#"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = (
    *("/questions/which-barriers-are-shared-by-all-three-programmes", "/questions", "/pictures/factors", "/ontology"),
    *("/id/programme/icps", "/id/factor/leadership", "/graph/asserted", "/pictures/effects"),
)
DATA = (
    *("/questions/which-barriers-are-shared-by-all-three-programmes?format=json", "/questions?format=json"),
    *("/id/programme/icps?format=turtle", "/id/factor/leadership?format=turtle", "/graph/inferred?format=ntriples"),
)
MINED = "SELECT ?p { ?p a <https://w3id.org/pilotgraph/ontology#Programme> }"


@pytest.fixture(scope="module")
def alone() -> Iterator:
    with client("--workers", "1") as asking:
        yield asking


@pytest.fixture(scope="module")
def beside() -> Iterator:
    with client("--workers", "1", "--with", str(INTERVIEWS), f"urn:hostile={HOSTILE}") as asking:
        yield asking


def rows(asking, query: str, **more: str) -> list[str]:
    return asking.get("/sparql", params={"query": query, "format": "csv", **more}).text.splitlines()[1:]


def text(asking, path: str) -> str:
    answer = asking.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return words(Page(answer.text).said)


def test_the_endpoint_asks_both_together(beside):
    interviews = [f"{INTERVIEW}{name},{GOVERNANCE}" for name in ("manager-1", "nurse-3")]
    assert sorted(rows(beside, NAMED_BY_ALL)) == interviews


def test_the_endpoint_asks_each_apart(alone, beside):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert rows(beside, count, **{"default-graph-uri": WITH + "interviews"}) == ["12"]
    ours = [iri for iri, _ in files.folder().graphs]
    assert rows(beside, count, **{"default-graph-uri": ours}) == rows(alone, count)


@pytest.mark.parametrize("option", ["--with", "--data"])
def test_the_endpoint_counts_a_triple_of_two_graphs_once(option, tmp_path):
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    with client("--workers", "1", option, *(str(tmp_path / name) for name in ("one.nt", "two.nt"))) as asking:
        assert rows(asking, "SELECT (COUNT(*) AS ?n) { <urn:a> ?p ?o }") == ["1"]
        assert rows(asking, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { <urn:a> ?p ?o } }") == ["2"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_about_our_things_say_what_they_always_say(alone, beside, path):
    assert text(beside, path) == text(alone, path)


@pytest.mark.parametrize("path", DATA)
def test_data_about_our_things_is_what_it_always_is(alone, beside, path):
    assert beside.get(path).text == alone.get(path).text


def test_a_page_and_a_free_query_of_the_same_words_are_two_answers(alone, beside):
    ours = len(rows(alone, MINED))
    assert len(rows(beside, MINED)) == ours + 1
    assert beside.get("/questions/how-many-pilots-did-each-subject-have?format=csv").text == (
        alone.get("/questions/how-many-pilots-did-each-subject-have?format=csv").text
    )


def test_the_first_page_and_the_data_set_say_what_stands_beside(alone, beside):
    assert "Beside PilotGraph, and not part of it, 2 files can be asked here: interviews, urn:hostile." in text(
        beside, "/"
    )
    said = text(beside, "/dataset")
    assert "interviews 12 triples" in said
    assert "not part of PilotGraph" in said
    for path in ("/", "/dataset"):
        assert "not part of" not in text(alone, path)


def test_every_link_of_the_data_set_leads_somewhere(beside):
    page = Page(beside.get("/dataset", headers=BROWSER).text)
    paths = [each for each in page.links if each.startswith(("/graph", "/sparql?query", "/about"))]
    assert "/graph/with/interviews" in paths
    assert {path: beside.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_graph_of_a_file_has_a_page_and_can_be_taken_away(beside):
    said = text(beside, "/graph/with/interviews")
    assert "It stands beside PilotGraph and is not part of it." in said
    assert len(beside.get("/graph/with/interviews?format=ntriples").text.splitlines()) == 12


def test_a_thing_of_a_file_has_a_page(beside):
    said = text(beside, f"/about?iri={quote(INTERVIEW + 'nurse-3', safe='')}")
    assert "Interview with a district nurse" in said
    assert "not one of PilotGraph’s own things" in said


def test_the_search_finds_words_of_a_file(alone, beside):
    path = "/search?text=interview+practice+manager"
    found = beside.get(path + "&format=json").json()["found"]
    assert [hit["iri"] for kind in found for hit in kind["things"]] == [INTERVIEW + "manager-1"]
    assert alone.get(path + "&format=json").json()["found"] == []


def test_the_service_description_lists_the_graphs(beside):
    said = beside.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert f"#name> <{WITH}interviews>" in said
    assert "#name> <urn:hostile>" in said
    assert str(HERE) not in said


def test_an_answer_has_another_tag_where_other_files_stand_beside(alone, beside):
    tags = [
        asking.get("/questions/who-paid-for-each-evaluation?format=csv").headers["etag"] for asking in (alone, beside)
    ]
    assert tags[0] != tags[1]


def test_a_question_across_is_a_page_and_says_what_it_lacks(tmp_path):
    path = "/questions/which-interviews"
    options = ("--workers", "1", "--graph", with_question_across(tmp_path))
    with client(*options, "--with", str(INTERVIEWS)) as asking:
        assert "2 rows" in text(asking, path)
        assert len(asking.get(path + "?format=csv").text.splitlines()) == 3
        listed = {each["name"]: each["needs"] for each in asking.get("/questions?format=json").json()}
        assert listed["which-interviews"]["namespace"] == INTERVIEW
    with client(*options) as asking:
        assert LACKING in text(asking, path)
        assert asking.get(path + "?format=csv").text == "interview,factor\n"


def test_nothing_is_served_where_a_file_is_wrong():
    bad = HERE / "bad"
    options = parser("serve").parse_args(["serve", "--with", str(bad / "broken.ttl"), str(bad / "relabels.ttl")])
    with pytest.raises(SourceError) as raised:
        prepared(options)
    assert [Path(problem.where).name for problem in raised.value.problems] == ["broken.ttl:5", "relabels.ttl:5"]


@pytest.mark.parametrize(
    ("other", "remedy"),
    [
        (
            ["--endpoint", "http://localhost:1/sparql"],
            "load the file into that server instead, or leave --endpoint out",
        ),
        (["--data", str(INTERVIEWS)], "give the file to --data too: all files of --data stand beside each other"),
    ],
)
def test_what_does_not_go_together_is_refused(other, remedy):
    with pytest.raises(RequestError, match=f"^--with  is given together with {other[0]}; {remedy}$"):
        prepared(parser("serve").parse_args(["serve", "--with", str(INTERVIEWS), *other]))


def test_a_bomb_of_entities_is_refused_as_data_too():
    options = parser("serve").parse_args(["serve", "--data", str(HERE / "bad" / "bomb.owl")])
    with pytest.raises(SourceError, match=r'bomb\.owl:4  declares the entity "b" by means of others'):
        prepared(options)
    with client("--workers", "1", "--data", str(HERE / "good" / "entities.owl")) as asking:
        assert rows(asking, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == ["3"]


def test_a_slip_is_told_to_the_operator(tmp_path):
    log = tmp_path / "log"
    with running("--workers", "1", "--with", str(HERE / "dubious" / "object.ttl"), log=log):
        assert "did you mean factor:leadership" in log.read_text("utf-8")
