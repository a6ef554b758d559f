"""Reads what is known of each source: citation, layout, and the words its saved text runs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pilotgraph.article import LayoutMark
from pilotgraph.errors import PilotGraphError, Problem


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

    Raises PilotGraphError if one of them is missing or has other columns.
    """
    layout = list(_rows(folder / "layout.tsv", ("source", "section", "kind", "starts_with", "part")))
    joined = list(_rows(folder / "joined-words.tsv", ("source", "word", "apart")))
    columns = ("id", "label", "citation", "doi", "url", "licence", "text_sha256")
    sources = {}
    for row in _rows(folder / "sources.tsv", columns):
        name = row["id"]
        marks = tuple(LayoutMark(*list(mark.values())[1:]) for mark in layout if mark["source"] == name)
        words = {line["word"]: line["apart"] for line in joined if line["source"] == name}
        sources[name] = Source(**row, layout=marks, joined=words)
    return sources


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    try:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise PilotGraphError(Problem(f"data/{path.name}", "cannot be read", "restore it, as UTF-8")) from error
    if tuple(header.split("\t")) != columns:
        raise PilotGraphError(Problem(f"data/{path.name}:1", "has other columns", f"they are {', '.join(columns)}"))
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            what = f"has {len(cells)} cells, the header has {len(columns)}"
            raise PilotGraphError(Problem(f"data/{path.name}:{number}", what, "add or remove tabs"))
        yield dict(zip(columns, cells, strict=True))
