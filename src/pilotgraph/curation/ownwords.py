"""Notices where a curated text repeats the source: facts carry over, sentences do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pilotgraph.curation.tables import Row, Tables
from pilotgraph.errors import Problem

# Names, terms and turns of phrase that everybody uses are shorter than this.
LONGEST_RUN = 7
COLUMNS = ("definition", "note")
# What a table entry is called stands there in the source's own term.
TERMS_OF_THE_SOURCE = frozenset({"ideas"})


def problems(tables: Tables, text: str) -> list[Problem]:
    """
    A problem for each definition or note that shares more than LONGEST_RUN words in a row with the source's text.

    Names are let through: a run whose words but the first stand in the label of some row is not a sentence.
    """
    words = _words(text)
    runs = {tuple(words[at : at + LONGEST_RUN + 1]) for at in range(len(words) - LONGEST_RUN)}
    names = " | ".join(" ".join(_words(row.one("label"))) for rows in tables.values() for row in rows)
    return [problem for rows in tables.values() for row in rows for problem in _copied(row, runs, names)]


def count(tables: Tables) -> int:
    """How many texts there are to look at."""
    return sum(bool(row.one(column)) for rows in tables.values() for row in rows for column in COLUMNS)


def _copied(row: Row, runs: set[tuple[str, ...]], names: str) -> Iterator[Problem]:
    if row.table.name in TERMS_OF_THE_SOURCE:
        return
    for column in COLUMNS:
        words = _words(row.one(column))
        for at in range(len(words) - LONGEST_RUN):
            run = words[at : at + LONGEST_RUN + 1]
            if tuple(run) in runs and " ".join(run[1:]) not in names:
                what = f'{column} repeats the source: "{" ".join(run)}"'
                yield Problem(row.where, what, "say it in our own words")
                break


def _words(text: str) -> list[str]:
    return re.findall(r"[\w%]+", text.casefold())
