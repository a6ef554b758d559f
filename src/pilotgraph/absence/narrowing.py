"""Says which parameters of a saved question leave it without a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations

from pyoxigraph import Literal, NamedNode

from pilotgraph.engines import Table
from pilotgraph.errors import Problem
from pilotgraph.names import shorten
from pilotgraph.queries import bind
from pilotgraph.records import Record
from pilotgraph.things import labels
from pilotgraph.tokens import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.graph import PilotGraph
    from pilotgraph.queries import Question
    from pilotgraph.values import Row

    Given = Mapping[str, NamedNode | Literal]

ASKED = 60
MOST_TOLD = 6
LISTED = 8


class Obstacle(Record):
    """
    Parameters that together leave a question without a row, and what to do about it.

    opened: the parameters to leave open; none where the question has no row even then, or where they were not found.
    what: how many rows there are without them. instead: what else could be done, or "".
    """

    opened: tuple[str, ...]
    what: str
    instead: str = ""


def reasons_for_question(graph: PilotGraph, question: Question, given: Given, *, most: int = ASKED) -> list[Problem]:
    """
    The obstacles in words, with what to do about each; see `obstacles`.

    Where the question has no row even with all parameters open, its own words for that are given.
    """
    found = []
    for each in obstacles(graph, question, given, most=most):
        leave = {0: "", 1: "leave it open"}.get(len(each.opened), "leave them open")
        found.append(Problem(question.name, each.what, ", or ".join(filter(None, (leave, each.instead)))))
    return found


def obstacles(graph: PilotGraph, question: Question, given: Given, *, most: int = ASKED) -> list[Obstacle]:
    """
    Which parameters to leave open so that a saved question has rows: the fewest, and how many rows there are then.

    given: the terms of the parameters that are set, as `PilotGraph.values` gives them. most: how often the question
    is asked to find them out.
    Where the question has no row even with all of them open, its own words for that are given, or what it lacks beside
    the graph. Nothing is in the way of a question that has rows. Raises SourceError if the graph cannot be reached.
    """
    lacking = graph.asked(question)[1]
    if lacking:
        return [Obstacle((), lacking)]
    if _count(graph, question, given):
        return []
    if not given or not _count(graph, question, {}):
        return [Obstacle((), question.empty)]
    left = most - 2
    for size in range(1, len(given) + 1):
        opened = list(combinations(given, size))[: max(left, 0)]
        left -= len(opened)
        counts = {names: _count(graph, question, _without(given, names)) for names in opened}
        counts = {names: number for names, number in counts.items() if number}
        if counts:
            return [_opened(graph, question, given, *found) for found in list(counts.items())[:MOST_TOLD]]
    return [Obstacle((), "it has rows, but which of its parameters exclude them was not found")]


def _opened(graph: PilotGraph, question: Question, given: Given, names: Collection[str], number: int) -> Obstacle:
    """What leaving some parameters open changes, and the values that one of them could have instead."""
    said = _said(graph.asked(question)[0], {name: given[name] for name in names})
    what = f"without {' and '.join(f'{name} = {said[value]}' for name, value in given.items() if name in names)} there "
    what += "is 1 row" if number == 1 else f"are {number} rows"
    if len(names) > 1:
        return Obstacle(tuple(names), what)
    (name,) = names
    if len(given) > 1 and not _count(graph, question, {name: given[name]}):
        what = f"nothing in this answer has {name} = {said[given[name]]}, whatever else is set; {what}"
    rows = _rows(graph, question, _without(given, names), name)
    counted = {value: int(count.value) for value, count in rows if isinstance(value, (NamedNode, Literal))}  # type: ignore[union-attr]
    # Sorted here: the embedded engine ends the whole process over some orders of values of several kinds.
    others = dict(sorted(counted.items(), key=lambda each: (-each[1], str(each[0]))))
    if not others:
        return Obstacle((name,), what)
    said = _said(graph.asked(question)[0], dict(enumerate(list(others)[:LISTED])))
    listed = ", ".join(f"{said[value]} ({others[value]})" for value in list(others)[:LISTED])
    more = f" and {len(others) - LISTED} more" if len(others) > LISTED else ""
    return Obstacle((name,), what, f"choose among {listed}{more}")


def _count(graph: PilotGraph, question: Question, given: Given) -> int:
    return int(_rows(graph, question, given)[0][-1].value)  # type: ignore[union-attr]


def _rows(graph: PilotGraph, question: Question, given: Given, column: str = "") -> list[Row]:
    """How many rows a question has, for each value of a column if one is named."""
    text = bind(question, given)
    start = next(token.start for token in tokens(text) if token.says("SELECT"))
    counted = f"?{column} (COUNT(*) AS ?countedRows)" if column else "(COUNT(*) AS ?countedRows)"
    after = f"GROUP BY ?{column}" if column else ""
    whole = f"{text[:start]}SELECT {counted} {{ {{ {text[start:]} }} }} {after}"
    result = graph.asked(question)[0].run(whole, f"queries/{question.name}.rq")
    return result.rows if isinstance(result, Table) else []


def _without(given: Given, names: Collection[str]) -> Given:
    return {name: value for name, value in given.items() if name not in names}


def _said(engine: Engine, values: Mapping[object, NamedNode | Literal]) -> dict[NamedNode | Literal, str]:
    """Each value as a reader knows it: a thing by its label, anything else as it is."""
    named = labels(engine, [value.value for value in values.values() if isinstance(value, NamedNode)])
    return {value: named.get(value.value) or shorten(value.value) for value in values.values()}
