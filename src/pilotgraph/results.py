"""Writes an answer as CSV, TSV, JSON, XML or RDF; workbook.py writes Excel, display.py the table for readers."""

from __future__ import annotations

import json

from pilotgraph.values import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from pilotgraph.answers import Answer
    from pilotgraph.evidence import Evidence
    from pilotgraph.values import Term, Triple

_json = json.JSONEncoder(ensure_ascii=False).encode
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
    # A line for each member and row: with more, Python writes it many times slower.
    said = ",\n  ".join(f"{_json(name)}: {_json(value)}" for name, value in more.items())
    rows = "".join(f"\n  {_json(row)}" + "," * (number < len(bindings)) for number, row in enumerate(bindings, start=1))
    # Ours first, since strict readers of results take nothing after them.
    return (
        f'{{\n "pilotgraph": {{\n  {said}\n }},\n "head": {{"vars": {_json(list(answer.columns))}}},\n'
        f' "results": {{"bindings": [{rows}\n ]}}\n}}\n'
    )


def as_xml(answer: Answer) -> str:
    """The W3C's SPARQL results XML; a sign that XML cannot hold, such as a control character, becomes U+FFFD."""
    import pyoxigraph as ox

    solutions = ox.parse_query_results(as_json(answer).encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return _sound_xml((solutions.serialize(format=ox.QueryResultsFormat.XML) or b"").decode()) + "\n"


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle, sorted, with our prefixes."""
    return rdf(triples, "turtle")


def rdf(triples: Iterable[Triple], form: str, known: Mapping[str, str] | None = None) -> str:
    """
    Triples, sorted, as "turtle", "ntriples", "jsonld" (expanded) or "rdfxml"; with our prefixes where they have any.

    known: other prefixes than ours.
    In RDF/XML a sign that XML cannot hold, such as a control character, becomes U+FFFD.
    """
    import pyoxigraph as ox

    from pilotgraph.names import PREFIXES

    syntax = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }[form]
    ordered = sorted(dict.fromkeys(triples), key=lambda triple: tuple(str(term) for term in triple))
    used = "".join(f"{term}" for triple in ordered for term in triple)
    prefixes = (
        {prefix: iri for prefix, iri in (known or PREFIXES).items() if iri in used}
        if form in ("turtle", "rdfxml")
        else None
    )
    written = ox.serialize((ox.Triple(*triple) for triple in ordered), format=syntax, prefixes=prefixes) or b""
    content = _sound_xml(written.decode()) if form == "rdfxml" else written.decode()
    return content if content.endswith("\n") or not content else content + "\n"


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


def _sound_xml(text: str) -> str:
    """The engine writes values as they are: XML forbids some of their signs, and readers take CR for LF."""
    import re

    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text).replace("\r", "&#13;")


def _cell(answer: Answer, term: Term, iris: bool) -> str:
    value = plain(term)
    return ("false", "true")[value] if isinstance(value, bool) else answer.shown(term, iris=iris)


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
