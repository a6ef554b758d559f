"""Writes an answer as an Excel workbook: labels to read, IRIs to join by, its evidence, and where it comes from."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from pilotgraph.results import EVIDENCE_COLUMNS, evidence_lines
from pilotgraph.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from pilotgraph.answers import Answer
    from pilotgraph.values import Term

NARROWEST, WIDEST = 8, 60
# What Excel takes in one cell.
LONGEST = 32767


def xlsx(answer: Answer, *, iris: bool) -> bytes:
    """
    An Excel workbook with the sheets "answer", "iris" (the same rows, things as IRIs), "evidence" where it was asked
    for, and "source" (what was asked, of which version, how to cite it, and the SPARQL).

    iris: whether the first sheet shows IRIs as well, which makes the second one needless.
    Text that looks like a formula stays text.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "PilotGraph", answer.origin.asked
    _fill(book.active, "answer", answer.columns, _rows(answer, iris))
    if not iris and any(term is not None and not hasattr(term, "datatype") for row in answer.rows for term in row):
        _fill(book.create_sheet(), "iris", answer.columns, _rows(answer, True))
    if answer.evidence is not None:
        lines = [line for number, row in enumerate(answer.evidence, start=1) for line in evidence_lines(number, row)]
        _fill(book.create_sheet(), "evidence", EVIDENCE_COLUMNS, lines)
    origin = answer.origin
    notes = (
        *(("asked", origin.asked), ("one row is", origin.row), ("an empty answer means", origin.empty)),
        *(("version", origin.version), ("citation", origin.citation), ("sparql", origin.text)),
    )
    _fill(book.create_sheet(), "source", ("what", "said"), [note for note in notes if note[1]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(answer: Answer, iris: bool) -> list[list[Any]]:
    return [[_value(answer, term, iris) for term in row] for row in answer.rows]


def _value(answer: Answer, term: Term, iris: bool) -> Any:
    return plain(term) if term is not None and hasattr(term, "datatype") else answer.shown(term, iris=iris)


def _fill(sheet: Worksheet, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table whose header stays in sight, whose columns are as wide as their text up to a limit, and that filters."""
    sheet.title = title
    widths = [NARROWEST] * len(header)
    for number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, _legal(value))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str) and value[:1] in "=+-@" and value:
                # Text that looks like a formula must stay text.
                cell.data_type = "s"
            longest = max(map(len, str(cell.value).split("\n")))
            widths[column - 1] = max(widths[column - 1], longest)
    for column, width in enumerate(widths, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        # Two more for the padding, and for the button that filters.
        sheet.column_dimensions[get_column_letter(column)].width = min(width, WIDEST) + 2
    sheet.freeze_panes = "A2"
    if header:
        sheet.auto_filter.ref = sheet.dimensions


def _legal(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    # Excel refuses control characters, and longer cells.
    return "".join(sign for sign in value if sign >= " " or sign in "\t\n")[:LONGEST]
