"""grlc lists every saved question, reads its header, and gets the rows that the embedded graph gives."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from typing import Any

import pytest

import serving
from at_hand import grlc_python
from curated import ROOT
from pilotgraph import PilotGraph
from pilotgraph.queries import Question, read_all

pytestmark = pytest.mark.needs_grlc

QUERIES = ROOT / "queries"
QUESTIONS = read_all(str(QUERIES))
CONFIG = f"""[local]
local_sparql_dir = {QUERIES}/
[defaults]
sparql_endpoint = http://127.0.0.1:1/nowhere
"""
BEHIND = ("statement", "statements")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What grlc reads, lists and gets, by the name of the question."""
    folder = tmp_path_factory.mktemp("grlc")
    (folder / "config.ini").write_text(CONFIG, "utf-8")
    with serving.running() as service:
        program = str(ROOT / "tests" / "clients" / "asked_by_grlc.py")
        command = [str(grlc_python()), program, str(QUERIES), f"{service.address}/sparql"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_question_is_listed(asked: dict[str, Any]) -> None:
    assert sorted(asked) == [question.name for question in QUESTIONS]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_header_is_read_whole(asked: dict[str, Any], question: Question) -> None:
    """grlc loses a header that is not YAML without a word."""
    header = asked[question.name]["header"]
    parameters = [(each["name"], each["type"], each["help"]) for each in header.pop("parameters")]
    assert parameters == [(each.name, each.type, each.help) for each in question.parameters]
    said = {name: getattr(question, name) for name in ("question", "topic", "row", "counts", "empty")}
    needs = question.needs and {name: getattr(question.needs, name) for name in ("name", "namespace", "file")}
    assert header == (said | {"with": needs} if needs else said)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_rows_are_those_of_the_embedded_graph(asked: dict[str, Any], graph: PilotGraph, question: Question) -> None:
    """grlc sends the file as it stands; the lines of parameters that are left open change nothing."""
    told, here = asked[question.name], graph.ask(question.name, **dict.fromkeys(_open(question), "any"))
    assert tuple(column for column in told["columns"] if column not in BEHIND) == here.columns
    expected = Counter(
        (tuple(term.value if term else None for term in row), statements)
        for row, statements in zip(here.rows, here.statements, strict=True)
    )
    assert Counter((_row(row, here.columns), _statements(row)) for row in told["rows"]) == expected


def test_its_api_takes_no_parameter_of_ours(asked: dict[str, Any]) -> None:
    """It knows only those that stand in the text as ?_name, and would paste what a caller gives into it."""
    assert {name for each in asked.values() for name in each["takes"]} == {"endpoint"}


def _open(question: Question) -> list[str]:
    return [parameter.name for parameter in question.parameters]


def _row(row: dict[str, str], columns: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(row.get(column) for column in columns)


def _statements(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted({iri for column in BEHIND for iri in row.get(column, "").split()}))
