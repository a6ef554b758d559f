"""The files of the second reading: draws them once, and reads them with every problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pilotgraph.curation import drawing
from pilotgraph.curation.coding import FIELD_NAMES, codes_of
from pilotgraph.curation.drawing import Drawn
from pilotgraph.curation.tables import Tables
from pilotgraph.errors import PilotGraphError, Problem

FOLDER = "data/second-reading"
DRAW = ("name", "value")
POPULATION = ("statement", "kind", "passages", "places")
SAMPLE = ("statement", "passage", "section", "step")
FIRST = ("statement", "passage", *FIELD_NAMES)
SHEET = ("passage", "place", "first_words", "last_words", "units", "line", *FIELD_NAMES)


def drawn_files(tables: Tables, seed: int) -> dict[str, bytes]:
    """
    What a draw writes, by file name: the seed, the population, the sample, the first codes, and the empty sheet.

    tables: as they are now. Nothing of the first codes is in the sheet but how many statements each passage has.
    """
    members = drawing.population(tables)
    sample = drawing.draw(members, seed)
    rows = {row.id: row for found in tables.values() for row in found if row.table.statement}
    first = []
    for each in sample:
        codes = codes_of(rows[each.statement], tables)
        first.append([each.statement, each.passage, *(codes[name] for name in FIELD_NAMES)])
    return {
        "draw.tsv": _tsv(
            DRAW,
            [
                ["seed", str(seed)],
                ["statements_wanted", str(drawing.WANTED)],
                ["statements_of_each_section", str(drawing.OF_EACH_SECTION)],
            ],
        ),
        "population.tsv": _tsv(
            POPULATION, [[m.statement, m.kind, "; ".join(m.passages), "; ".join(m.places)] for m in members]
        ),
        "sample.tsv": _tsv(SAMPLE, [list(each) for each in sample]),
        "first.tsv": _tsv(FIRST, first),
        "sheet.tsv": _tsv(SHEET, _sheet(sample, tables)),
    }


def write_draw(root: Path, tables: Tables, seed: int) -> list[str]:
    """
    Draw the sample and write its files below the root, once and for all.

    Raises PilotGraphError if the folder already holds one of them. Returns the names of the files.
    """
    folder = root / FOLDER
    files = drawn_files(tables, seed)
    there = [
        Problem(f"{FOLDER}/{name}", "is already there", "a draw is made once; it is never made again")
        for name in files
        if (folder / name).exists()
    ]
    if there:
        raise PilotGraphError(there)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [f"{FOLDER}/{name}" for name in files]


def _sheet(sample: Iterable[Drawn], tables: Tables) -> list[list[str]]:
    """One empty line for each statement of each passage, in the order of the article."""
    units = Counter(each.passage for each in sample)
    empty = [""] * len(FIELD_NAMES)
    return [
        [
            row.id,
            row.one("place"),
            row.one("first_words"),
            row.one("last_words"),
            str(units[row.id]),
            str(number),
            *empty,
        ]
        for row in tables["passages"]
        for number in range(1, units[row.id] + 1)
    ]


def _tsv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return "".join("\t".join(cells) + "\n" for cells in (header, *rows)).encode()
