"""Accounts for every place of a source: statements rest on it, or it is listed as not modelled, or neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pilotgraph.curation.article import Place, places
from pilotgraph.curation.finding import nearest_name
from pilotgraph.curation.sources import Source
from pilotgraph.curation.tables import Row, Tables
from pilotgraph.errors import Problem

TABLE = "data/tables/not_modelled.tsv"
# Every other section belongs to the body of an article.
AROUND_THE_BODY = frozenset({"front", "keywords", "funding", "reviewers", "interests", "references"})
RESTATEMENT = "restatement"
LITTLE = 2 / 3  # of a place's characters
BEGINNING = 6  # words


class Account(NamedTuple):
    """
    What accounts for one place of a source.

    statements: ids of those that rest on passages of it. within: how many of its characters lie in these passages.
    reason: why it is not modelled, a code such as "signpost", and restates: the places that it repeats; both empty
        where statements rest on it, and where nothing accounts for it.
    """

    source: str
    place: Place
    statements: tuple[str, ...] = ()
    within: int = 0
    reason: str = ""
    restates: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        return bool(self.statements or self.reason)

    @property
    def share(self) -> float:
        """How much of the place lies in passages, from 0 to 1."""
        return self.within / len(self.place.text)

    @property
    def beginning(self) -> str:
        """The first few words of the place, at most half of it."""
        words = self.place.text.split()
        return " ".join([*words[: min(BEGINNING, max(1, len(words) // 2))], "…"])


class Tally(NamedTuple):
    """
    How many places of one section are accounted for, and by what.

    body: the section belongs to the body of the article.
    places: sentences and table entries, of which supported: statements rest on them; restated: they repeat other
        places; otherwise: listed as not modelled for another reason; unaccounted: nothing accounts for them.
    """

    source: str
    section: str
    body: bool
    places: int
    supported: int
    restated: int
    otherwise: int
    unaccounted: int

    @property
    def accounted_for(self) -> int:
        return self.places - self.unaccounted


@dataclass(frozen=True)
class Coverage:
    """
    What accounts for each place, in the order of the text.

    wrong: rows of not_modelled.tsv that the text proves wrong.
    """

    accounts: tuple[Account, ...]
    wrong: tuple[Problem, ...]

    @property
    def unaccounted(self) -> list[Account]:
        return [account for account in self.accounts if not account.given]

    @property
    def thin(self) -> list[Account]:
        """The places on which statements rest, though a good part of their words lies in no passage."""
        return [account for account in self.accounts if account.statements and account.share < LITTLE]

    @property
    def problems(self) -> list[Problem]:
        """What keeps the source from being accounted for."""
        return [*self.wrong, *map(_unaccounted, self.unaccounted)]

    def sections(self) -> list[Tally]:
        """One tally for each section, in the order in which they begin."""
        sorted_out: dict[tuple[str, str], list[Account]] = {}
        for account in self.accounts:
            sorted_out.setdefault((account.source, account.place.section), []).append(account)
        return [
            Tally(source, section, section not in AROUND_THE_BODY, *_counted(accounts))
            for (source, section), accounts in sorted_out.items()
        ]

    def whole(self) -> Tally:
        """All places together."""
        return Tally("", "all", False, *_counted(self.accounts))

    def body(self) -> Tally:
        """The places of the body together."""
        return Tally(
            "", "body", True, *_counted(each for each in self.accounts if each.place.section not in AROUND_THE_BODY)
        )


def cover(sources: Iterable[Source], text: str, tables: Tables) -> Coverage:
    """
    Say of every place of the sources what accounts for it.

    text: of the sources, as saved. tables: checked by themselves, with `problems` too, and with located passages.
    Raises ValueError if text and layout do not fit.
    """
    accounts: list[Account] = []
    wrong: list[Problem] = []
    for source in sources:
        found = {place.id: place for place in places(text, source.layout)}
        listed = {row.id: row for row in tables["not_modelled"] if row.one("source") == source.id}
        resting = _resting(source.id, tables)
        accounts += (_account(source.id, place, resting.get(place.id, ()), listed) for place in found.values())
        wrong += (problem for row in listed.values() for problem in _belied(row, found))
    return Coverage(tuple(accounts), tuple(wrong))


def problems(tables: Tables) -> list[Problem]:
    """What is wrong with the rows of not_modelled.tsv, as the tables alone can tell."""
    on = {(passage.one("source"), passage.one("place")) for _, passage in _rests(tables)}
    return [problem for row in tables["not_modelled"] for problem in _contradicted(row, on)]


def _contradicted(row: Row, on: set[tuple[str, str]]) -> Iterator[Problem]:
    source, restates = row.one("source"), row.cells["restates"]
    if (source, row.id) in on:
        yield Problem(row.where, f"a statement rests on {row.id}, which is listed as not modelled", "drop the row")
    if row.one("reason") == RESTATEMENT and not restates:
        yield Problem(row.where, "restates is empty", "name the places that it repeats word for word")
    if row.one("reason") != RESTATEMENT and restates:
        what = f'restates is filled in though the reason is "{row.one("reason")}"'
        yield Problem(row.where, what, f'empty it, or give the reason "{RESTATEMENT}"')
    for name in restates:
        if (source, name) not in on:
            what = f"no statement rests on {name}, which {row.id} restates"
            yield Problem(row.where, what, "let a statement rest on one of the two")


def _belied(row: Row, found: Mapping[str, Place]) -> Iterator[Problem]:
    """What the text says otherwise of a row of not_modelled.tsv."""
    if row.id not in found:
        yield Problem(row.where, f'the article has no place "{row.id}"', nearest_name(row.id, found))
        return
    restates = row.cells["restates"]
    repeated = " ".join(found[name].text for name in restates if name in found)
    if restates and repeated != found[row.id].text:
        what = f"{row.id} does not repeat {' and '.join(restates)} word for word"
        yield Problem(row.where, what, "name the places that it repeats, or let a statement rest on it")


def _unaccounted(account: Account) -> Problem:
    what = f'{account.place.id} is not accounted for: "{account.beginning}"'
    return Problem(TABLE, what, "let a statement rest on it, or list it here with the reason")


def _rests(tables: Tables) -> Iterator[tuple[Row, Row]]:
    """Each statement with each passage it rests on."""
    passages = {row.id: row for row in tables["passages"]}
    for rows in tables.values():
        for row in rows:
            if row.table.statement:
                yield from ((row, passages[name]) for name in row.cells["passages"])


Resting = tuple[tuple[str, tuple[int, int]], ...]


def _resting(source: str, tables: Tables) -> Mapping[str, Resting]:
    """For each place the statements that rest on it, each with the span of its passage."""
    found: dict[str, Resting] = defaultdict(tuple)
    for statement, passage in _rests(tables):
        if passage.one("source") == source:
            span = int(passage.one("start")), int(passage.one("end"))
            found[passage.one("place")] += ((statement.id, span),)
    return found


def _account(source: str, place: Place, resting: Resting, listed: Mapping[str, Row]) -> Account:
    if resting:
        statements = tuple(dict.fromkeys(name for name, _ in resting))
        return Account(source, place, statements, _within(place, {span for _, span in resting}))
    if place.id in listed:
        row = listed[place.id]
        return Account(source, place, reason=row.one("reason"), restates=row.cells["restates"])
    return Account(source, place)


def _within(place: Place, spans: Iterable[tuple[int, int]]) -> int:
    """How many characters of a place lie within spans that may overlap."""
    count, reached = 0, place.start
    for start, end in sorted(spans):
        count += max(0, min(end, place.end) - max(start, reached))
        reached = max(reached, end)
    return count


def _counted(accounts: Iterable[Account]) -> tuple[int, int, int, int, int]:
    """The numbers of a tally."""
    listed = list(accounts)
    supported = sum(bool(account.statements) for account in listed)
    restated = sum(account.reason == RESTATEMENT for account in listed)
    unaccounted = sum(not account.given for account in listed)
    return len(listed), supported, restated, len(listed) - supported - restated - unaccounted, unaccounted
