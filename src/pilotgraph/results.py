"""Writes an answer as CSV, TSV, JSON, Excel or Turtle; the table for readers is in reading.py."""

from __future__ import annotations

import json

from pilotgraph.errors import Problem, RequestError
from pilotgraph.values import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pilotgraph.answers import Answer
    from pilotgraph.evidence import Evidence
    from pilotgraph.values import Term, Triple

EVIDENCE_COLUMNS = (
    *("row", "statement", "says", "about", "may_be_about", "claim_status", "certainty", "hedge", "note"),
    *("source", "place", "first_words", "last_words", "link"),
)


def separated(answer: Answer, delimiter: str, *, iris: bool) -> str:
    """
    The rows as CSV or TSV with a header line.

    With evidence, a row stands once for each passage behind it, after its number, so that nothing is lost in a cell.
    """
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    rows = [[_cell(answer, term, iris) for term in row] for row in answer.rows]
    if answer.evidence is None:
        writer.writerow(answer.columns)
        writer.writerows(rows)
    else:
        # A spreadsheet cannot have two columns of one name.
        more = [f"evidence_{name}" if name in answer.columns else name for name in EVIDENCE_COLUMNS[1:]]
        writer.writerow(["row", *answer.columns, *more])
        for number, (row, evidence) in enumerate(zip(rows, answer.evidence, strict=True), start=1):
            for line in evidence_lines(number, evidence) or [("",) * len(EVIDENCE_COLUMNS)]:
                writer.writerow([number, *row, *line[1:]])
    return out.getvalue()


def as_json(answer: Answer) -> str:
    """
    The W3C's SPARQL results JSON, with one more member, "pilotgraph".

    "pilotgraph" holds the graph's version and citation, what was asked, the labels by IRI and, if evidence was asked
    for, a list of statements for each row.
    """
    more: dict[str, Any] = {"version": answer.origin.version, "citation": answer.origin.citation}
    if answer.origin.asked:
        more["asked"] = answer.origin.asked
    if answer.origin.text:
        more["sparql"] = answer.origin.text
    more["labels"] = dict(sorted(answer.labels.items()))
    if answer.evidence is not None:
        more["evidence"] = [[_evidence_object(each) for each in row] for row in answer.evidence]
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    # First, since strict readers of results take nothing after them.
    whole = {"pilotgraph": more, "head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def xlsx(answer: Answer, *, iris: bool) -> bytes:
    """
    An Excel workbook: the answer, its evidence on a second sheet, and where it comes from on a last one.

    Raises RequestError if openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        remedy = 'install it with `pip install "pilotgraph[excel]"`'
        raise RequestError(Problem("--format xlsx", "openpyxl is not installed", remedy)) from None
    import io

    book = Workbook()
    sheet = book.active
    sheet.title = "answer"
    sheets: list[tuple[Any, Iterable[Iterable[Any]]]] = []
    values = ([_excel(answer, term, iris) for term in row] for row in answer.rows)
    sheets.append((sheet, [answer.columns, *values]))
    if answer.evidence is not None:
        lines = [line for number, row in enumerate(answer.evidence, start=1) for line in evidence_lines(number, row)]
        sheets.append((book.create_sheet("evidence"), [EVIDENCE_COLUMNS, *lines]))
    origin = answer.origin
    notes = (
        ("asked", origin.asked),
        ("version", origin.version),
        ("citation", origin.citation),
        ("sparql", origin.text),
    )
    sheets.append((book.create_sheet("source"), notes))
    for target, rows in sheets:
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = target.cell(number, column, _legal(value))
                if isinstance(value, str) and value[:1] in "=+-@" and value:
                    # Text that looks like a formula must stay text.
                    cell.data_type = "s"
        target.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle, sorted, with our prefixes."""
    import pyoxigraph as ox

    from pilotgraph.names import PREFIXES

    ordered = sorted(dict.fromkeys(triples), key=lambda triple: tuple(str(term) for term in triple))
    used = "".join(f"{term}" for triple in ordered for term in triple)
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if iri in used}
    written = ox.serialize((ox.Triple(*triple) for triple in ordered), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return written.decode() if written else ""


def evidence_lines(number: int, evidence: Iterable[Evidence]) -> list[tuple[Any, ...]]:
    """A line for each passage of each statement, in the order of EVIDENCE_COLUMNS."""
    return list(_evidence_lines(number, evidence))


def _evidence_lines(number: int, evidence: Iterable[Evidence]) -> Iterator[tuple[Any, ...]]:
    for each in evidence:
        said = (each.statement, each.gloss, "; ".join(each.about), "; ".join(each.may_be_about))
        start = (number, *said, each.claim_status, each.certainty, each.hedge, each.note)
        for at in each.passages:
            yield (*start, at.source, at.place, at.first_words, at.last_words, at.link)
        if not each.passages:
            yield (*start, "", "", "", "", "")


def _cell(answer: Answer, term: Term, iris: bool) -> str:
    value = plain(term)
    return ("false", "true")[value] if isinstance(value, bool) else answer.shown(term, iris=iris)


def _excel(answer: Answer, term: Term, iris: bool) -> Any:
    return plain(term) if term is not None and hasattr(term, "datatype") else answer.shown(term, iris=iris)


def _legal(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    # Excel refuses control characters, and cells of more than 32,767 characters.
    return "".join(sign for sign in value if sign >= " " or sign in "\t\n")[:32767]


def _json_term(term: Any) -> dict[str, str]:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return {"type": "uri" if type(term).__name__ == "NamedNode" else "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif not datatype.value.endswith("#string"):
        found["datatype"] = datatype.value
    return found


def _evidence_object(evidence: Evidence) -> dict[str, Any]:
    return {**evidence._asdict(), "passages": [passage._asdict() for passage in evidence.passages]}
