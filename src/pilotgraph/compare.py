"""Turns an answer that has a row for each programme into one that has a column for each."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from pilotgraph.answers import Answer
from pilotgraph.errors import Problem, RequestError
from pilotgraph.things import class_iri, labels
from pilotgraph.tokens import projected

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.evidence import Evidence
    from pilotgraph.graph import Given, PilotGraph
    from pilotgraph.values import Row

# What a row can be about, the column to spread first.
SPREAD = ("programme", "subject")


def compare(graph: PilotGraph, name: str, /, *, evidence: bool = False, **parameters: Given) -> Answer:
    """
    Ask a saved question and set the programmes side by side.

    A row is what the first column besides the programme names; a cell holds what the other columns say, or "yes" where
    there are none; an empty cell means that nothing is recorded. Where rows are about subjects of every size, parts and
    groups have columns of their own after the programmes.
    Raises RequestError if no row of the question's answer is about a programme.
    """
    question = graph.question(name)
    spread = _spread(question.text)
    if spread is None:
        fitting = [each.name for each in graph.questions() if _spread(each.text)]
        what = "does not say which programme a row is about, so programmes cannot be set side by side"
        remedy = f"compare one of {', '.join(fitting)}" if fitting else ""
        raise RequestError(Problem(f'question "{question.name}"', what, remedy))
    answer = graph.ask(question.name, evidence=evidence, **parameters)
    at = answer.columns.index(spread)
    others = [number for number in range(len(answer.columns)) if number != at]
    key, details = others[:1], others[1:]
    programmes = _programmes(graph, answer, at)
    cells: dict[tuple[str, ...], dict[str, list[str]]] = {}
    first: dict[tuple[str, ...], Row] = {}
    behind: dict[tuple[str, ...], list[str]] = {}
    proof: dict[tuple[str, ...], list[Evidence]] = {}
    for number, row in enumerate(answer.rows):
        group = tuple(str(row[each]) for each in key)
        first.setdefault(group, tuple(row[each] for each in key))
        said = _cell([(answer.columns[each], answer.shown(row[each])) for each in details])
        found = cells.setdefault(group, {}).setdefault(answer.shown(row[at]), [])
        if said and said not in found:
            found.append(said)
        behind.setdefault(group, []).extend(answer.statements[number])
        proof.setdefault(group, []).extend(answer.evidence[number] if answer.evidence else ())
    rows: list[Row] = [
        (*first[group], *(Literal("; ".join(of[each])) if each in of else None for each in programmes))
        for group, of in cells.items()
    ]
    shown = answer.columns[key[0]] if key else ""
    origin = answer.origin._replace(row=f"one row per {shown}; an empty cell: nothing recorded")
    return Answer(
        (*((shown,) if key else ()), *programmes),
        rows,
        answer.labels,
        origin,
        statements=[tuple(dict.fromkeys(behind[group])) for group in cells],
        evidence=[tuple(dict.fromkeys(proof[group])) for group in cells] if evidence else None,
    )


def _spread(text: str) -> str | None:
    names = projected(text)
    return next((name for name in SPREAD if name in names), None)


def _cell(details: list[tuple[str, str]]) -> str:
    """What a cell says: the one detail by itself, several with their names, "yes" if there is none."""
    if len(details) == 1:
        return details[0][1] or "yes"
    return ", ".join(f"{name}: {said}" for name, said in details if said) or "yes"


def _programmes(graph: PilotGraph, answer: Answer, at: int) -> list[str]:
    """The labels of all programmes, those without a row too, since an empty column is an answer."""
    typed = graph.engine.match(p=NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), o=_programme_class())
    iris = sorted(s.value for s, _, _ in typed if isinstance(s, NamedNode))
    named = labels(graph.engine, iris)
    in_graph = [named.get(iri, iri) for iri in iris]
    in_answer = [answer.shown(row[at]) for row in answer.rows]
    return list(dict.fromkeys([*in_graph, *(each for each in in_answer if each)]))


def _programme_class() -> NamedNode:
    return NamedNode(class_iri("Programme"))
