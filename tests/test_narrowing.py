"""Facts about questions without rows: the fewest parameters to open are named, with the rows there are then."""

from __future__ import annotations

from itertools import combinations

import pytest

from pilotgraph.absence.narrowing import ASKED, reasons_for_question
from pilotgraph.cli import main
from pilotgraph.queries import ANYTHING

RECOMMENDED = "what-do-the-authors-recommend"
AIMS = "what-was-each-programme-to-achieve"


def told(graph, name, **given):
    question = graph.question(name)
    return reasons_for_question(graph, question, graph.values(question, given))


def test_the_one_parameter_that_excludes_every_row_is_named_with_the_rows_there_are_without(graph):
    """All recommendations are tentative ones, which a query of its own counts here."""
    count = len(graph.ask(RECOMMENDED))
    hedges = {row["hedge"] for row in graph.ask(RECOMMENDED).to_dicts()}
    assert hedges == {"tentative"}
    (problem,) = told(graph, RECOMMENDED, hedge="unhedged")
    assert problem.where == RECOMMENDED
    assert problem.what == f"without hedge = unhedged there are {count} rows"
    assert problem.remedy == f"leave it open, or choose among tentative ({count})"


def test_a_value_that_no_row_has_whatever_else_is_set_is_told_apart(graph):
    """Three programmes have a year of launch, and groups of sites have none."""
    """No effect is recorded for a single pilot, so the other parameter is not to blame."""
    (problem,) = told(graph, "what-happened-in-which-year", subject="icps-case-management-sites", what="launchYear")
    assert problem.what == (
        "nothing in this answer has subject = Case management sites of the ICPs, whatever else is set; "
        "without subject = Case management sites of the ICPs there are 3 rows"
    )
    assert "Integrated Care Pilots (1)" in problem.remedy


def fewest(graph, name, given):
    """The smallest sets of parameters whose opening gives rows, tried one by one through the graph itself."""
    for size in range(1, len(given) + 1):
        found = {}
        for opened in combinations(given, size):
            rows = len(graph.ask(name, **{key: "any" if key in opened else value for key, value in given.items()}))
            if rows:
                found[opened] = rows
        if found:
            return found
    return {}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        (AIMS, {"subject": "vanguards-urgent-and-emergency-care", "aim": "improve-clinical-effectiveness",
                "kind": "expectation", "phase": "throughout"}),
        ("which-interventions-were-meant-for-which-populations",
         {"subject": "vanguards-hospital-models", "intervention": "care-home-integration",
          "population": "high-service-users"}),
        ("which-factors-are-reported-for-only-one-programme",
         {"factor": "national-support", "programme": "vanguards", "effect": "hinders"}),
    ],
)  # fmt: skip
def test_the_smallest_sets_to_open_are_named_and_no_other(graph, name, given):
    assert not graph.ask(name, **given).rows
    problems = told(graph, name, **given)
    expected = fewest(graph, name, given)
    assert len(problems) == len(expected)
    for problem, (opened, rows) in zip(problems, expected.items(), strict=True):
        without = problem.what.rpartition("without ")[2]
        assert [key for key in given if f"{key} = " in without] == list(opened)
        assert without.endswith("there is 1 row" if rows == 1 else f"there are {rows} rows")


def test_a_question_without_an_answer_says_what_that_means(graph):
    question = graph.question("which-shared-areas-are-named")
    (problem,) = told(graph, question.name)
    assert problem.what == question.empty
    (problem,) = told(graph, question.name, programme="pioneers")
    assert problem.what == question.empty


def test_nothing_is_said_of_a_question_with_rows(graph):
    assert told(graph, RECOMMENDED) == []
    assert told(graph, RECOMMENDED, hedge="tentative") == []


def test_every_question_with_all_parameters_set_is_asked_no_more_often_than_allowed(graph):
    """Values that hardly go together: the first of each class."""
    from pilotgraph.things import class_iri

    for question in graph.questions():
        if question.needs:
            continue
        given = {}
        for parameter in question.parameters:
            if parameter.type in ("integer", "text"):
                given[parameter.name] = parameter.choices[0] if parameter.choices else "2013"
            elif parameter.type == ANYTHING:
                given[parameter.name] = "factor:leadership"
            else:
                rows = graph.sparql(f"SELECT ?t {{ ?t a <{class_iri(parameter.type)}> }} ORDER BY ?t LIMIT 1").rows
                given[parameter.name] = rows[0][0]
        values = graph.values(question, given)
        problems = reasons_for_question(graph, question, values, most=ASKED)
        assert bool(problems) == (not graph.ask(question.name, **given).rows)


def test_the_command_line_names_the_parameter(capsys):
    assert main(["ask", RECOMMENDED, "--param", "hedge=unhedged"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("No rows. ")
    assert f"{RECOMMENDED}  without hedge = unhedged there are " in err
