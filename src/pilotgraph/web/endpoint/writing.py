"""Writes what an engine answers in the form that was asked for, within the limits on rows and bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from pilotgraph.errors import Problem
from pilotgraph.names import PREFIXES
from pilotgraph.web.limits import Limits
from pilotgraph.web.problems import Refusal

TABLE_FORMS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
# Characters that no XML 1.0 document may hold, which the engine writes as they are.
NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# No row of these forms takes fewer bytes, so that only long answers need counting.
FEWEST_BYTES = {"json": 2, "xml": 17, "csv": 1, "tsv": 1}


def table(solutions: ox.QuerySolutions | ox.QueryBoolean, form: str, limits: Limits) -> bytes:
    """
    A table, or the truth that ASK gives, as bytes.

    Raises Refusal if it has more rows or bytes than the limits allow.
    """
    out = _Bounded(limits.answer_bytes)
    try:
        solutions.serialize(out, format=TABLE_FORMS[form])  # type: ignore[arg-type]
    except _TooLongError:
        raise too_long(limits) from None
    content = _well_formed(out.content()) if form == "xml" else out.content()
    # The engine writes rows much faster than it hands them over one by one, so they are counted in what is written,
    # and only where there could be too many.
    if len(content) > FEWEST_BYTES[form] * limits.rows and _rows(content, form) > limits.rows:
        raise too_many(limits)
    return content


def graph(triples: Iterable[ox.Triple], form: str, limits: Limits) -> bytes:
    """
    A graph as bytes; a triple that is given twice is written once.

    Raises Refusal if it has more triples or bytes than the limits allow.
    """
    out = _Bounded(limits.answer_bytes)
    try:
        ox.serialize(_counted(triples, limits), out, format=GRAPH_FORMS[form], prefixes=PREFIXES)  # type: ignore[arg-type]
    except _TooLongError:
        raise too_long(limits) from None
    return _well_formed(out.content()) if form == "rdfxml" else out.content()


def too_many(limits: Limits) -> Refusal:
    """The refusal of an answer with too many rows or triples."""
    what = f"has more than {limits.rows:,} rows"
    remedy = "narrow the query, or ask for it in parts with ORDER BY, LIMIT and OFFSET"
    return Refusal("too-many-rows", Problem("answer", what, remedy))


def too_long(limits: Limits) -> Refusal:
    """The refusal of an answer with too many bytes."""
    what = f"is longer than {limits.answer_bytes:,} bytes"
    remedy = "ask for fewer columns or rows, or in parts with ORDER BY, LIMIT and OFFSET"
    return Refusal("too-many-bytes", Problem("answer", what, remedy))


class _TooLongError(Exception):
    """An answer outgrew its limit while it was written."""


class _Bounded(io.RawIOBase):
    """Takes bytes up to a limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, part: bytes) -> int:  # type: ignore[override]
        self.size += len(part)
        if self.size > self.limit:
            raise _TooLongError
        self.parts.append(bytes(part))
        return len(part)

    def content(self) -> bytes:
        return b"".join(self.parts)


def _well_formed(content: bytes) -> bytes:
    """XML without the characters that XML cannot hold; a carriage return is written so that readers keep it."""
    return NOT_XML.sub("\ufffd".encode(), content).replace(b"\r", b"&#13;")


def _counted(triples: Iterable[ox.Triple], limits: Limits) -> Iterator[ox.Triple]:
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            if len(seen) > limits.rows:
                raise too_many(limits)
            yield triple


def _rows(content: bytes, form: str) -> int:
    """How many rows a written table has."""
    if form == "tsv":
        return content.count(b"\n") - 1
    if form == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
    if form == "xml":
        return content.count(b"<result>")
    found = ox.parse_query_results(content, format=TABLE_FORMS[form])
    return sum(1 for _ in found) if isinstance(found, ox.QuerySolutions) else 1
