"""Counts in VoID which classes and properties the graph uses, and which meet in one triple."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain

from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from pilotgraph.curation.saying import say
from pilotgraph.names import DATA_SET, PREFIXES

CLASSES = f"{DATA_SET}/class/"
PROPERTIES = f"{DATA_SET}/property/"
# Between the terms in a partition's name; no term has two hyphens.
MEET = "--"
DATATYPES = ("void-ext:datatypePartition", "void-ext:datatype")
# A class, a property of its things, and the class or data type of what that property leads to.
Met = tuple[URIRef, Node, URIRef]


def add(graph: Graph, data: Graph, ontology: Graph) -> None:
    """
    Add the partitions of the data set to its description.

    A class has its properties, and each property the classes or data types of its objects, with the number of triples.
    data: what is counted. ontology: where the fixed concepts, to which data leads, have their classes.
    """
    whole = URIRef(DATA_SET)
    types = _types(data)
    for kind, number in Counter(chain.from_iterable(types.values())).items():
        say(graph, whole, "void:classPartition", _partition(CLASSES, kind))
        say(graph, _partition(CLASSES, kind), "void:class", kind)
        say(graph, _partition(CLASSES, kind), "void:entities", number)
    for prop, number in Counter(data.predicates()).items():
        _property(graph, whole, _partition(PROPERTIES, prop), prop, number)
    used, leads, holds = _met(data, types, _types(data + ontology))
    for (kind, prop), number in used.items():
        _property(graph, _partition(CLASSES, kind), _partition(CLASSES, kind, prop), prop, number)
    for met, link, said in ((leads, "void:classPartition", "void:class"), (holds, *DATATYPES)):
        for (kind, prop, other), number in met.items():
            node = _partition(CLASSES, kind, prop, other)
            say(graph, _partition(CLASSES, kind, prop), link, node)
            say(graph, node, said, other)
            say(graph, node, "void:triples", number)


def _types(data: Graph) -> dict[Node, set[URIRef]]:
    """The classes of each thing; a thing that is itself a term of an ontology is left out."""
    found: dict[Node, set[URIRef]] = defaultdict(set)
    for thing, kind in data.subject_objects(RDF.type):
        if not str(kind).startswith(str(OWL)):
            found[thing].add(URIRef(str(kind)))
    return found


def _met(
    data: Graph, types: dict[Node, set[URIRef]], known: dict[Node, set[URIRef]]
) -> tuple[Counter[tuple[URIRef, Node]], Counter[Met], Counter[Met]]:
    """Triples by class of their subject and property; and by these and the class, or the data type, of their object."""
    used: Counter[tuple[URIRef, Node]] = Counter()
    leads: Counter[Met] = Counter()
    holds: Counter[Met] = Counter()
    for subject, prop, value in data:
        for kind in types.get(subject, ()):
            used[kind, prop] += 1
            if isinstance(value, Literal):
                holds[kind, prop, _datatype(value)] += 1
            for other in known.get(value, ()):
                leads[kind, prop, other] += 1
    return used, leads, holds


def _datatype(value: Literal) -> URIRef:
    return RDF.langString if value.language else value.datatype or XSD.string


def _property(graph: Graph, of: URIRef, node: URIRef, prop: Node, number: int) -> None:
    say(graph, of, "void:propertyPartition", node)
    say(graph, node, "void:property", URIRef(str(prop)))
    say(graph, node, "void:triples", number)


def _partition(space: str, *terms: Node) -> URIRef:
    """The partition of some terms is named after them; their prefixes keep terms of two vocabularies apart."""
    return URIRef(space + MEET.join(_short(str(term)) for term in terms))


def _short(iri: str) -> str:
    prefix, namespace = max(
        ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda found: len(found[1]),
    )
    return f"{prefix}-{iri.removeprefix(namespace)}"
