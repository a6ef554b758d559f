"""Every saved question gives the answer that was worked out from the article by hand."""

from __future__ import annotations

import random
from collections import defaultdict

import pyoxigraph as ox
import pytest

from expected_answers import BEHIND, Expected, Rows, given, read_all
from pilotgraph import PilotGraph, queries
from pilotgraph.curation.reasoning import closure
from pilotgraph.engines import Embedded
from pilotgraph.names import DATASET, INFERRED, NAMESPACE
from pilotgraph.tokens import projected

ANSWERS = read_all()
# What a statement says is worded by its curator, and no other reader could work the wording out.
OUR_WORDS = ("definition", "why")
QUESTIONS = PilotGraph.open().questions()
BY_NAME = {question.name: question for question in QUESTIONS}


def test_there_are_at_least_sixty_questions():
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize("question", [each for each in QUESTIONS if not each.needs], ids=lambda question: question.name)
def test_every_question_has_a_hand_worked_answer(question):
    assert any(answer.question == question.name for answer in ANSWERS)


def test_no_two_questions_differ_only_in_a_name():
    """A question that is another one with another programme would be a parameter."""

    def shape(text: str) -> str:
        body = text[text.index("SELECT") :]
        for programme in ("icps", "pioneers", "vanguards"):
            body = body.replace(f"programme:{programme}", "programme")
        return " ".join(body.split())

    assert len({shape(question.text) for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_question_gives_its_hand_worked_answer(answer, graph):
    """The same rows, and each row rests on the same places of the article."""
    found = ask(answer, store_of(graph), places_of(store_of(graph)), graph)
    assert answer.rows == found


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_every_row_leads_to_the_article(answer, graph):
    """Only a row that says that there is nothing may have nothing behind it."""
    asked = graph.ask(answer.question, evidence=True, **answer.parameters)
    assert asked.evidence is not None
    for row, behind in zip(asked.to_dicts(), asked.evidence, strict=True):
        silent = (
            # It speaks of what we link to, and not of the article.
            not {*BEHIND} & set(projected(BY_NAME[answer.question].text))
            or row.get("known") == "the source does not say"
            or row.get("answer") == "not reported"
            or (row.get("number") and not row.get("place"))
            or (row.get("reason") and not row.get("restates"))
        )
        assert silent or behind
        assert all(passage.link for each in behind for passage in each.passages)


def test_each_statement_matters_to_some_answer(graph):
    """Drop any one statement of the graph, and some hand-worked answer no longer comes out."""
    quads = list(store_of(graph))
    # The description of the data set is long, and no answer rests on it.
    asserted = [quad for quad in quads if quad.graph_name.value not in (INFERRED, DATASET)]
    statements = {quad.subject for quad in asserted if quad.predicate.value == NAMESPACE + "supportedBy"}
    texts = [(answer, text_of(answer, graph)) for answer in ANSWERS]
    assert not noticed(ox.NamedNode("http://example.org/none"), asserted, texts)
    unnoticed = [str(statement) for statement in sorted(statements, key=str) if not noticed(statement, asserted, texts)]
    assert len(statements) > 300
    assert unnoticed == []


def noticed(statement: ox.NamedNode, asserted: list[ox.Quad], texts: list[tuple[Expected, str]]) -> bool:
    kept = without(statement, asserted)
    store = ox.Store()
    store.extend(kept)
    store.extend(ox.Quad(*triple, ox.NamedNode(INFERRED)) for triple in closure((quad.triple for quad in kept), ()))
    places = places_of(store)
    return any(answer.rows != rows(store, answer, text, places) for answer, text in texts)


def without(statement: ox.NamedNode, quads: list[ox.Quad]) -> list[ox.Quad]:
    """The graph without a statement, what points to it, and the plain triple that only it backs."""
    own = {quad.predicate.value.removeprefix(NAMESPACE): quad.object for quad in quads if quad.subject == statement}
    plain = (own.get("about"), own.get("statesProperty"), own.get("statesValue"))
    return [
        quad
        for quad in quads
        if statement not in (quad.subject, quad.object) and (quad.subject, quad.predicate, quad.object) != plain
    ]


def ask(answer: Expected, store: ox.Store, places: dict[str, frozenset[str]], graph: PilotGraph) -> Rows:
    return rows(store, answer, text_of(answer, graph), places)


def text_of(answer: Expected, graph: PilotGraph) -> str:
    question = BY_NAME[answer.question]
    return queries.bind(question, graph.values(question, answer.parameters))


def rows(store: ox.Store, answer: Expected, text: str, places: dict[str, frozenset[str]]) -> Rows:
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    assert sorted(answer.columns) == sorted(name for name in names if name not in (*BEHIND, *OUR_WORDS))
    return given(answer.columns, ({name: row[name] for name in names} for row in solutions), places)


def places_of(store: ox.Store) -> dict[str, frozenset[str]]:
    """The places of the article on which each statement rests."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(NAMESPACE + "supportedBy"), None, None):
        for place in store.quads_for_pattern(quad.object, ox.NamedNode(NAMESPACE + "place"), None, None):
            found[quad.subject.value].add(place.object.value)
    return {iri: frozenset(places) for iri, places in found.items()}


def store_of(graph: PilotGraph) -> ox.Store:
    """The engine below the embedded graph."""
    store = graph.engine.store
    assert isinstance(store, ox.Store)
    return store


@pytest.fixture(scope="module")
def shuffled(graph) -> list[PilotGraph]:
    """The same graph, put into stores in other orders."""
    found = []
    for seed in (1, 2):
        quads = list(store_of(graph))
        random.Random(seed).shuffle(quads)
        store = ox.Store()
        store.extend(quads)
        found.append(PilotGraph(Embedded(store), graph.folder))
    return found


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_an_answer_has_one_order_however_the_store_was_filled(name, graph, shuffled):
    """Else the third row of a page would not be the third row of its evidence."""
    asked = graph.ask(name)
    for other in shuffled:
        again = other.ask(name)
        assert (again.rows, again.statements) == (asked.rows, asked.statements)
