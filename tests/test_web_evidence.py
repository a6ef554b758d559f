"""Every row leads to its statements, and every statement to the article at the passage."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph
from pilotgraph.things import instances
from pilotgraph.web.questions.cards import cards
from pilotgraph.web.questions.evidencepages import CARDS_OF_A_PAGE, IDS
from serving import client
from webpages import Page, words

GRAPH = PilotGraph.open()
NAMES = [question.name for question in GRAPH.questions()]
EFFECTS = "/questions/what-effects-were-found"
STATEMENTS = instances(GRAPH.engine, "Statement")


@pytest.fixture(scope="module")
def service():
    with client() as asking:
        yield asking


def test_the_answer_leads_to_the_row_and_the_row_to_the_article(service):
    """Two clicks from a question to the passage, with the choices kept."""
    answer = GRAPH.ask("what-effects-were-found", programme="icps", evidence=True)
    page = Page(service.get(EFFECTS, params={"programme": "icps"}).text)
    rows = [link for link in page.links if "/rows/" in link]
    assert rows == [f"{EFFECTS}/rows/{n}?programme=icps" for n in range(1, len(answer.rows) + 1)]
    for link, evidence in zip(rows, answer.evidence, strict=True):
        shown = Page(service.get(link).text)
        for each in evidence:
            assert each.gloss in shown.said
            assert {passage.link for passage in each.passages} <= set(shown.links)
        assert f"{EFFECTS}?programme=icps" in shown.links


def test_a_row_is_said_again_above_its_statements(service):
    answer = GRAPH.ask("what-effects-were-found")
    said = words(Page(service.get(f"{EFFECTS}/rows/5").text).said)
    assert all(answer.shown(term) in said for term in answer.rows[4] if isinstance(term, ox.NamedNode))


@pytest.mark.parametrize("name", NAMES)
def test_the_statements_behind_a_row_and_an_answer_are_those_of_the_answer(service, name):
    answer = GRAPH.ask(name)
    whole = service.get(f"/questions/{name}/statements", params={"format": "json"}).json()
    assert [each["statement"] for each in whole] == list(dict.fromkeys(iri for row in answer.statements for iri in row))
    for number in {1, len(answer.rows)} if answer.rows else ():
        one = service.get(f"/questions/{name}/rows/{number}", params={"format": "json"}).json()
        assert [each["statement"] for each in one] == list(answer.statements[number - 1])


def test_a_card_tells_everything_that_is_recorded_of_a_statement(service):
    for iri in STATEMENTS[::40]:
        (card,) = cards(GRAPH.engine, [iri])
        found = GRAPH.evidence(iri)
        page = Page(service.get("/statements", params={"id": card.id}).text)
        told = (found.gloss, found.claim_status, found.certainty, found.hedge, *found.about, *found.may_be_about)
        assert all(words(each) in words(page.said) for each in told)
        assert {f"/id/statement/{card.id}", *(passage.link for passage in found.passages)} <= set(page.links)
        assert [each.label for each in card.about] == list(found.about)


def test_any_list_of_statements_has_a_page_and_is_data(service):
    wanted = STATEMENTS[:3]
    ids = [("id", iri.rsplit("/", 1)[-1]) for iri in wanted]
    page = Page(service.get("/statements", params=ids).text)
    assert {identifier for _, identifier in ids} <= set(page.ids)
    assert [
        each["statement"] for each in service.get("/statements", params=[*ids, ("format", "json")]).json()
    ] == wanted
    for accepted, form in (("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)):
        read = ox.parse(service.get("/statements", params=ids, headers={"Accept": accepted}).content, form)
        said = {quad.subject.value for quad in read}
        assert set(wanted) <= said
        assert said.isdisjoint(STATEMENTS[3:])


def test_a_long_list_is_cut_into_pages(service):
    name = "how-many-statements-does-each-sentence-make"
    behind = {iri for row in GRAPH.ask(name).statements for iri in row}
    last = -(-len(behind) // CARDS_OF_A_PAGE)
    assert last > 1
    path = f"/questions/{name}/statements"
    seen = [Page(service.get(path, params={"page": n}).text).said.count("How certain") for n in (1, last)]
    assert seen == [CARDS_OF_A_PAGE, len(behind) - (last - 1) * CARDS_OF_A_PAGE]
    assert service.get(path, params={"page": last + 1}).status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "remedy"),
    [
        (f"{EFFECTS}/rows/0", 404, "from 1 to"),
        (f"{EFFECTS}/rows/9999", 404, "from 1 to"),
        (f"{EFFECTS}/rows/first", 404, "from 1 to"),
        (f"{EFFECTS}/rows/1?programm=icps", 400, "programme"),
        (f"{EFFECTS}/rows/1?programme=icp", 400, "icps"),
        (f"{EFFECTS}/statements?format=csv", 400, "json"),
        ("/statements", 400, "id="),
        ("/statements?id=discussion-engagement-less-eviden", 404, "discussion-engagement-less-evident"),
        ("/statements?" + "&".join(["id=x"] * (IDS + 1)), 400, "fewer"),
    ],
)
def test_what_is_not_there_is_refused_with_what_to_do(service, path, status, remedy):
    got = service.get(path, headers={"Accept": "application/json"})
    assert got.status_code == status
    assert remedy in got.json()["problems"][0]["remedy"]


def test_near_misses_lead_to_their_statements(service):
    got = service.get("/statements?id=discussion-engagement-less-eviden", headers={"Accept": "text/html"})
    assert "/id/statement/discussion-engagement-less-evident" in Page(got.text).links
