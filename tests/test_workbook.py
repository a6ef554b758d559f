"""Facts about an answer as an Excel workbook."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph
from pilotgraph.answers import Answer, Origin
from pilotgraph.workbook import xlsx

TINY = Path(__file__).parent / "tiny"
BARRIERS = "which-barriers-did-each-programme-meet"


@pytest.fixture(scope="module")
def graph():
    return PilotGraph.open(TINY)


def opened(answer: Answer, *, iris: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx(answer, iris=iris)))


def one_cell(term: object) -> Answer:
    return Answer(("said",), [(term,)], {}, Origin("1", "c"))


def test_a_workbook_has_labels_iris_evidence_and_source(graph):
    book = opened(graph.ask(BARRIERS, evidence=True))
    assert book.sheetnames == ["answer", "iris", "evidence", "source"]
    assert [cell.value for cell in book["answer"][2]] == ["Dry Roofs", "landlord consent", "certain"]
    assert [cell.value for cell in book["iris"][2]] == [
        f"https://w3id.org/pilotgraph/id/{each}"
        for each in ("programme/dry-roofs", "factor/landlord-consent", "certainty/certain")
    ]
    # A header, and a line for each of the five passages behind the three statements.
    assert book["evidence"].max_row == 1 + 5
    assert dict(book["source"].values)["version"] == "0.0.1"


def test_iris_are_not_given_twice(graph):
    assert opened(graph.ask(BARRIERS), iris=True).sheetnames == ["answer", "source"]
    assert opened(one_cell(ox.Literal("text"))).sheetnames == ["answer", "source"]


def test_the_header_of_every_sheet_stays_in_sight_and_wraps(graph):
    book = opened(graph.ask(BARRIERS, evidence=True))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold and cell.alignment.wrap_text for cell in sheet[1])
        assert sheet.auto_filter.ref == sheet.dimensions


def test_a_column_is_as_wide_as_its_text_and_never_wider_than_a_reader_s_eye():
    words = "word " * 100
    answer = Answer(("a", "b", "c"), [(ox.Literal(words), ox.Literal("x" * 30), None)], {}, Origin("1", "c"))
    sheet = opened(answer)["answer"]
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [62, 32, 10]
    assert sheet["A2"].alignment.wrap_text


@pytest.mark.parametrize(
    ("term", "expected"), [(ox.Literal(7), 7), (ox.Literal(True), True), (ox.Literal("7"), "7"), (None, None)]
)
def test_numbers_and_truths_are_counted_with_and_text_is_text(term, expected):
    found = opened(one_cell(term))["answer"]["A2"].value
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(1)", "a\x00b"])
def test_text_in_a_workbook_is_never_a_formula(text):
    cell = opened(one_cell(ox.Literal(text)))["answer"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\x00", ""))


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_not_refused():
    assert len(opened(one_cell(ox.Literal("x" * 40000)))["answer"]["A2"].value) == 32767
