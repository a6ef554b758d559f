"""The page of a thing says what is recorded, what follows and why, what points to it, and what one can ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

import serving
from pilotgraph.names import INFERRED, PREFIXES, THINGS, term
from pilotgraph.queries import ANYTHING

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with serving.client("--workers", "1") as asking:
        yield asking


def page(web: TestClient, path: str) -> str:
    response = web.get(path, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


def links(text: str) -> list[str]:
    return [unescape(where) for where in re.findall(r'href="([^"]*)"', text)]


def part(text: str, identifier: str) -> str:
    """What stands on a page from a heading to the next one of its rank."""
    return re.split(r"<h2", text.partition(f'id="{identifier}"')[2])[0]


def test_a_programme_is_told_with_its_name_its_kind_and_its_definition(web):
    text = page(web, "/id/programme/icps")
    assert "<h1>Integrated Care Pilots</h1>" in text
    assert '<a href="/ontology#Programme">programme</a>' in text
    assert "launched in 2008" in text
    assert "“ICPs”" in text


def test_what_follows_is_told_apart_from_what_is_recorded(web, graph):
    text = page(web, "/id/programme/icps")
    recorded, follows = part(text, "recorded"), part(text, "follows")
    inferred = {o.value for _, _, o in graph.engine.match(s=NamedNode(THINGS + "programme/icps"), graph=INFERRED)}
    assert len(inferred) > 20
    for iri in inferred:
        path = iri.replace(THINGS, "/id/").replace(PREFIXES["pg"], "/ontology#")
        assert f'href="{path}"' in follows, iri
    assert "2008" in recorded
    assert "2008" not in follows


def test_a_plain_fact_leads_to_the_statement_that_records_it(web):
    recorded = part(page(web, "/id/programme/icps"), "recorded")
    source = next(where for where in links(recorded) if where.startswith("/why?") and "launchYear" in where)
    why = page(web, source)
    assert "2008" in why
    assert any("#:~:text=" in where for where in links(why))


def test_every_inferred_fact_of_a_programme_says_why_it_holds(web):
    """Down to statements, and to the article at their passages."""
    follows = part(page(web, "/id/programme/pioneers"), "follows")
    reasons = [where for where in links(follows) if where.startswith("/why?")]
    assert len(reasons) > 40
    for where in reasons:
        asked = parse_qs(urlsplit(where).query)
        told = page(web, where)
        assert "Why does this hold?" in told
        if not asked["predicate"][0].endswith("#type"):
            assert any("/id/statement/" in each for each in links(told)), where
            assert any("#:~:text=" in each for each in links(told)), where


def test_why_tells_programs_the_same(web, graph):
    proof = graph.why("programme:pioneers", "hasBarrier", "factor:resources")
    address = "/why?subject=programme:pioneers&predicate=hasBarrier&object=factor:resources"
    told = web.get(address, headers={"Accept": "application/json"}).json()
    assert told["rule"] == proof.rule
    assert [each["predicate"]["iri"] for each in told["because"]] == [each.fact[1].value for each in proof.because]


def test_what_does_not_follow_is_not_called_false(web):
    text = page(web, "/why?subject=programme:pioneers&predicate=hasAim&object=aim:reduce-cost")
    assert "does not follow" in text
    assert "does not mean that it is false" in text


def test_why_asks_for_what_is_missing_all_at_once(web):
    response = web.get("/why?subject=programme:icps&objekt=x")
    assert response.status_code == 400
    response = web.get("/why?subject=programme:icps")
    assert [each["where"] for each in response.json()["problems"]] == ["predicate", "object"]
    assert (
        "factor:resources" in web.get("/why?subject=icps&predicate=hasBarrier&object=factor:resource").json()["detail"]
    )


def test_what_points_here_is_counted_and_can_be_listed_to_the_last(web, graph):
    """Also where there is more than fits on a page."""
    iri = THINGS + "hedge/unhedged"
    pointing = {s.value for s, _, _ in graph.engine.match(o=NamedNode(iri)) if isinstance(s, NamedNode)}
    text = page(web, "/id/hedge/unhedged")
    assert f"{len(pointing):,} times" in text
    lists = [where for where in links(text) if "through=" in where]
    shown = {where for where in links(part(text, "points-here")) if where.startswith("/id/")}
    for where in lists:
        following: str | None = where
        while following:
            listed = page(web, following)
            shown |= {each for each in links(listed) if each.startswith("/id/statement/")}
            following = next((unescape(each) for each in re.findall(r'rel="next" href="([^"]*)"', listed)), None)
    assert {path.replace("/id/", THINGS) for path in shown} >= pointing


def test_a_list_that_there_is_not_is_told(web):
    assert web.get("/id/hedge/unhedged?through=pg:about&kind=pg:Aim").status_code == 404
    response = web.get("/id/hedge/unhedged?through=pg:hedge&kind=pg:AimStatement&page=99")
    assert (response.status_code, response.json()["problems"][0]["where"]) == (400, "page")


def test_a_statement_is_told_with_its_passage_and_opens_the_article_there(web, graph):
    evidence = graph.evidence("statement:t2-barrier-19")
    text = page(web, "/id/statement/t2-barrier-19")
    assert evidence.gloss in unescape(text)
    assert evidence.passages[0].link in links(text)
    assert "/id/programme/vanguards" in links(text)


def test_a_passage_is_called_by_its_place_and_words(web):
    text = unescape(page(web, "/id/passage/lewis-2021-table-2-barriers-e08"))
    assert "Table 2, barriers, entry 8: “Lack of resources and high existing workforce pressure”</h1>" in text


def test_what_has_no_name_is_called_by_what_it_ties(web):
    text = unescape(page(web, "/id/factor/leadership"))
    assert "Effective leadership → Leadership" in text
    assert "match:" not in re.sub(r"<[^>]*>", "", text)


def test_every_question_that_is_offered_can_be_asked_about_the_thing(web, graph):
    """The thing is chosen already."""
    for iri in ("programme/icps", "factor/leadership", "outcome/unplanned-admissions", "statement/t2-barrier-19"):
        offered = [where for where in links(page(web, f"/id/{iri}")) if where.startswith("/questions/")]
        kinds = {
            o.value for _, _, o in graph.engine.match(s=NamedNode(THINGS + iri), p=NamedNode(PREFIXES["rdf"] + "type"))
        }
        mapped = graph.engine.match(s=NamedNode(THINGS + iri), p=NamedNode(PREFIXES["skos"] + "mappingRelation"))
        fitting = {
            question.name
            for question in graph.questions()
            if any(term(parameter.type) in kinds for parameter in question.parameters)
            or (mapped and any(parameter.type == ANYTHING for parameter in question.parameters))
        }
        assert {urlsplit(where).path.rpartition("/")[2] for where in offered} == fitting
        for where in offered:
            chosen = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
            question = graph.question(urlsplit(where).path.rpartition("/")[2])
            assert [value.value for value in graph.values(question, chosen).values()] == [THINGS + iri], where


def test_a_page_is_made_in_less_than_a_tenth_of_a_second(web):
    """The largest too; twice that is allowed here, since tests share their machine."""
    page(web, "/id/programme/icps")
    for path in (
        "/id/programme/vanguards",
        "/id/hedge/unhedged",
        "/id/source/lewis-2021",
        "/id/pilot-group/three-programmes",
    ):
        start = perf_counter()
        page(web, path)
        assert perf_counter() - start < 0.2, path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("mapping/factor-leadership--mesh-D007857", "own judgement and no statement of the source"),
        ("mapping-set/mesh", "own judgement and no statement of the source"),
        ("cfir/culture", "from a published framework and not from the article"),
        ("scheme/eric", "from a published framework and not from the article"),
    ],
)
def test_what_no_source_speaks_of_says_so_on_its_page(web, path, said):
    assert said in page(web, f"/id/{path}")
    assert said not in page(web, "/id/factor/leadership")


def test_a_thing_s_page_tells_its_links_apart_from_what_is_recorded(web):
    text = page(web, "/id/factor/leadership")
    elsewhere = text[text.index('id="elsewhere"') :]
    assert "PilotGraph’s own judgement, not the source’s" in elsewhere
    assert "close to" in elsewhere
    assert "skos:" not in text[text.index('id="recorded"') : text.index('id="elsewhere"')]
