"""R's package SPARQL makes of an answer the data frame that was worked out by hand."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import expected_answers
from at_hand import rscript
from curated import ROOT
from filed import whole

pytestmark = pytest.mark.needs_r

SCRIPT = ROOT / "tests" / "clients" / "asked.R"
SIZES = "which-effects-have-a-size"


def frame(endpoint: str, query: Path) -> tuple[list[str], list[str], list[list[str]]]:
    """The columns of R's data frame, their classes, and the rows."""
    command = [str(rscript()), "--vanilla", str(SCRIPT), endpoint, str(query)]
    # In a locale without UTF-8, R refuses to read what is beyond ASCII.
    done = subprocess.run(
        command, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    said = done.stdout.decode()
    classes, columns, *rows = (line.split("\t") for line in said.rstrip("\n").split("\n"))
    return columns, classes, rows


def test_a_saved_question_gives_the_rows_that_were_worked_out(endpoint: str) -> None:
    columns, classes, rows = frame(endpoint, ROOT / "queries" / f"{SIZES}.rq")
    by_hand = next(each for each in expected_answers.read_all() if each.name == SIZES)
    kinds = dict(zip(columns, classes, strict=True))
    assert kinds.pop("effectSize") == "numeric"
    assert set(kinds.values()) == {"character"}
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    cells = [tuple(row[name].strip("<>").rpartition("/")[2] for name in by_hand.columns) for row in found]
    assert sorted(cells) == sorted(by_hand.rows)


def test_a_count_is_a_number(endpoint: str, tmp_path: Path) -> None:
    query = tmp_path / "count.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }\n", "utf-8")
    assert frame(endpoint, query) == (["n"], ["integer"], [[str(len(whole()))]])


def test_letters_beyond_ascii_arrive(endpoint: str, tmp_path: Path) -> None:
    query = tmp_path / "letters.rq"
    query.write_text('SELECT ?said { VALUES ?said { "é – “ü” 漢 + & % #" } }\n', "utf-8")
    assert frame(endpoint, query)[2] == [["é – “ü” 漢 + & % #"]]
