"""A copy of what curators work on, of which a test can spoil one cell and see what is said."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pilotgraph.curation import checkout, project, tables

ROOT = Path(__file__).parents[1]
BUILT = (
    *("data/rdf/asserted.ttl", "data/rdf/inferred.ttl", "data/rdf/mappings.ttl", "data/rdf/alignments.ttl"),
    "data/rdf/dataset.ttl",
    *("data/README.md", "queries/README.md"),
)
# A process started by a test finds the same package as the test itself.
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


class Copy:
    """
    The ontology, data, questions and entailments of the real checkout, copied into a folder.

    said: the lines that the last command printed.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.said: list[str] = []
        for name in ("ontology", "data", "queries", "tests/entailments"):
            shutil.copytree(ROOT / name, self.root / name, ignore=shutil.ignore_patterns("store"))

    def path(self, name: str) -> Path:
        """A file by its name below the root; a bare name is that of a table."""
        return self.root / (name if "/" in name else f"data/tables/{name}.tsv")

    def spoil(self, table: str, row: str, **cells: str) -> str:
        """Change cells of one row, found by its first cell; returns the row's place, such as data/tables/x.tsv:2."""
        header, *lines = self._lines(table)
        for number, line in enumerate(lines):
            if line[0] == row:
                lines[number] = [cells.get(name, old) for name, old in zip(header, line, strict=True)]
                self._save(table, [header, *lines])
                return self.place(table, number + 2)
        raise KeyError(row)

    def add(self, table: str, like: str, **cells: str) -> str:
        """Add a row that differs from an old one in some cells; returns its place."""
        header, *lines = self._lines(table)
        model = next(line for line in lines if line[0] == like)
        lines.append([cells.get(name, old) for name, old in zip(header, model, strict=True)])
        self._save(table, [header, *lines])
        return self.place(table, len(lines) + 1)

    def drop(self, table: str, row: str) -> None:
        """Remove one row, found by its first cell."""
        header, *lines = self._lines(table)
        kept = [line for line in lines if line[0] != row]
        assert len(kept) == len(lines) - 1
        self._save(table, [header, *kept])

    def swap(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of some text in a file."""
        content = self.path(name).read_text("utf-8")
        assert old in content
        self.path(name).write_bytes(content.replace(old, new, 1).encode())

    def place(self, table: str, line: int) -> str:
        return f"{self.path(table).relative_to(self.root).as_posix()}:{line}"

    def read(self) -> checkout.Curated:
        return checkout.Curated(self.root)

    def problems(self) -> list[str]:
        """All that is wrong, as it would be printed."""
        return [str(problem) for problem in self.read().problems]

    def table_problems(self, codes: dict[str, frozenset[str]]) -> list[str]:
        """The same for the tables alone, without reading the ontology."""
        return [str(problem) for problem in tables.read(self.root / "data" / "tables", codes, ["lewis-2021"])[1]]

    def build(self) -> int:
        return self._run(project.build, self.root)

    def check(self, text: Path | None = None) -> int:
        return self._run(project.check, self.root, text)

    def locate(self, text: Path) -> int:
        return self._run(project.locate, self.root, text)

    def files(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def built(self) -> dict[str, bytes]:
        return {name: (self.root / name).read_bytes() for name in BUILT}

    def _run(self, command: Callable[..., int], *given: Path | None) -> int:
        self.said = []
        return command(*given, say=self.said.append)

    def _lines(self, table: str) -> list[list[str]]:
        return [line.split("\t") for line in self.path(table).read_text("utf-8").removesuffix("\n").split("\n")]

    def _save(self, table: str, lines: list[list[str]]) -> None:
        self.path(table).write_bytes("".join("\t".join(line) + "\n" for line in lines).encode())


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A fresh copy of the real checkout."""
    return Copy(tmp_path)


@pytest.fixture(scope="session")
def codes() -> dict[str, frozenset[str]]:
    """The code lists of the real ontology."""
    return checkout.codes(checkout.read_turtle(ROOT / "ontology" / "pilotgraph.ttl", ROOT))
