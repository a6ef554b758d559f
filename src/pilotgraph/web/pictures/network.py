"""Lays out which factors and which outcomes the statements tie to which programmes and parts of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pilotgraph.records import Record
from pilotgraph.web.pictures.factorentries import AMBIGUOUS, SAME, Entry
from pilotgraph.web.pictures.lookup import Said, of_kind

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.web.pictures.subjects import Subject

# The drawing's height; each column fills it with rows of one height.
HEIGHT, BESIDE = 1000, 4
FACTOR, OUTCOME = "factor", "outcome"
# The ties between factors and subjects, in the order in which they are shown.
TIES = ("helps", "hinders", "may help", "may hinder")
OPEN = {"helps": "may help", "hinders": "may hinder"}
MOVES = {
    "increase": "up",
    "decrease": "down",
    "mixed": "mixed",
    "no-difference": "no difference",
    "no-increase": "not up",
    "no-decrease": "not down",
}
COMPARED = {
    "increase": "more than others",
    "decrease": "less than others",
    "no-difference": "no different from others",
    "no-increase": "not more than others",
    "no-decrease": "not less than others",
    "mixed": "mixed against others",
}
# How a tie is drawn: by the difference from the comparator where one is stated, else by the direction over time.
STYLES = {
    "increase": "more",
    "decrease": "less",
    "mixed": "mixed",
    "no-difference": "same",
    "no-increase": "same",
    "no-decrease": "same",
    "": "unsaid",
}
STYLE_WORDS = {
    "more": "more",
    "less": "less",
    "mixed": "mixed",
    "same": "no difference, or one way ruled out",
    "unsaid": "no direction stated",
}


class Tie(Record):
    """
    What statements say between a thing (a factor or an outcome) and a subject.

    side: FACTOR or OUTCOME. words: "helps", or the directions of an outcome. style: how the line is drawn.
    """

    side: str
    thing: str
    subject: str
    words: str
    style: str
    statements: tuple[str, ...]


class Count(Record):
    """Statements behind a node, or between a node and the one in focus, of one style."""

    words: str
    style: str
    statements: tuple[str, ...]


class Node(Record):
    """A factor, subject or outcome, the middle of its row, and the statements behind it by what they say."""

    iri: str
    label: str
    kind: str
    middle: float
    counts: tuple[Count, ...]


class Thread(Record):
    """A line between the middles of two rows; `words` says what it stands for."""

    start: float
    end: float
    style: str
    words: str


class Network(Record):
    """
    The whole picture.

    left, right: the lines between columns. ties: what is shown. focus: the IRI in focus, or "".
    """

    factors: tuple[Node, ...]
    subjects: tuple[Node, ...]
    outcomes: tuple[Node, ...]
    left: tuple[Thread, ...]
    right: tuple[Thread, ...]
    ties: tuple[Tie, ...]
    focus: str


def factor_ties(entries: Iterable[Entry]) -> list[Tie]:
    """The ties of statements that name a factor itself; what is only related to a factor makes none."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for each in entries:
        if each.grade == SAME:
            words = OPEN[each.effect] if each.certainty == AMBIGUOUS else each.effect
            found[each.factor, each.subject, words].add(each.statement)
    return [
        Tie(FACTOR, factor, subject, words, words.replace(" ", "-"), tuple(sorted(statements)))
        for (factor, subject, words), statements in sorted(found.items())
    ]


def outcome_ties(engine: Engine) -> list[Tie]:
    """The ties of findings on outcomes and on experience, by what they say of the direction."""
    findings = {*of_kind(engine, "OutcomeFinding"), *of_kind(engine, "ExperienceFinding")}
    said = Said(engine, findings, ("outcome", "about", "direction", "comparedDirection"))
    found: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for each in said.things:
        over_time, compared = (said.one(each, name).rsplit("/", 1)[-1] for name in ("direction", "comparedDirection"))
        words = ", ".join(filter(None, (MOVES.get(over_time, over_time), COMPARED.get(compared, compared))))
        style = STYLES.get(compared or over_time, "unsaid")
        for subject in said.all(each, "about"):
            for outcome in said.all(each, "outcome"):
                found[outcome, subject, words or "no direction stated", style].add(each)
    return [
        Tie(OUTCOME, outcome, subject, words, style, tuple(sorted(statements)))
        for (outcome, subject, words, style), statements in sorted(found.items())
    ]


