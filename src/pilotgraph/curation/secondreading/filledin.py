"""Says what is wrong with the codes that a reader filled in, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pilotgraph.curation.schema import FACTS, STATEMENTS, Column
from pilotgraph.curation.secondreading.coding import (
    FACTOR_KINDS,
    FIELDS,
    NUMBERS,
    PARTS,
    SAID_BY_COLUMN,
    TARGETS,
    Codes,
    values,
)
from pilotgraph.curation.tables import LITERALS, near
from pilotgraph.errors import Problem

# What a reader writes as the kind of a line for which they find no further statement in the passage.
NONE = "none"
# Every id that a cell may hold, by table ("factors"), code list ("code:side"), or "properties" of plain facts.
Ids = Mapping[str, frozenset[str]]
TABLES = {table.name: table for table in STATEMENTS}
FACT = {fact.name: fact for fact in FACTS}
ALWAYS = ("certainty", "claim_status", "hedge")


def problems(where: str, codes: Codes, ids: Ids) -> Iterator[Problem]:
    """
    All that is wrong with one line.

    where: its file and line. ids: those known when the sample was drawn.
    """
    kind = codes["kind"]
    if not kind:
        yield Problem(where, "kind is empty", f'name the table, or write "{NONE}" if the passage says nothing further')
        return
    if kind not in TABLES and kind != NONE:
        yield Problem(where, f'kind "{kind}" is no table of statements', near(kind, (*TABLES, NONE)))
        return
    for field in FIELDS[1:]:
        cell = codes[field.name]
        if cell and kind not in field.kinds:
            remedy = "leave it empty" if kind == NONE else "leave it empty, or choose another kind"
            yield Problem(where, f"{field.name} says something, which {kind} cannot have", remedy)
        elif cell:
            yield from _cell_problems(where, field.name, codes, ids)
        elif kind in field.kinds and _required(field.name, kind):
            yield Problem(where, f"{field.name} is empty", f"give {field.help}")
    factors, sides = values(codes["target"]), values(codes["role_of_target"])
    if kind in FACTOR_KINDS and len(sides) not in (1, len(factors)):
        what = f"role_of_target has {len(sides)} sides for {len(factors)} factors"
        yield Problem(where, what, "give one side for each factor in the same order, or one for all")


def lists() -> frozenset[str]:
    """The names of all lists of ids, as in Ids, that codes can be taken from."""
    empty = dict.fromkeys((field.name for field in FIELDS), "")
    lines = [{**empty, "kind": kind} for kind in TABLES]
    lines += [{**empty, "kind": "fact_statements", "target": name} for name in FACT]
    return frozenset(
        name
        for codes in lines
        for field in FIELDS[1:]
        if codes["kind"] in field.kinds
        for column in _columns(field.name, codes)
        for name in _lists(column)
    )


def _required(field: str, kind: str) -> bool:
    column = TABLES[kind].by_name.get(field)
    return field in ALWAYS or (column is not None and column.required)


def _cell_problems(where: str, field: str, codes: Codes, ids: Ids) -> Iterator[Problem]:
    kind, found = codes["kind"], values(codes[field])
    if field == "target" and len({*found}) < len(found):
        yield Problem(where, "target has the same value twice", "keep one")
    words = [SAID_BY_COLUMN[name] for name in TARGETS.get(kind, ()) if name in SAID_BY_COLUMN]
    if field == "role_of_target" and words:
        yield from _unknown(where, field, found, words, f"one of {', '.join(words)}")
        return
    columns = _columns(field, codes)
    literals = [column.values for column in columns if column.values in LITERALS]
    if literals:
        pattern, form = LITERALS[literals[0]]
        yield from (
            Problem(where, f'{field} "{value}" is not {form}', "correct it")
            for value in found
            if not re.fullmatch(pattern, value)
        )
    lists = [name for column in columns for name in _lists(column)]
    if lists:
        known = {each for name in lists for each in ids.get(name, ())}
        yield from _unknown(where, field, found, known, f"in {' or '.join(dict.fromkeys(lists))}")


def _columns(field: str, codes: Codes) -> list[Column]:
    """The columns of the tables whose values the cell may hold."""
    kind = codes["kind"]
    table = TABLES[kind]
    if field == "target" and kind == "fact_statements":
        return [Column("property", "", "properties")]
    if field == "target" and kind in FACTOR_KINDS:
        return [Column("factor", "", "factors")]
    if field == "role_of_target" and kind in FACTOR_KINDS:
        return [Column("side", "", "code:side")]
    if field == "number" and kind == "fact_statements":
        return [FACT[codes["target"]]] if codes["target"] in FACT else []
    named = {"subject": ("about",), "target": TARGETS.get(kind, ()), "number": NUMBERS.get(kind, ())}
    part = (PARTS[kind],) if kind in PARTS else ()
    return [table.by_name[name] for name in named.get(field, part if field == "role_of_target" else (field,))]


def _lists(column: Column) -> tuple[str, ...]:
    return (column.values,) if column.code_list is not None else column.tables


def _unknown(where: str, field: str, found: Iterable[str], known: Iterable[str], named: str) -> Iterator[Problem]:
    listed = {*known}
    for value in found:
        if value not in listed:
            yield Problem(where, f'{field} "{value}" is not {named}', near(value, listed))
