"""A question that crosses into another ontology gives the answer that was worked out by hand from its file."""

from __future__ import annotations

import pytest

from at_hand import ONTOLOGIES
from expected_answers import FOLDER, Expected, read_all
from pilotgraph import PilotGraph
from test_questions import places_of, rows, store_of, text_of

ANSWERS = read_all(FOLDER / "with")
CROSSING = {question.name: question for question in PilotGraph.open().questions() if question.needs}
FILES = {"BCIO": "bcio/bcio.owl", "CIDS": "cids/cids.ttl", "MeSH": "mesh/mesh2015-descriptors.tsv"}


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> PilotGraph:
    """The graph with BCIO, CIDS and the descriptors of MeSH beside it, each in a graph of its own."""
    files = {name: ONTOLOGIES / "files" / path for name, path in FILES.items()}
    mesh = tmp_path_factory.mktemp("mesh") / "mesh.nt"
    described = [line.split("\t") for line in files["MeSH"].read_text("utf-8").splitlines()[1:]]
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    lines = (f'<http://id.nlm.nih.gov/mesh/{name}> {label} "{said}"@en .\n' for name, said in described)
    mesh.write_text("".join(lines), encoding="utf-8")
    return PilotGraph.open(extra=[files["BCIO"], files["CIDS"], mesh])


def test_every_question_that_crosses_has_a_hand_worked_answer() -> None:
    assert {answer.question for answer in ANSWERS} == set(CROSSING)
    assert {question.needs.name for question in CROSSING.values() if question.needs} == set(FILES)


@pytest.mark.needs_ontologies
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_a_question_across_gives_its_hand_worked_answer(answer: Expected, beside: PilotGraph) -> None:
    store = beside.together.store
    assert rows(store, answer, text_of(answer, beside), places_of(store_of(beside))) == answer.rows
    assert len(beside.ask(answer.question, **answer.parameters)) == len(answer.rows)


@pytest.mark.parametrize("name", sorted(CROSSING))
def test_without_the_file_the_answer_is_empty_and_says_what_it_needs(name: str, graph: PilotGraph) -> None:
    with pytest.warns(UserWarning, match="--with"):
        answer = graph.ask(name)
    assert len(answer) == 0
    needs = CROSSING[name].needs
    assert needs is not None
    assert needs.name in answer.origin.empty
    assert "--with" in answer.origin.empty


@pytest.mark.needs_ontologies
def test_no_other_answer_changes_with_them_beside(beside: PilotGraph, graph: PilotGraph) -> None:
    for question in graph.questions():
        if question.name not in CROSSING:
            assert beside.ask(question.name).to_dicts() == graph.ask(question.name).to_dicts(), question.name
