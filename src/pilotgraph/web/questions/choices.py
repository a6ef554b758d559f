"""Says what each parameter of a saved question can be, and how many rows each choice would give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from pilotgraph.engines import Table
from pilotgraph.errors import Problem
from pilotgraph.graph import PilotGraph
from pilotgraph.names import shorten
from pilotgraph.queries import FREE, Parameter, Question, bind
from pilotgraph.records import Record
from pilotgraph.things import instances, labels
from pilotgraph.values import plain
from pilotgraph.web import wording

Terms = Mapping[str, NamedNode | Literal]

# A column that is not in the answer is counted by asking once for each choice; more choices than this are not counted.
ASKED_ONE_BY_ONE = 12
VALUES_TOLD = 200


class Option(Record):
    """
    A value that a parameter can take.

    value: as the address holds it. said: to a reader. term: what it stands for.
    rows: how many rows the answer would have with it and all other choices as they are; None where not counted.
    """

    value: str
    said: str
    term: NamedNode | Literal
    rows: int | None = None


class Field(Record):
    """
    A parameter as a form shows it.

    kind: "choice", "text" or "integer". value: what is chosen, as the address holds it, or "".
    said: the same to a reader. options: all values where they are known; for a text or an integer, those that occur.
    wrong: what is wrong with the value that was given. near: the options that its remedy names.
    """

    name: str
    heading: str
    hint: str
    kind: str
    value: str
    said: str
    options: tuple[Option, ...]
    wrong: tuple[Problem, ...] = ()
    near: tuple[Option, ...] = ()


def allowed(graph: PilotGraph, parameter: Parameter) -> list[Option]:
    """
    The values that a parameter can take, by what is said to a reader; empty where any text or number will do.

    Raises SourceError if a remote graph cannot be read.
    """
    if parameter.choices:
        return [Option(each, each, Literal(each)) for each in parameter.choices]
    if parameter.type in FREE:
        return []
    iris = instances(graph.engine, parameter.type)
    named = labels(graph.engine, iris)
    ids = {iri: iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] for iri in iris}
    often = Counter(ids.values())
    found = [
        Option(ids[iri] if often[ids[iri]] == 1 else shorten(iri), named.get(iri) or shorten(iri), NamedNode(iri))
        for iri in iris
    ]
    return sorted(found, key=lambda option: (option.said.casefold(), option.value))


def fields(
    graph: PilotGraph, question: Question, values: Terms, given: Mapping[str, str], wrong: Sequence[Problem], far: bool
) -> list[Field]:
    """
    The form of a question.

    values: the terms that were chosen. given: what was sent. wrong: what is wrong with it.
    far: whether each query costs a trip, so that choices are not counted.
    Raises SourceError if a remote graph cannot be read.
    """
    counting = _Counting(graph, question, values)
    made = []
    for parameter in question.parameters:
        options = allowed(graph, parameter)
        open_ended = not options and parameter.type in FREE
        if not far:
            options = counting.counted(parameter.name, options)
        chosen = values.get(parameter.name)
        fitting = next((option for option in options if option.term == chosen), None)
        value = fitting.value if fitting else chosen.value if chosen else given.get(parameter.name, "")
        heading = wording.heading(parameter.name)
        own = tuple(problem for problem in wrong if problem.where == parameter.name)
        made.append(
            Field(
                name=parameter.name,
                heading=wording.capital(heading),
                # What the heading says already is not said again.
                hint="" if parameter.help == f"only this {heading}" else parameter.help,
                kind=("integer" if parameter.type == "integer" else "text") if open_ended else "choice",
                value=value,
                said=fitting.said if fitting else value,
                options=tuple(options),
                wrong=own,
                near=tuple(option for option in options if any(_names(problem.remedy, option) for problem in own)),
            )
        )
    return made


class _Counting:
    """Counts rows for the choices of one parameter while the others stay as they are."""

    def __init__(self, graph: PilotGraph, question: Question, values: Terms) -> None:
        self.graph, self.question, self.values = graph, question, values
        self.tables: dict[frozenset[str], Table] = {}

    def counted(self, name: str, options: list[Option]) -> list[Option]:
        others = {key: value for key, value in self.values.items() if key != name}
        key = frozenset(others)
        if key not in self.tables:
            self.tables[key] = self._ask(others)
        table = self.tables[key]
        if name in table.variables:
            at = table.variables.index(name)
            often = Counter(row[at] for row in table.rows)
            if options:
                return [option._replace(rows=often[option.term]) for option in options]
            met = sorted((term for term in often if isinstance(term, Literal)), key=lambda term: _order(plain(term)))
            return [Option(term.value, term.value, term, often[term]) for term in met][:VALUES_TOLD]
        if 0 < len(options) <= ASKED_ONE_BY_ONE:
            return [option._replace(rows=len(self._ask({**others, name: option.term}).rows)) for option in options]
        return options

    def _ask(self, values: Terms) -> Table:
        result = self.graph.asked(self.question)[0].run(bind(self.question, values), f"queries/{self.question.name}.rq")
        assert isinstance(result, Table)
        return result


def _names(remedy: str, option: Option) -> bool:
    if not remedy.startswith("did you mean"):
        return False
    near = re.split(r" or |, ", remedy.removeprefix("did you mean ").rstrip("?"))
    return bool({option.value, option.said} & {*near})


def _order(value: object) -> tuple[float, str]:
    return (float(value), "") if isinstance(value, (int, float)) else (float("inf"), str(value))
