"""Reads the answer to a free query for a page: a part of its rows, with what to call the things in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from pilotgraph.names import shorten
from pilotgraph.records import Record
from pilotgraph.values import STRING, XSD
from pilotgraph.web.naming import words

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.web.endpoint.frames import Reply


class Cell(Record):
    """
    A value of a row: what it says, and its IRI if it has one.

    short: the short form of an IRI that is called otherwise. kind: a literal's language or data type.
    """

    text: str
    iri: str = ""
    short: str = ""
    kind: str = ""
    number: bool = False


class Shown(Record):
    """
    A part of an answer.

    truth: what ASK gives; None for others. rows: those of this part; a value that is not bound is None.
    first: the number of its first row. total: of all rows.
    """

    truth: bool | None
    columns: list[str]
    rows: list[list[Cell | None]]
    first: int
    total: int


def shown(engine: Engine, reply: Reply, page: int, size: int) -> Shown:
    """
    A part of the answer: page 1 is the first.

    reply: with a table as JSON, or a graph as N-Triples.
    """
    start = (page - 1) * size
    if reply.media == "json":
        said = json.loads(reply.body)
        if "boolean" in said:
            return Shown(said["boolean"], [], [], 1, 1)
        columns = said["head"]["vars"]
        rows = [
            [_bound(row.get(name)) for name in columns] for row in said["results"]["bindings"][start : start + size]
        ]
        total = len(said["results"]["bindings"])
    else:
        columns = ["subject", "predicate", "object"]
        lines = reply.body.splitlines()
        triples = ox.parse(b"\n".join(lines[start : start + size]), format=ox.RdfFormat.N_TRIPLES)
        rows = [[_term(term) for term in (each.subject, each.predicate, each.object)] for each in triples]
        total = len(lines)
    named = words(engine, {cell.iri for row in rows for cell in row if cell and cell.iri})
    return Shown(None, columns, [[_called(cell, named) for cell in row] for row in rows], start + 1, total)


def _called(cell: Cell | None, named: dict[str, str]) -> Cell | None:
    if cell is None or not cell.iri:
        return cell
    text, short = named[cell.iri], shorten(cell.iri)
    return cell._replace(text=text, short=short if short != text else "")


def _bound(value: dict[str, Any] | None) -> Cell | None:
    if value is None:
        return None
    if value["type"] == "uri":
        return Cell(value["value"], iri=value["value"])
    if value["type"] == "bnode":
        return Cell(f"_:{value['value']}")
    if value["type"] == "triple":
        return Cell(json.dumps(value["value"], ensure_ascii=False))
    return _literal(value["value"], value.get("xml:lang", ""), value.get("datatype", STRING))


def _term(term: Any) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(term.value, iri=term.value)
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.language or "", term.datatype.value)
    return Cell(str(term))


def _literal(text: str, language: str, datatype: str) -> Cell:
    if language:
        return Cell(text, kind=f"@{language}")
    number = datatype.startswith(XSD) and text.lstrip("+-")[:1].isdigit() and datatype != STRING
    return Cell(text, kind="" if datatype == STRING else shorten(datatype), number=number)