def layout(ties: Sequence[Tie], subjects: dict[str, Subject], labels: dict[str, str], focus: str = "") -> Network:
    """
    The picture of all ties, or of those at the thing in focus.

    With a focus, the counts of the other nodes are those of their ties to it; no tie is passed on through a subject.
    """
    shown = [each for each in ties if focus in ("", each.thing, each.subject)]
    order = list(subjects)

    def column(of: Iterable[str], kind: str) -> list[tuple[str, str]]:
        listed = {*of}
        if kind == "subject":
            ranked = sorted(listed, key=lambda each: (order.index(each) if each in order else len(order), each))
        else:
            ranked = sorted(listed, key=lambda each: (labels.get(each) or each).casefold())
        return [(each, kind) for each in ranked]

    columns = (
        column((each.thing for each in shown if each.side == FACTOR), FACTOR),
        column((each.subject for each in shown), "subject"),
        column((each.thing for each in shown if each.side == OUTCOME), OUTCOME),
    )
    nodes: list[list[Node]] = []
    for listed in columns:
        share = HEIGHT / max(1, len(listed))
        nodes.append(
            [
                Node(iri, labels.get(iri, iri), kind, round((row + 0.5) * share, 1), _counts(shown, iri, kind, focus))
                for row, (iri, kind) in enumerate(listed)
            ]
        )
    at = {node.iri: node.middle for column_ in nodes for node in column_}
    left = _threads([each for each in shown if each.side == FACTOR], at)
    right = _threads([each for each in shown if each.side == OUTCOME], at)
    return Network(tuple(nodes[0]), tuple(nodes[1]), tuple(nodes[2]), tuple(left), tuple(right), tuple(shown), focus)


def table(picture: Network, labels: dict[str, str]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The ties as column names and rows."""
    rows: list[tuple[str, ...]] = [
        (
            *(each.side, labels.get(each.thing, each.thing), each.words),
            *(labels.get(each.subject, each.subject), str(len(each.statements)), " ".join(each.statements)),
        )
        for each in picture.ties
    ]
    return ("kind", "thing", "what_is_said", "subject", "statements", "iris"), rows


def _threads(ties: Sequence[Tie], at: dict[str, float]) -> list[Thread]:
    """One line for each tie, from left to right; ties of one pair run beside each other."""
    of_pair: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for each in ties:
        of_pair[each.thing, each.subject].append(each)
    threads = []
    for (thing, subject), pair in of_pair.items():
        for number, each in enumerate(pair):
            aside = (number - (len(pair) - 1) / 2) * BESIDE
            start, end = (thing, subject) if each.side == FACTOR else (subject, thing)
            threads.append(Thread(at[start] + aside, at[end] + aside, each.style, each.words))
    return threads


def _counts(shown: Sequence[Tie], iri: str, kind: str, focus: str) -> tuple[Count, ...]:
    """Without a focus, outcomes are counted by style and a subject's outcomes as one, so that a row stays short."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in shown:
        if iri == (each.subject if kind == "subject" else each.thing):
            key = (each.words, each.style)
            if each.side == OUTCOME and kind == "subject" and focus != each.thing:
                key = ("on outcomes", "outcomes")
            elif each.side == OUTCOME and not focus:
                key = (STYLE_WORDS[each.style], each.style)
            found[key].update(each.statements)
    ranks = [*TIES, "on outcomes"]

    def rank(key: tuple[str, str]) -> tuple[int, str]:
        return (ranks.index(key[0]) if key[0] in ranks else len(ranks), key[0])

    return tuple(Count(*key, tuple(sorted(found[key]))) for key in sorted(found, key=rank))
