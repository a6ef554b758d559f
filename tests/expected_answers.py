"""Reads the answers that were worked out from the article by hand, and sets what the graph says beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "expected"
BEHIND = ("statement", "statements")

Rows = dict[tuple[str, ...], frozenset[str]]


class Expected(NamedTuple):
    """
    One hand-worked answer.

    parameters: by name, as in the file's name after "@". columns: of the answer, without the places.
    rows: each row's cells, and the places of the article on which it rests.
    """

    name: str
    question: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: Rows


def read_all(folder: Path = FOLDER) -> list[Expected]:
    """Every hand-worked answer of a folder, by name."""
    return [_read(file) for file in sorted(folder.glob("*.tsv"))]


def _read(file: Path) -> Expected:
    question, _, given = file.stem.partition("@")
    parameters = dict(part.split("=") for part in given.split("&") if part)
    header, *lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    columns = header.split("\t")
    assert columns[-1] == "places", f"{file.name}: the last column is not places"
    rows: Rows = {}
    for line in lines:
        *cells, places = line.split("\t")
        assert len(cells) + 1 == len(columns), f"{file.name}: a row of another length: {line}"
        assert tuple(cells) not in rows, f"{file.name}: the same row twice: {line}"
        rows[tuple(cells)] = frozenset(place.strip() for place in places.split(";") if place.strip())
    return Expected(file.stem, question, parameters, tuple(columns[:-1]), rows)


def given(columns: Iterable[str], rows: Iterable[Mapping[str, object]], places: Mapping[str, frozenset[str]]) -> Rows:
    """
    What the graph says, in the form of a hand-worked answer.

    rows: solutions by column, with the statements behind each. places: of each statement, by its IRI.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        cells = tuple(_cell(row[column]) for column in columns)
        behind = " ".join(str(getattr(row[name], "value", "")) for name in BEHIND if name in row)
        found.setdefault(cells, set()).update(*(places[iri] for iri in behind.split()))
    return {cells: frozenset(behind) for cells, behind in found.items()}


def _cell(term: object) -> str:
    """A thing as its id, a value as it is written, nothing as the empty string."""
    value = str(getattr(term, "value", "") or "")
    return re.split(r"[/#]", value)[-1] if type(term).__name__ == "NamedNode" else value
