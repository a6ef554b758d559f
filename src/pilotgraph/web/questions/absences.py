"""Tells why the answer to a saved question is empty, with links that open the choices in its way."""

from __future__ import annotations

from collections.abc import Sequence

from pilotgraph.absence.narrowing import obstacles
from pilotgraph.graph import PilotGraph
from pilotgraph.queries import Question
from pilotgraph.records import Record
from pilotgraph.snippets import link
from pilotgraph.web.questions.choices import Field, Terms


class Reason(Record):
    """
    Why an answer is empty.

    said: the reason, then what could be done, in words. path: of the answer with the choices in its way left open, or
    "". opened: the headings of those choices.
    """

    said: str
    path: str
    opened: tuple[str, ...]


def why_empty(graph: PilotGraph, question: Question, values: Terms, fields: Sequence[Field]) -> list[Reason]:
    """
    Why the answer to a question is empty; nothing where all its choices are open.

    values: the terms that were chosen. fields: the form, with those choices.
    Raises SourceError if a remote graph cannot be read.
    """
    if not values:
        return []
    chosen = {field.name: field.value for field in fields if field.value}
    headings = {field.name: field.heading for field in fields}
    reasons = []
    for obstacle in obstacles(graph, question, values):
        if obstacle.what in (question.empty, graph.asked(question)[1]):
            # The page says that already.
            continue
        left = {name: value for name, value in chosen.items() if name not in obstacle.opened}
        # To leave choices open is said by the link.
        path = link("", question.name, left) if obstacle.opened else ""
        said = "; ".join(filter(None, (obstacle.what, obstacle.instead)))
        reasons.append(Reason(said, path, tuple(headings[name] for name in obstacle.opened)))
    return reasons
