"""Reads the curated tables into records, collecting every problem with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pilotgraph.curation.schema import ABOUT_TABLES, FACTS, NOT_MODELLED, TABLES, Column, Table
from pilotgraph.errors import Problem

IDENTIFIER = re.compile(r"[a-z0-9]+(?:[.-]+[a-z0-9]+)*")
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
LITERALS = {
    "integer": (re.compile(r"-?[0-9]+"), "a whole number"),
    "decimal": (re.compile(r"[0-9]+(\.[0-9]+)?"), 'a number such as "4.2"'),
    "year": (re.compile(r"[12][0-9]{3}"), "a year of four digits"),
    "address": (ADDRESS, 'an address such as "https://example.org/page"'),
}


# What a column refers to and what is no file of data/tables.
FILES = {"statements": "any table of statements", "sources": "data/sources.tsv"}


@dataclass(frozen=True)
class Row:
    """
    One row of a table.

    cells: by column name, each a tuple of values; an empty cell is an empty tuple.
    where: such as "data/tables/factors.tsv:14".
    """

    table: Table
    id: str
    cells: Mapping[str, tuple[str, ...]]
    where: str

    def one(self, column: str) -> str:
        """The only value of a cell, or the empty string."""
        values = self.cells.get(column, ())
        return values[0] if values else ""


Tables = Mapping[str, tuple[Row, ...]]


def read(
    folder: Path, codes: Mapping[str, frozenset[str]], sources: Iterable[str] | None = None
) -> tuple[Tables, list[Problem]]:
    """
    Read every table in a folder, and list all that is wrong.

    codes: ids of the fixed concepts, by code list, as the ontology has them.
    sources: ids of data/sources.tsv; None if they are not known, and references to them are then not looked up.
    A missing table, a missing or unknown column, a wrong encoding, a wrong line end, a duplicate id, an empty
    required cell, a value of the wrong form and a reference to nothing are problems; none of them raises.
    """
    problems: list[Problem] = []
    tables: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        rows, wrong = read_table(folder / f"{table.name}.tsv", table)
        tables[table.name] = tuple(rows)
        problems += wrong
    known = {file.stem for file in folder.glob("*.tsv")} - {table.name for table in TABLES}
    for name in sorted(known):
        problems.append(Problem(_where(folder / f"{name}.tsv"), "is not a table of the project", "remove or rename it"))
    problems += _duplicates(tables)
    problems += _references(tables, codes, sources)
    return tables, problems


def read_table(path: Path, table: Table) -> tuple[list[Row], list[Problem]]:
    """Read one table by itself; references are looked up later, when all tables are read."""
    lines, problems = read_lines(path, _where(path), [column.name for column in table.columns])
    rows = []
    for where, texts in lines:
        row, wrong = _row(table, texts, where)
        problems += wrong
        if row is not None:
            rows.append(row)
    return rows, problems


def read_lines(path: Path, name: str, columns: list[str]) -> tuple[list[tuple[str, list[str]]], list[Problem]]:
    """
    The texts of the cells of every row below the header, each row with its place, such as "data/sources.tsv:2".

    name: of the file in messages. columns: as the header must have them.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return [], [Problem(name, "cannot be read", "every table of the codebook must be there, if only its header")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        return [], [Problem(f"{name}:{number}", "is not UTF-8", 'save the table as "UTF-8", tab separated')]
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        problems.append(Problem(f"{name}:1", "begins with a byte order mark", 'save it as "UTF-8" without one'))
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        number = text[: text.index("\r")].count("\n") + 1
        problems.append(Problem(f"{name}:{number}", "has Windows line ends", "save the table with Unix line ends (LF)"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    header, *lines = text.removesuffix("\n").split("\n")
    if header.split("\t") != columns:
        return [], [*problems, _header_problem(f"{name}:1", header.split("\t"), columns)]
    rows = []
    for number, line in enumerate(lines, start=2):
        texts = line.split("\t")
        if len(texts) == len(columns):
            rows.append((f"{name}:{number}", texts))
        else:
            what = f"has {len(texts)} cell{'s' if len(texts) != 1 else ''}, the header has {len(columns)}"
            problems.append(
                Problem(f"{name}:{number}", what, "add or remove tabs; a cell holds no tab and no line break")
            )
    return rows, problems


def _header_problem(where: str, header: list[str], wanted: list[str]) -> Problem:
    missing = [name for name in wanted if name not in header]
    unknown = [name for name in header if name not in wanted]
    if missing or unknown:
        told = [f"column {name} is missing" for name in missing] + [f'unknown column "{name}"' for name in unknown]
        return Problem(where, ", ".join(told), f"the columns are {', '.join(wanted)}")
    return Problem(where, "columns are out of order or doubled", f"the columns are {', '.join(wanted)}")


def _row(table: Table, texts: list[str], where: str) -> tuple[Row | None, list[Problem]]:
    problems: list[Problem] = []
    cells: dict[str, tuple[str, ...]] = {}
    for column, text in zip(table.columns, texts, strict=True):
        if text != " ".join(text.split()):
            problems.append(Problem(where, f"{column.name} has needless white space", "put one space between words"))
        elif not text.isprintable():
            problems.append(Problem(where, f"{column.name} has a character that cannot be seen", "remove it"))
        values = tuple(value.strip() for value in text.split(";")) if column.many and text else (text,) if text else ()
        problems += _cell_problems(column, values, where)
        cells[column.name] = values
    identifier = cells["id"][0] if cells["id"] else ""
    if identifier and not IDENTIFIER.fullmatch(identifier):
        problems.append(
            Problem(where, f'"{identifier}" is not an id', "use lower case, digits, hyphens and full stops")
        )
        return None, problems
    return (Row(table, identifier, cells, where) if identifier else None), problems


def _cell_problems(column: Column, values: tuple[str, ...], where: str) -> Iterator[Problem]:
    if column.required and not values:
        yield Problem(where, f"{column.name} is empty", f"give {column.help}")
    if "" in values:
        yield Problem(where, f"{column.name} has an empty value between semicolons", "remove the semicolon")
    if len(set(values)) < len(values):
        yield Problem(where, f"{column.name} has the same value twice", "keep one")
    if column.values in LITERALS:
        pattern, form = LITERALS[column.values]
        for value in values:
            if not pattern.fullmatch(value):
                yield Problem(where, f'{column.name} "{value}" is not {form}', "correct it")


def _duplicates(tables: Tables) -> Iterator[Problem]:
    """Ids are unique within a kind of thing; among what statements can be about, over all its tables."""
    seen: dict[tuple[str, str], str] = {}
    for rows in tables.values():
        for row in rows:
            kind = "what a statement is about" if row.table.name in ABOUT_TABLES else row.table.kind
            key = (kind, row.id)
            if key in seen:
                # The id of a place is not the curator's to choose.
                remedy = "keep one of the two" if row.table is NOT_MODELLED else "give it another id"
                yield Problem(row.where, f'id "{row.id}" is already used at {seen[key]}', remedy)
            seen.setdefault(key, row.where)


def _references(
    tables: Tables, codes: Mapping[str, frozenset[str]], sources: Iterable[str] | None
) -> Iterator[Problem]:
    """References to nothing, in the columns of every table and in the values of plain facts."""
    ids = {name: {row.id for row in rows} for name, rows in tables.items()}
    ids["statements"] = {row.id for rows in tables.values() for row in rows if row.table.statement}
    if sources is not None:
        ids["sources"] = set(sources)
    for rows in tables.values():
        for row in rows:
            for column in row.table.columns:
                yield from _dangling(column, row.cells[column.name], row.where, ids, codes)
    facts = {fact.name: fact for fact in FACTS}
    for row in tables["fact_statements"]:
        fact = facts.get(row.one("property"))
        if fact is None:
            what = f'property "{row.one("property")}" is no plain fact'
            yield Problem(row.where, what, near(row.one("property"), facts))
        else:
            value = replace(fact, name="value")
            yield from _cell_problems(value, row.cells["value"], row.where)
            yield from _dangling(value, row.cells["value"], row.where, ids, codes)


def _dangling(
    column: Column,
    values: tuple[str, ...],
    where: str,
    ids: Mapping[str, set[str]],
    codes: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    if column.code_list is not None:
        targets, named = set(codes.get(column.code_list, ())), f'code list "{column.code_list}"'
    elif column.tables and all(table in ids for table in column.tables):
        targets = set().union(*(ids[table] for table in column.tables))
        named = " or ".join(FILES.get(table, f"data/tables/{table}.tsv") for table in column.tables)
    else:
        return
    for value in values:
        if value not in targets:
            yield Problem(where, f'{column.name} "{value}" is not in {named}', near(value, targets))


def near(value: str, among: Iterable[str]) -> str:
    """The remedy for a misspelt name: the nearest known one, or where to add it."""
    from difflib import get_close_matches

    close = get_close_matches(value, sorted(among), n=1)
    return f'did you mean "{close[0]}"?' if close else "add it there, or correct the name"


def _where(path: Path) -> str:
    return "/".join(path.parts[-3:])
