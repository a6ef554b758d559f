"""Lays out what happened when: programmes, evaluations, policy events and publications by calendar year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pilotgraph.records import Record
from pilotgraph.web.pictures import subjects as reaches
from pilotgraph.web.pictures.lookup import Labels, all_of

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.graph import PilotGraph
    from pilotgraph.web.pictures.subjects import Subject

QUESTION = "what-happened-in-which-year"
PROGRAMMES, EVALUATIONS, EVENTS, PUBLICATIONS = (
    *("Programmes and their waves", "Evaluations", "Policy events", "Publications"),
)
KINDS = {
    "launchYear": "launched",
    "appointmentYear": "pilots appointed",
    "surveyYear": "survey",
    "publicationYear": "published",
}
YEAR = r"\b((?:19|20)\d\d)\b"


class Moment(Record):
    """
    Something in a year, or from a year on.

    what: in words. end: the last year of a stretch, or None. open: whether a stretch has no stated end.
    statements: those that state it; without any, the year is only named in our description of the thing.
    """

    start: int
    what: str
    end: int | None = None
    open: bool = False
    statements: tuple[str, ...] = ()


class Strand(Record):
    """
    One thing and its moments.

    kind: one of the four. part: whether it is a part of the thing before it. about: what it concerns, as IRIs.
    words: when it was, where that is said in words and not by a calendar year.
    """

    thing: str
    label: str
    kind: str
    moments: tuple[Moment, ...]
    part: bool = False
    about: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Timeline(Record):
    """The whole picture: its first and last year, what has a place on it, and what has no calendar year."""

    first: int
    last: int
    dated: tuple[Strand, ...]
    undated: tuple[Strand, ...]


def named_years(text: str) -> tuple[int, int | None, bool] | None:
    """
    The start, end and openness of the time that a short text names: "2015 to 2021", "from 2010 on", "2012".

    None where it names no year, or several without saying how they belong together.
    """
    if stretch := re.search(YEAR + r" to " + YEAR, text):
        return int(stretch[1]), int(stretch[2]), False
    years = set(re.findall(YEAR, text))
    if len(years) != 1:
        return None
    onwards = re.search(r"\b[Ff]rom (?:the calendar year )?" + YEAR + r" on\b", text)
    return int(years.pop()), None, bool(onwards)


def read(graph: PilotGraph, subjects: dict[str, Subject]) -> list[Strand]:
    """
    Everything that has, or could have, a year.

    What the source dates comes from the saved question on years; years that only our descriptions name are added
    without statements behind them.
    """
    stated: dict[str, list[Moment]] = {}
    answer = graph.ask(QUESTION)
    for row, statements in zip(answer.rows, answer.statements, strict=True):
        year, subject, what = (each.value for each in row if each is not None)
        stated.setdefault(subject, []).append(Moment(int(year), KINDS.get(what, what), statements=statements))
    engine = graph.engine
    return [
        *_programmes(subjects, stated),
        *_things(engine, "Evaluation", EVALUATIONS, stated, "evaluates", "studied"),
        *_events(engine),
        *_things(engine, "Publication", PUBLICATIONS, stated, "", "published"),
    ]


def layout(strands: Iterable[Strand], kind: str = "") -> Timeline:
    """
    The picture; `kind` leaves only strands of that kind.

    Programmes and waves keep their place even without a year, so that it shows that none is stated.
    """
    chosen = [each for each in strands if kind in ("", each.kind)]
    years = [year for each in chosen for at in each.moments for year in (at.start, at.end) if year]
    dated = [each for each in chosen if each.moments or each.kind == PROGRAMMES]
    undated = [each for each in chosen if not each.moments and each.kind != PROGRAMMES]
    return Timeline(min(years, default=0), max(years, default=0), tuple(dated), tuple(undated))


def table(picture: Timeline) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The timeline as column names and rows, one for each moment, and one for each thing without any."""
    rows: list[tuple[str, ...]] = []
    for strand in (*picture.dated, *picture.undated):
        for at in strand.moments:
            end = "not stated" if at.open else str(at.end or "")
            basis = "source" if at.statements else "our description"
            rows.append((strand.kind, strand.label, at.what, str(at.start), end, basis, "", " ".join(at.statements)))
        if not strand.moments:
            rows.append((strand.kind, strand.label, "", "not stated", "", "", "; ".join(strand.words), ""))
    return ("kind", "thing", "what", "year", "end", "named_by", "in_words", "statements"), rows


def _programmes(subjects: dict[str, Subject], stated: dict[str, list[Moment]]) -> list[Strand]:
    found = []
    for each in subjects.values():
        wave = each.reach == reaches.PART and ("/wave/" in each.iri or each.iri in stated)
        if each.reach == reaches.OWN or wave:
            moments = tuple(sorted(stated.get(each.iri, ())))
            found.append(Strand(each.iri, each.label, PROGRAMMES, moments, wave))
    return found


def _things(
    engine: Engine, kind: str, strand: str, stated: dict[str, list[Moment]], about: str, what: str
) -> list[Strand]:
    said = all_of(engine, kind, "skos:definition", *([about] if about else []))
    named = Labels(engine, said.things)
    found = []
    for each in said.things:
        moments = tuple(sorted(stated.get(each, ())))
        if not moments and (years := named_years(said.one(each, "skos:definition"))):
            moments = (Moment(years[0], what, years[1], years[2]),)
        found.append(Strand(each, named(each), strand, moments, about=said.all(each, about) if about else ()))
    return sorted(found, key=_by_year)


def _events(engine: Engine) -> list[Strand]:
    said = all_of(engine, "PolicyEvent", "skos:definition")
    claims = all_of(engine, "PolicyStatement", "policyEvent", "conflictsWith", "about", "period")
    periods = all_of(engine, "Period", "skos:definition")
    named = Labels(engine, {*said.things, *periods.things})
    found = []
    for event in said.things:
        of = [each for each in claims.things if event in claims.all(each, "policyEvent")]
        about = tuple(sorted({subject for each in of for subject in claims.all(each, "about")}))
        moments: dict[tuple[int, int | None, bool], list[str]] = {}
        words = []
        for each in of:
            for period in claims.all(each, "period"):
                if years := named_years(periods.one(period, "skos:definition")):
                    moments.setdefault(years, []).append(each)
                else:
                    words.append(named(period))
        described = named_years(said.one(event, "skos:definition"))
        if not moments and described:
            moments[described] = []
        listed = tuple(
            Moment(start, "from this year on" if onwards else "dated", end, onwards, tuple(statements))
            for (start, end, onwards), statements in sorted(moments.items(), key=str)
        )
        found.append(Strand(event, named(event), EVENTS, listed, about=about, words=tuple(dict.fromkeys(words))))
    return sorted(found, key=_by_year)


def _by_year(strand: Strand) -> tuple[int, str]:
    return (strand.moments[0].start if strand.moments else 9999, strand.label)
