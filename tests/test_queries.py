"""Facts about saved questions."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph, RequestError, SourceError
from pilotgraph.queries import HEADER, bind, find, names, parse, read_all
from pilotgraph.tokens import concatenated, projected, truths

TESTS = Path(__file__).parent
TINY = str(TESTS / "tiny" / "queries")
REAL = TESTS.parent / "queries"
FOLDERS = [TINY, *([str(REAL)] if list(REAL.glob("*.rq")) else [])]

HEADERS = """\
#+ question: "Which?"
#+ topic: "Things"
#+ row: "one row per thing"
#+ counts: "things"
#+ empty: "none named"
"""
BODY = "SELECT ?thing WHERE {\n  VALUES ?thing { UNDEF }\n  ?thing ?p ?o .\n}\n"
THING = '#+ parameters:\n#+   - {"name": "thing", "type": "text", "help": "only this"}\n'


def question(body: str = BODY, header: str = HEADERS + THING):
    return parse("which", header + body)


def problems(content: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse("which", content)
    return [str(problem) for problem in caught.value.problems]


def test_a_set_parameter_takes_the_place_of_undef():
    assert "VALUES ?thing { <https://example.org/a> }" in bind(
        question(), {"thing": ox.NamedNode("https://example.org/a")}
    )


def test_the_line_of_a_parameter_that_is_not_set_is_dropped():
    assert bind(question(), {}) == "SELECT ?thing WHERE {\n  ?thing ?p ?o .\n}\n"


def test_a_parameter_in_every_branch_is_set_in_every_branch():
    body = "SELECT * {\n{\nVALUES ?thing { UNDEF }\n?thing ?p ?o } UNION {\nVALUES ?thing { UNDEF }\n?s ?p ?thing } }\n"
    assert bind(question(body), {"thing": ox.Literal(1)}).count('"1"^^') == 2


@pytest.mark.parametrize(
    "value", ['" } DROP ALL #', "\\", '\\" } #', "\n}", "'", "UNDEF", "{ UNDEF }", "?thing", "\\u0022"]
)
def test_no_value_can_change_the_query_around_it(value):
    store = ox.Store()
    node = ox.NamedNode("https://example.org/a")
    store.add(ox.Quad(node, node, ox.Literal(value)))
    body = "SELECT ?thing WHERE {\n  ?s ?p ?thing .\n  VALUES ?thing { UNDEF }\n}\n"
    text = bind(question(body), {"thing": ox.Literal(value)})
    assert [row["thing"].value for row in store.query(text)] == [value]


def test_windows_line_ends_change_nothing():
    text = (HEADERS + THING + BODY).replace("\n", "\r\n")
    assert bind(parse("which", text), {}).split() == bind(question(), {}).split()


def test_an_unknown_parameter_is_named_with_its_near_miss():
    with pytest.raises(RequestError, match=r"--param thng  which has no such parameter; did you mean thing\?"):
        bind(question(), {"thng": ox.Literal(1)})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADERS + BODY, 'queries/which.rq:1  the header has no "parameters"; add `#+ parameters: []`'),
        (HEADERS.replace("counts", "count") + THING + BODY, 'queries/which.rq:1  the header has no "counts"'),
        (HEADERS + '#+ topic: "Again"\n' + THING + BODY, 'queries/which.rq:6  header line repeats "topic"'),
        (HEADERS.replace('"Which?"', "Which: one?") + THING + BODY, "queries/which.rq:1  header line"),
        (HEADERS + '#+ parameters:\n#+   - {"name": "thing"}\n' + BODY, "queries/which.rq:7  is not a parameter"),
        (HEADERS + '#+ parameters: []\n#+   - {"name": "thing"}\n' + BODY, "queries/which.rq:7  parameters are both"),
        (HEADERS + THING + "SELECT * { ?s ?p ?o }", 'parameter "thing" has no line of its own'),
        (HEADERS + "#+ parameters: []\n" + BODY, "?thing is left open but is no parameter"),
        (HEADERS + "#+ strange\n" + THING + BODY, "queries/which.rq:6  header line has no colon"),
    ],
)
def test_a_malformed_header_is_told_with_its_line(content, said):
    assert [problem for problem in problems(content) if problem.startswith(said) or said in problem]


def test_all_problems_of_a_header_come_at_once():
    assert len(problems("#+ strange\n" + BODY)) >= 6


@pytest.mark.parametrize("folder", FOLDERS)
def test_yaml_reads_the_same_header(folder):
    yaml = pytest.importorskip("yaml")
    for each in read_all(folder):
        lines = (Path(folder) / f"{each.name}.rq").read_text(encoding="utf-8").splitlines()
        header = yaml.safe_load("\n".join(line.removeprefix(HEADER)[1:] for line in lines if line.startswith(HEADER)))
        said = each._asdict() | {
            "with": each.needs._asdict() if each.needs else None,
            "parameters": [
                {
                    name: list(value) if name == "choices" else value
                    for name, value in parameter._asdict().items()
                    if value
                }
                for parameter in each.parameters
            ],
        }
        assert header == {name: said[name] for name in header}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_question_is_sparql_as_it_stands_and_with_its_lines_dropped(folder):
    for each in read_all(folder):
        for text in (each.text, bind(each, {})):
            ox.Store().query(text)
        # Only what speaks of other vocabularies, and not of the article, rests on no statement.
        rests = {"statement", "statements"} & set(projected(each.text))
        assert rests or each.topic == "Links to other vocabularies", each.name


@pytest.mark.parametrize("said", ["which-bar", "Which barriers did each programme meet?", "WHICH BARRIERS"])
def test_a_question_is_found_by_its_beginning_and_its_wording(said):
    assert find(TINY, said).name == "which-barriers-did-each-programme-meet"


@pytest.mark.parametrize("said", ["which-bariers-did-each-program-meet", "wich bariers"])
def test_a_misspelt_question_gets_its_near_miss(said):
    with pytest.raises(RequestError, match="did you mean which-barriers-did-each-programme-meet"):
        find(TINY, said)


def test_an_ambiguous_beginning_lists_the_choices():
    with pytest.raises(RequestError, match="3 questions begin so; say which: which-barriers"):
        find(TINY, "which")


@pytest.mark.parametrize("said", ["../queries/which-barriers-did-each-programme-meet", "", "/", "*"])
def test_a_question_is_no_path(said):
    with pytest.raises(RequestError):
        find(TINY, said)


def test_a_folder_without_questions_is_a_problem(tmp_path):
    with pytest.raises(SourceError, match="holds no saved questions"):
        names(str(tmp_path))


def test_a_question_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "which.rq").write_bytes((HEADERS + THING + BODY + "# caf\xe9").encode("latin-1"))
    with pytest.raises(SourceError, match=re.escape("queries/which.rq  is not UTF-8")):
        read_all(str(tmp_path))


def test_the_columns_of_a_query_are_those_its_outer_select_names():
    text = 'SELECT ?a (COUNT(?x) AS ?n) (GROUP_CONCAT(?y; separator="}") AS ?b) WHERE { SELECT ?z { ?z ?p ?o } }'
    assert projected(text) == ("a", "n", "b")


def test_concatenated_columns_are_known_with_their_separators():
    text = 'SELECT (GROUP_CONCAT(DISTINCT STR(?x); separator="; ") AS ?a) (GROUP_CONCAT(?y) AS ?b) (MAX(?c) AS ?d) {}'
    assert concatenated(text) == {"a": "; ", "b": " "}


def test_columns_that_hold_a_truth_are_known():
    text = "SELECT ?a (EXISTS { ?a ?b { ?d ?e } } AS ?g) { BIND(NOT EXISTS { ?x ?y ?z } AS ?h) FILTER(EXISTS {?i}) }"
    assert truths(text) == {"g", "h"}


def test_a_text_with_choices_takes_no_other_value():
    """An answer that is empty only because a word was misspelt would read as a finding."""
    graph = PilotGraph.open()
    with pytest.raises(RequestError, match=r'--param effect  "hinder" is none of its values; did you mean hinders\?'):
        graph.ask("which-factors-are-reported-for-only-one-programme", effect="hinder")
