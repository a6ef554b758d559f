"""Keeps the readings of a table whose columns reached us run together consistent with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pilotgraph.curation.tables import Row, Tables
from pilotgraph.errors import Problem

FACTOR_TABLES = {"facilitators": "facilitator_statements", "barriers": "barrier_statements"}
PROBABILITY_TOLERANCE = 0.001


def column_of(place: str, reading: Row) -> str:
    """The programme in whose column an entry, such as "table-2.barriers.e09", stands under a reading."""
    if place <= reading.one("icps_end"):
        return "icps"
    return "pioneers" if place <= reading.one("pioneers_end") else "vanguards"


def placed(tables: Tables, reading: Row) -> Iterator[tuple[str, str]]:
    """Statement and programme of every open entry in a reading's row, as that reading places it."""
    opened = {row.one("statement") for row in tables["placements"]}
    for row in _entries(tables, reading.one("table_row")):
        if row.id in opened:
            yield row.id, column_of(row.one("passages"), reading)


def problems(tables: Tables) -> list[Problem]:
    """
    Where certainty, placements and readings do not agree.

    Columns are contiguous by construction: a reading names only where each column ends, the Pioneers' after the ICPs'.
    Beyond that an entry is ambiguous if and only if the readings differ on it, its placements are then just the
    programmes that they name, its probabilities add up to 1, and no two entries in the same words share a column.
    """
    misplaced = list(_misplaced_ends(tables))
    # The other rules read where columns end, so they would only repeat what is wrong there.
    return misplaced or [
        *_open_entries(tables),
        *_settled_elsewhere(tables),
        *_same_words(tables),
        *_probabilities(tables),
    ]


def _misplaced_ends(tables: Tables) -> Iterator[Problem]:
    for row in (*tables["readings"], *tables["boundaries"]):
        if row.one("table_row") not in FACTOR_TABLES:
            what = f'table_row "{row.one("table_row")}" is no row with open columns'
            yield Problem(row.where, what, f"write {' or '.join(FACTOR_TABLES)}")
    for reading in tables["readings"]:
        ends = [reading.one("icps_end"), reading.one("pioneers_end")]
        if any(not end.startswith(f"table-2.{reading.one('table_row')}.") for end in ends):
            yield Problem(reading.where, "a column ends with an entry of another row", "name entries of its own row")
        elif ends[0] >= ends[1]:
            yield Problem(reading.where, "pioneers_end does not come after icps_end", "columns stand in that order")


def _entries(tables: Tables, table_row: str) -> list[Row]:
    """The statements of a row of the table, each resting on one entry of it, in the order of the entries."""
    prefix = f"table-2.{table_row}."
    rows = [row for row in tables[FACTOR_TABLES[table_row]] if row.one("passages").startswith(prefix)]
    return sorted(rows, key=lambda row: row.one("passages"))


def _by_row(tables: Tables) -> Iterator[tuple[list[Row], list[Row]]]:
    for table_row in FACTOR_TABLES:
        readings = [row for row in tables["readings"] if row.one("table_row") == table_row]
        if readings:
            yield readings, _entries(tables, table_row)


def _open_entries(tables: Tables) -> Iterator[Problem]:
    alternatives: dict[str, set[str]] = defaultdict(set)
    for row in tables["placements"]:
        alternatives[row.one("statement")].add(row.one("programme"))
    for readings, entries in _by_row(tables):
        for entry in entries:
            columns = {column_of(entry.one("passages"), reading) for reading in readings}
            if len(columns) > 1:
                if entry.one("certainty") != "ambiguous" or entry.cells["about"]:
                    what = f"the readings leave open whether {entry.id} is about {' or '.join(sorted(columns))}"
                    yield Problem(entry.where, what, "mark it ambiguous and leave about empty")
                if alternatives[entry.id] != columns:
                    what = f"the readings place {entry.id} with {' or '.join(sorted(columns))}"
                    yield Problem(entry.where, what, "give it just these placements")
                continue
            placed_by_all = f"every reading places {entry.id} with {' '.join(columns)}"
            if entry.one("certainty") == "ambiguous" or {*entry.cells["about"]} != columns:
                yield Problem(entry.where, placed_by_all, "name that programme, or correct the readings")
            if alternatives[entry.id]:
                yield Problem(entry.where, placed_by_all, "remove its placements, or correct the readings")


def _settled_elsewhere(tables: Tables) -> Iterator[Problem]:
    in_table_2 = {entry.id for _, entries in _by_row(tables) for entry in entries}
    for row in tables["placements"]:
        if row.one("statement") not in in_table_2:
            what = f"{row.one('statement')} is no entry of a row that has readings"
            yield Problem(row.where, what, "remove the placement, or add the readings")


def _same_words(tables: Tables) -> Iterator[Problem]:
    for readings, entries in _by_row(tables):
        for reading in readings:
            seen: dict[tuple[str, str], str] = {}
            for entry in entries:
                idea = entry.one("names_facilitator") or entry.one("names_barrier")
                key = (idea, column_of(entry.one("passages"), reading))
                if key in seen:
                    what = f"puts {seen[key]} and {entry.id}, which say the same words, into one column"
                    yield Problem(reading.where, what, "remove the reading")
                seen[key] = entry.id


def _probabilities(tables: Tables) -> Iterator[Problem]:
    by_statement: dict[str, list[Row]] = defaultdict(list)
    for row in tables["placements"]:
        by_statement[row.one("statement")].append(row)
        if row.id != f"{row.one('statement')}-{row.one('programme')}":
            yield Problem(row.where, "id is not its statement and programme", "join the two with a hyphen")
    for rows in by_statement.values():
        total = sum(float(row.one("probability") or 0) for row in rows)
        if abs(total - 1) > PROBABILITY_TOLERANCE:
            yield Problem(rows[0].where, f"probabilities add up to {total:g}", "they must add up to 1")
