"""Checks that every disagreement between the readers is settled, and that the tables say what was settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pilotgraph.curation.secondreading.agreement import Pair
from pilotgraph.curation.secondreading.coding import FACTOR_KINDS, FIELD_NAMES, codes_of, values
from pilotgraph.curation.tables import Tables, read_lines
from pilotgraph.errors import PilotGraphError, Problem

NAME = "data/second-reading/settled.tsv"
COLUMNS = ("statement", "field", "first", "second", "settled", "value", "reason")
VERDICTS = ("first", "second", "neither")


class Settled(NamedTuple):
    """
    How one disagreement was settled.

    first, second: what the readers coded. settled: which of them holds, or "neither". value: what holds if neither.
    where: file and line.
    """

    statement: str
    field: str
    first: str
    second: str
    settled: str
    value: str
    reason: str
    where: str

    @property
    def holds(self) -> str:
        """What the statement is coded as from now on."""
        return {"first": self.first, "second": self.second}.get(self.settled, self.value)


def read(root: Path) -> list[Settled]:
    """What was settled; nothing if there is no file yet. Raises PilotGraphError if the file is malformed."""
    if not (root / NAME).is_file():
        return []
    lines, problems = read_lines(root / NAME, NAME, list(COLUMNS))
    if problems:
        raise PilotGraphError(problems)
    return [Settled._make([*cells, where]) for where, cells in lines]


def problems(settled: Iterable[Settled], disagreed: Iterable[tuple[Pair, str]]) -> Iterator[Problem]:
    """Where a disagreement is not settled, a settled row has no disagreement, or a row is not filled in."""
    left = {(pair.statement, field): (pair.first[field], pair.second[field]) for pair, field in disagreed}
    seen: dict[tuple[str, str], str] = {}
    for row in settled:
        key = (row.statement, row.field)
        if key in seen:
            yield Problem(row.where, f"{row.field} of {row.statement} is already settled at {seen[key]}", "keep one")
        elif key not in left:
            yield Problem(row.where, f"the readers do not disagree on {row.field} of {row.statement}", "remove the row")
        else:
            if (row.first, row.second) != left[key]:
                told = f'"{left[key][0]}" and "{left[key][1]}"'
                yield Problem(row.where, f"the readers coded {told}", "write first and second as they coded them")
            yield from _unfilled(row)
        seen.setdefault(key, row.where)
    for (statement, field), (first, second) in left.items():
        if (statement, field) not in seen:
            what = f'{field} of {statement} is not settled: "{first}" or "{second}"'
            yield Problem(NAME, what, f"add a row with settled {', '.join(VERDICTS)}, and the reason")


def _unfilled(row: Settled) -> Iterator[Problem]:
    if row.settled not in VERDICTS:
        yield Problem(row.where, f'settled "{row.settled}" is no verdict', f"write {', '.join(VERDICTS)}")
    if row.settled in ("first", "second") and row.value:
        yield Problem(row.where, f"value says something although the {row.settled} holds", "leave it empty")
    if row.settled == "neither" and row.value in (row.first, row.second):
        yield Problem(row.where, "value is what a reader coded", "write first or second as settled")
    if not row.reason:
        yield Problem(row.where, "reason is empty", "say why, in a sentence")


def not_applied(settled: Iterable[Settled], tables: Tables) -> Iterator[Problem]:
    """
    Where the tables do not say what was settled.

    settled: rows without problems. A statement that is no longer in the tables is passed over.
    """
    rows = {row.id: row for found in tables.values() for row in found if row.table.statement}
    for each in settled:
        row = rows.get(each.statement)
        if row is not None and each.field in FIELD_NAMES:
            now = codes_of(row, tables)
            if not _says(now, each):
                what = f'{each.field} of {each.statement} is "{now[each.field]}", and "{each.holds}" was settled'
                yield Problem(row.where, what, f"correct the table, or say at {each.where} why it is otherwise")


def _says(now: Mapping[str, str], settled: Settled) -> bool:
    told, wanted = {*values(now[settled.field])}, {*values(settled.holds)}
    among = settled.field in ("target", "role_of_target") and now["kind"] in FACTOR_KINDS
    # As between the readers, one of several factors that fit equally well is enough.
    return wanted <= told and bool(wanted or not told) if among else told == wanted
