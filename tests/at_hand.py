"""The curated tables and, where they are at hand, the article's text, the W3C's tests and others' ontologies."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from pilotgraph.curation.article import LayoutMark
from pilotgraph.curation.passages import Passage

ROOT = Path(__file__).parent.parent
W3C = Path(os.environ.get("PILOTGRAPH_W3C", ROOT.parent / "shared/w3c"))
ONTOLOGIES = Path(os.environ.get("PILOTGRAPH_ONTOLOGIES", ROOT.parent / "shared/ontologies"))
TEXT = Path(os.environ.get("PILOTGRAPH_TEXT", ROOT.parent / "shared/article/lewis-2021.txt"))


def grlc_python() -> Path | None:
    """The Python that has grlc, which wants packages of its own; PILOTGRAPH_GRLC names it."""
    named = Path(os.environ.get("PILOTGRAPH_GRLC") or "/")
    return named if named.is_file() else None


def readers_python() -> Path | None:
    """The Python that has the foreign readers, which want packages of their own; PILOTGRAPH_READERS names it."""
    named = Path(os.environ.get("PILOTGRAPH_READERS") or "/")
    return named if named.is_file() else None


def comunica(program: str) -> Path | None:
    """A program of Comunica, in the folder that PILOTGRAPH_COMUNICA names, or on the PATH."""
    found = shutil.which(program, path=os.environ.get("PILOTGRAPH_COMUNICA"))
    return Path(found) if found else None


@cache
def rscript() -> Path | None:
    """The program that runs R scripts, if R has the package SPARQL."""
    found = shutil.which("Rscript")
    if not found:
        return None
    done = subprocess.run([found, "-e", "library(SPARQL)"], capture_output=True, check=False)
    return None if done.returncode else Path(found)


def skip(reason: str) -> None:
    """Skip the test, or fail it where nothing may be skipped."""
    if os.environ.get("PILOTGRAPH_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def article_text() -> str:
    if not TEXT.is_file():
        skip(f"the article's text is not at {TEXT}; set PILOTGRAPH_TEXT to its file")
    return TEXT.read_text("utf-8")


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def layout() -> list[LayoutMark]:
    return [LayoutMark(*(row[name] for name in LayoutMark._fields)) for row in rows("layout.tsv")]


def source() -> dict[str, str]:
    return next(row for row in rows("sources.tsv") if row["id"] == "lewis-2021")


def passages() -> list[Passage]:
    curated = [Passage.from_row(row, line) for line, row in enumerate(rows("tables/passages.tsv"), start=2)]
    return [passage for passage in curated if passage.source == "lewis-2021"]


def joined() -> dict[str, str]:
    """Words that only the saved text runs together, and how the published page has them."""
    if not (ROOT / "data/joined-words.tsv").is_file():
        return {}
    return {row["word"]: row["apart"] for row in rows("joined-words.tsv") if row["source"] == "lewis-2021"}
