"""Adds to a graph what is said of a node, with short names such as "void:class" for IRIs."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from pilotgraph.names import PREFIXES


def say(graph: Graph, subject: URIRef, name: str, *values: URIRef | Literal | str | int) -> None:
    """
    Add one triple for each value.

    name: the property, as prefix:name. values: a text is a short name too, a number a literal.
    Raises KeyError if a prefix is not one of PREFIXES.
    """
    for value in values:
        graph.add((subject, named(name), _term(value)))


def named(short: str) -> URIRef:
    """The IRI of a short name; raises KeyError if its prefix is not one of PREFIXES."""
    prefix, _, local = short.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def _term(value: URIRef | Literal | str | int) -> URIRef | Literal:
    if isinstance(value, (URIRef, Literal)):
        return value
    return named(value) if isinstance(value, str) else Literal(value, datatype=XSD.integer)
