"""Reads answers in every results format into terms that can be compared."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import rdflib
from rdflib import RDF, XSD, BNode, Graph, Namespace, URIRef

SRX = "{http://www.w3.org/2005/sparql-results#}"
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
INTEGERS = {
    str(XSD[name])
    for name in (
        *("integer", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger"),
        *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
}
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


class Blank(NamedTuple):
    """A blank node; its label means something within one answer only."""

    label: str


class Literal(NamedTuple):
    """A literal whose value is a number where its type is numeric, so that 1.0 and 1.00 are one."""

    value: object
    type: str
    language: str


Term = str | Blank | Literal


class Table(NamedTuple):
    """The answer of a SELECT, or a graph with the variables s, p and o; order: of its rows, where one is demanded."""

    variables: frozenset[str]
    rows: list[dict[str, Term]]
    order: list[int] | None = None


Answer = bool | Table


def literal(lexical: str, datatype: str = "", language: str = "") -> Literal:
    """A literal by its value: 01 and 1 of one type are the same, an ill-formed number is only its own letters."""
    if language:
        return Literal(lexical, str(RDF.langString), language.lower())
    kind = datatype or str(XSD.string)
    value: object = lexical
    try:
        if kind in INTEGERS:
            value = int(lexical)
        elif kind == str(XSD.decimal):
            value = Decimal(lexical).normalize()
        elif kind in (str(XSD.double), str(XSD.float)):
            number = float(lexical)
            value = "NaN" if number != number else number
        elif kind == str(XSD.boolean):
            value = {"true": True, "1": True, "false": False, "0": False}.get(lexical, lexical)
    except (ValueError, InvalidOperation):
        pass
    return Literal(value, kind, "")


def read(content: bytes, kind: str, base: str) -> Answer:
    """
    Read an answer of a kind: xml, json, csv, tsv, or turtle and nt for a graph.

    A graph that describes a result set, as some manifests have it, is read as that result set.
    A CSV knows neither types nor languages, so its cells become numbers, where they look so, and strings.
    """
    readers = {"xml": _xml, "json": _json, "csv": _csv, "tsv": _tsv}
    if kind in readers:
        return readers[kind](content)
    return _graph(content, kind, base)


def _xml(content: bytes) -> Answer:
    root = ElementTree.fromstring(content)
    truth = root.find(f"{SRX}boolean")
    if truth is not None:
        return {"true": True, "false": False}[(truth.text or "").strip()]
    return Table(
        frozenset(node.attrib["name"] for node in root.findall(f"{SRX}head/{SRX}variable")),
        [
            {cell.attrib["name"]: _xml_term(cell[0]) for cell in row.findall(f"{SRX}binding")}
            for row in root.findall(f"{SRX}results/{SRX}result")
        ],
    )


def _xml_term(node: ElementTree.Element) -> Term:
    text = node.text or ""
    if node.tag == f"{SRX}uri":
        return text
    if node.tag == f"{SRX}bnode":
        return Blank(text)
    assert node.tag == f"{SRX}literal", node.tag
    return literal(text, node.get("datatype", ""), node.get("{http://www.w3.org/XML/1998/namespace}lang", ""))


def _json(content: bytes) -> Answer:
    answer = json.loads(content)
    if "boolean" in answer:
        assert isinstance(answer["boolean"], bool)
        return answer["boolean"]
    return Table(
        frozenset(answer["head"]["vars"]),
        [{name: _json_term(cell) for name, cell in row.items()} for row in answer["results"]["bindings"]],
    )


def _json_term(cell: dict[str, Any]) -> Term:
    if cell["type"] == "uri":
        return str(cell["value"])
    if cell["type"] == "bnode":
        return Blank(cell["value"])
    assert cell["type"] in ("literal", "typed-literal"), cell
    return literal(cell["value"], cell.get("datatype", ""), cell.get("xml:lang", ""))


def _csv(content: bytes) -> Answer:
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    return Table(
        frozenset(header),
        [{name: _csv_term(cell) for name, cell in zip(header, line, strict=True) if cell} for line in lines],
    )


def _csv_term(cell: str) -> Term:
    if cell.startswith("_:"):
        return Blank(cell[2:])
    return literal(cell, str(XSD.double) if NUMBER.fullmatch(cell) else "")


def _tsv(content: bytes) -> Answer:
    """A cell is a term in the manner of Turtle, so the whole table is read as one Turtle file."""
    header, *lines = content.decode("utf-8").rstrip("\r\n").replace("\r\n", "\n").split("\n")
    variables = [name.removeprefix("?") for name in header.split("\t")]
    assert header == "\t".join(f"?{name}" for name in variables), header
    cells = [
        f"<row:{number}> <column:{name}> {cell} ."
        for number, line in enumerate(lines)
        for name, cell in zip(variables, line.split("\t"), strict=True)
        if cell
    ]
    rows: list[dict[str, Term]] = [{} for _ in lines]
    for row, column, value in _parsed("\n".join(cells).encode(), "turtle", ""):
        rows[int(str(row).removeprefix("row:"))][str(column).removeprefix("column:")] = _rdf_term(value)
    return Table(frozenset(variables), rows)


def _graph(content: bytes, kind: str, base: str) -> Answer:
    graph = _parsed(content, kind, base)
    for result in graph.subjects(RDF.type, RS.ResultSet):
        return _result_set(graph, result)
    return Table(
        frozenset("spo"),
        [{"s": _rdf_term(s), "p": _rdf_term(p), "o": _rdf_term(o)} for s, p, o in graph],
    )


def _result_set(graph: Graph, result: Any) -> Answer:
    truth = graph.value(result, RS.boolean)
    if truth is not None:
        return str(truth) == "true"
    solutions = list(graph.objects(result, RS.solution))
    index = [graph.value(solution, RS["index"]) for solution in solutions]
    return Table(
        frozenset(str(name) for name in graph.objects(result, RS.resultVariable)),
        [
            {
                str(graph.value(binding, RS.variable)): _rdf_term(graph.value(binding, RS.value))
                for binding in graph.objects(solution, RS.binding)
            }
            for solution in solutions
        ],
        [int(str(number)) for number in index] if index and all(index) else None,
    )


def _rdf_term(term: Any) -> Term:
    if isinstance(term, URIRef):
        return str(term)
    if isinstance(term, BNode):
        return Blank(str(term))
    assert isinstance(term, rdflib.Literal), term
    return literal(str(term), str(term.datatype or ""), term.language or "")


def _parsed(content: bytes, kind: str, base: str) -> Graph:
    with _as_written():
        return Graph().parse(data=content, format=kind, publicID=base)


@contextmanager
def _as_written() -> Iterator[None]:
    """Rdflib rewrites numbers as it reads them, unless told not to."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
