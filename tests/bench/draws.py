"""Draws what is asked under load: saved questions with values of their parameters, and free queries."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from freequeries import TEMPLATES
from pyoxigraph import Literal

from pilotgraph.graph import PilotGraph
from pilotgraph.names import NAMESPACE
from pilotgraph.queries import Parameter, Question, bind
from pilotgraph.things import DEFINITION, LABEL, instances
from pilotgraph.web.questions.choices import allowed

# So many different requests come again and again, the n-th of them 1 / n ** STEEP as often as the first;
# and this share of all requests has never come before.
KNOWN, STEEP, NEW = 4000, 0.8, 0.15
# How many parameters are chosen, and how often a value is taken from a row of the answer with everything left open,
# so that most answers are not empty.
CHOSEN = (0, 1, 1, 2, 2, 3)
FROM_A_ROW = 0.7


class Draw(NamedTuple):
    """
    Something to ask.

    text: SPARQL. question, given: the saved question, and its parameters, of which it is the text; empty for a free
    query. graph: whether the answer is a graph.
    """

    text: str
    question: str = ""
    given: tuple[tuple[str, str], ...] = ()
    graph: bool = False


def saved(graph: PilotGraph, number: int, seed: int) -> list[Draw]:
    """So many requests for saved questions, some often, some seldom and some for the first time."""
    chance = random.Random(seed)
    asking = _Asking(graph, chance)
    different = asking.different()
    known = [next(different) for _ in range(KNOWN)]
    weights = list(accumulate(1 / rank**STEEP for rank in range(1, KNOWN + 1)))
    often = iter(chance.choices(known, cum_weights=weights, k=number))
    return [next(different) if chance.random() < NEW else next(often) for _ in range(number)]


def free(graph: PilotGraph, number: int, seed: int) -> list[Draw]:
    """So many free queries, each a template with constants from the data."""
    chance = random.Random(seed)
    constants = _constants(graph)
    made = []
    for _ in range(number):
        template = chance.choice(TEMPLATES)
        text = re.sub(r"\$(\w+)", lambda found: chance.choice(constants[found[1]]), template)
        made.append(Draw(text, graph="CONSTRUCT" in text or "DESCRIBE" in text))
    return made


class _Asking:
    """The saved questions with what their parameters can be."""

    def __init__(self, graph: PilotGraph, chance: random.Random) -> None:
        self.graph, self.chance = graph, chance
        self.questions = graph.questions()
        self.rows = {each.name: graph.ask(each.name, **dict.fromkeys(_names(each))) for each in self.questions}
        kinds = {each.type: each for question in self.questions for each in question.parameters if not each.choices}
        self.options = {kind: allowed(graph, parameter) for kind, parameter in kinds.items()}

    def different(self) -> Iterator[Draw]:
        """Requests without end, no two of them the same."""
        seen = set()
        while True:
            question = self.chance.choice(self.questions)
            given = tuple(sorted(self._given(question).items()))
            if (question.name, given) not in seen:
                seen.add((question.name, given))
                text = bind(question, self.graph.values(question, dict(given)))
                yield Draw(text, question.name, given)

    def _given(self, question: Question) -> dict[str, str]:
        count = min(self.chance.choice(CHOSEN), len(question.parameters))
        answer = self.rows[question.name]
        row = dict(zip(answer.columns, self.chance.choice(answer.rows), strict=True)) if answer.rows else {}
        found = {}
        for parameter in self.chance.sample(question.parameters, count):
            values = self._values(parameter)
            term = row.get(parameter.name)
            fitting = [value for value, known in values if known == term]
            if fitting and self.chance.random() < FROM_A_ROW:
                found[parameter.name] = fitting[0]
            elif values:
                found[parameter.name] = self.chance.choice(values)[0]
            elif isinstance(term, Literal):
                found[parameter.name] = term.value
        return found

    def _values(self, parameter: Parameter) -> list[tuple[str, object]]:
        if parameter.choices:
            return [(each, Literal(each)) for each in parameter.choices]
        return [(option.value, option.term) for option in self.options[parameter.type]]


def _names(question: Question) -> list[str]:
    return [parameter.name for parameter in question.parameters]


def _constants(graph: PilotGraph) -> dict[str, list[str]]:
    """What can stand in a template, by the name of the gap, as SPARQL writes it."""
    engine = graph.engine

    def things(kind: str) -> list[str]:
        return [f"<{iri}>" for iri in instances(engine, kind)]

    def said(property_: str) -> list[str]:
        from pyoxigraph import NamedNode

        return sorted({o.value for _, _, o in engine.match(p=NamedNode(property_)) if o})

    kinds = ("Statement", "Passage", "StudySubject", "Programme", "Factor", "Outcome", "Idea", "Reference", "Aim")
    found = {kind.lower(): things(kind) for kind in (*kinds, "ClaimStatus", "Basis", "Hedge", "Certainty")}
    ours = [each for kind in ("owl:Class", "owl:ObjectProperty") for each in things(kind) if NAMESPACE in each]
    words = {word for text in (*said(LABEL), *said(DEFINITION)) for word in re.findall(r"[a-z]{5,}", text)}
    found["class"] = [each for each in ours if each[len(NAMESPACE) + 1].isupper()]
    found["property"] = [each for each in ours if each[len(NAMESPACE) + 1].islower()]
    found["word"] = [f'"{word}"' for word in sorted(words)]
    found["start"] = sorted({word[:4] + '"' for word in found["word"]})
    found["section"] = [f'"{each}"' for each in said(NAMESPACE + "section")]
    found["few"] = [str(number) for number in range(5, 105)]
    found["some"] = [str(number) for number in range(300)]
    found["position"] = [str(number) for number in range(1000, 50_000, 7)]
    return found


DRAWN: dict[str, Callable[[PilotGraph, int, int], list[Draw]]] = {"saved questions": saved, "free queries": free}
