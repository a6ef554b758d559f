"""Draws the statements that are coded a second time: whole passages, by a seed, some of every section."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pilotgraph.curation.tables import Tables

WANTED = 130
OF_EACH_SECTION = 8
# Sections that the sample must have statements of; what it has of the others is what the draw gives.
SECTIONS = ("abstract", "introduction", "piloting", "table-1", "themes", "table-2", "achievements", "discussion")


class Member(NamedTuple):
    """
    One statement of the population.

    statement: its id. kind: its table. passages: ids of its passages, the first of which it is drawn by.
    places: where they are.
    """

    statement: str
    kind: str
    passages: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def section(self) -> str:
        """The section of its first place; the parts of the abstract count as one."""
        section = self.places[0].split(".")[0]
        return "abstract" if section.startswith("abstract-") else section


class Drawn(NamedTuple):
    """
    One statement of the sample.

    step: "draw", or "top-up" if it was taken for the sake of its section.
    """

    statement: str
    passage: str
    section: str
    step: str


def population(tables: Tables) -> list[Member]:
    """Every statement of the tables, in the order of the tables."""
    places = {row.id: row.one("place") for row in tables["passages"]}
    return [
        Member(row.id, row.table.name, row.cells["passages"], tuple(places[name] for name in row.cells["passages"]))
        for rows in tables.values()
        for row in rows
        if row.table.statement
    ]


def draw(members: Iterable[Member], seed: int, wanted: int = WANTED, of_each: int = OF_EACH_SECTION) -> list[Drawn]:
    """
    Draw whole passages until enough statements are drawn, then top up sections that have too few.

    members: the population. seed: of `random.Random`, which shuffles the passages after they were sorted by id.
    wanted: statements at which the draw stops. of_each: statements that each of SECTIONS must have, as far as there
    are any. A passage brings every statement of which it is the first passage. Returns the sample in drawn order.
    """
    by_passage: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_passage[member.passages[0]].append(member)
    passages = sorted(by_passage)
    random.Random(seed).shuffle(passages)  # noqa: S311  a draw that everyone can repeat, not a secret
    sample: list[Drawn] = []
    for passage in passages:
        if len(sample) >= wanted:
            break
        sample += _taken(by_passage[passage], "draw")
    for section in SECTIONS:
        drawn = {each.passage for each in sample}
        left = [name for name in passages if name not in drawn and by_passage[name][0].section == section]
        for passage in left:
            if sum(each.section == section for each in sample) >= of_each:
                break
            sample += _taken(by_passage[passage], "top-up")
    return sample


def _taken(members: Sequence[Member], step: str) -> list[Drawn]:
    return [Drawn(member.statement, member.passages[0], member.section, step) for member in members]
