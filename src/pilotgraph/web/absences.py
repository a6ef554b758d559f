"""Tells why the answer to a saved question is empty, with links that open the choices in its way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pilotgraph.absence.narrowing import reasons_for_question
from pilotgraph.graph import PilotGraph
from pilotgraph.queries import Question
from pilotgraph.records import Record
from pilotgraph.snippets import link
from pilotgraph.web.questions.choices import Field, Terms

# What names the choices that are to be left open.
WITHOUT = re.compile(r"(?:^|; )without ((?:(?!; without ).)+) there (?:is|are) [\d,]+ rows?$")


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
    reasons = []
    for problem in reasons_for_question(graph, question, values):
        found = WITHOUT.search(problem.what)
        named = f" and {found[1]} and " if found else ""
        opened = [
            field for field in fields if field.name in chosen and f" and {field.name} = {field.said} and " in named
        ]
        left = {name: value for name, value in chosen.items() if name not in [field.name for field in opened]}
        path = link("", question.name, left) if opened else ""
        if problem.what == question.empty:
            # The page says that already.
            continue
        # To leave it open is said by the link.
        remedy = re.sub(r"^leave (?:it|them) open(?:, or )?", "", problem.remedy) if path else problem.remedy
        said = "; ".join(filter(None, (problem.what, remedy)))
        reasons.append(Reason(said, path, tuple(field.heading for field in opened)))
    return reasons
