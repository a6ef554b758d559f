"""Reads what is known of each source: citation, layout, and the words its saved text runs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pilotgraph.curation.article import LayoutMark
from pilotgraph.curation.tables import ADDRESS, IDENTIFIER, near, read_lines
from pilotgraph.errors import PilotGraphError, Problem

COLUMNS = {
    "sources": ["id", "label", "citation", "doi", "url", "licence", "text_sha256"],
    "layout": ["source", "section", "kind", "starts_with", "part"],
    "joined-words": ["source", "word", "apart"],
}
KINDS = ("heading", "text", "column", "row")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Source:
    """
    A publication from which statements are drawn.

    url: the page that the links of its passages open. text_sha256: digest of its normalised text.
    layout: where its sections and tables begin. joined: words its saved text runs together, and how the page has them.
    """

    id: str
    label: str
    citation: str
    doi: str
    url: str
    licence: str
    text_sha256: str
    layout: tuple[LayoutMark, ...]
    joined: Mapping[str, str]


def read(folder: Path) -> dict[str, Source]:
    """
    Read data/sources.tsv, data/layout.tsv and data/joined-words.tsv.

    Raises PilotGraphError with all that is wrong with the three of them.
    """
    problems: list[Problem] = []
    tables: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for name, columns in COLUMNS.items():
        lines, wrong = read_lines(folder / f"{name}.tsv", f"data/{name}.tsv", columns)
        tables[name] = [(where, dict(zip(columns, texts, strict=True))) for where, texts in lines]
        problems += wrong
    if not problems:
        known = {row["id"] for _, row in tables["sources"]}
        problems += _source_problems(tables["sources"])
        for where, row in (*tables["layout"], *tables["joined-words"]):
            if row["source"] not in known:
                what = f'source "{row["source"]}" is not in data/sources.tsv'
                problems.append(Problem(where, what, near(row["source"], known)))
            if row.get("kind", "text") not in KINDS:
                problems.append(Problem(where, f'kind "{row["kind"]}" is none', near(row["kind"], KINDS)))
    if problems:
        raise PilotGraphError(problems)
    return {row["id"]: _source(row, tables) for _, row in tables["sources"]}


def _source_problems(rows: list[tuple[str, dict[str, str]]]) -> Iterator[Problem]:
    if not rows:
        yield Problem("data/sources.tsv", "names no source", "restore it")
    seen: dict[str, str] = {}
    for where, row in rows:
        if not IDENTIFIER.fullmatch(row["id"]):
            yield Problem(where, f'"{row["id"]}" is not an id', "use lower case, digits, hyphens and full stops")
        if row["id"] in seen:
            yield Problem(where, f'id "{row["id"]}" is already used at {seen[row["id"]]}', "give it another id")
        seen.setdefault(row["id"], where)
        for column in ("label", "citation"):
            if not row[column]:
                yield Problem(where, f"{column} is empty", f"give the {column} of the source")
        for column in ("doi", "url", "licence"):
            if not ADDRESS.fullmatch(row[column]):
                yield Problem(where, f'{column} "{row[column]}" is not an address', "write it with https://")
        if not SHA256.fullmatch(row["text_sha256"]):
            what = f'text_sha256 "{row["text_sha256"]}" is not a digest'
            yield Problem(where, what, "give 64 hexadecimal digits in lower case")


def _source(row: dict[str, str], tables: Mapping[str, list[tuple[str, dict[str, str]]]]) -> Source:
    marks = [mark for _, mark in tables["layout"] if mark["source"] == row["id"]]
    layout = tuple(LayoutMark(*(mark[name] for name in LayoutMark._fields)) for mark in marks)
    joined = {line["word"]: line["apart"] for _, line in tables["joined-words"] if line["source"] == row["id"]}
    return Source(**row, layout=layout, joined=joined)
