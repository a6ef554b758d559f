"""Describes the built data set in VoID and DCAT: what it is, what it holds, where it comes from."""

from __future__ import annotations

from collections import Counter

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from pilotgraph.curation.sources import Source
from pilotgraph.names import ASSERTED, DATASET, INFERRED, NAMESPACE, PREFIXES, TERMS, mint

DATA_SET = "https://w3id.org/pilotgraph/dataset"
TITLE = "PilotGraph: what a comparison of England's integrated-care pilot programmes says, statement by statement"
NOTE = "A graph of statements, each tied to the place in its source on which it rests."
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def describe(asserted: Graph, inferred: Graph, sources: list[Source], version: str) -> Graph:
    """
    The description of the data set, its two parts, and how often each class and property is used in them.

    version: of the ontology, which is the version of the graph.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    whole = URIRef(DATA_SET)
    _say(graph, whole, "rdf:type", "void:Dataset", "dcat:Dataset")
    _say(graph, whole, "dcterms:title", Literal(TITLE, lang="en"))
    _say(graph, whole, "dcterms:description", Literal(NOTE, lang="en"))
    _say(graph, whole, "dcterms:license", URIRef(LICENCE))
    _say(graph, whole, "dcterms:creator", URIRef(mint("organisation", "pilotgraph-contributors")))
    _say(graph, whole, "dcterms:bibliographicCitation", Literal(citation(version), lang="en"))
    _say(graph, whole, "dcterms:conformsTo", URIRef(TERMS), URIRef(f"{NAMESPACE.removesuffix('#')}/{version}"))
    _say(graph, whole, "dcat:version", Literal(version))
    _say(graph, whole, "void:uriSpace", Literal(PREFIXES["programme"].removesuffix("programme/")))
    _say(graph, whole, "void:vocabulary", URIRef(NAMESPACE))
    for source in sources:
        _say(graph, whole, "dcterms:source", URIRef(mint("source", source.id)))
    for part, iri, title in (
        (asserted, ASSERTED, "What the curated tables say"),
        (inferred, INFERRED, "What follows from it under the ontology; nothing here is asserted by a source"),
    ):
        node = URIRef(iri)
        _say(graph, whole, "void:subset", node)
        _say(graph, node, "rdf:type", "void:Dataset")
        _say(graph, node, "dcterms:title", Literal(title, lang="en"))
        _say(graph, node, "void:triples", Literal(len(part), datatype=XSD.integer))
    _say(graph, URIRef(INFERRED), "prov:wasDerivedFrom", URIRef(ASSERTED), URIRef(TERMS))
    _say(graph, URIRef(DATASET), "foaf:primaryTopic", whole)
    _partitions(graph, whole, asserted + inferred)
    return graph


def citation(version: str) -> str:
    """How to cite the graph."""
    return f"PilotGraph contributors. PilotGraph, version {version}. https://w3id.org/pilotgraph"


def _partitions(graph: Graph, whole: URIRef, data: Graph) -> None:
    classes = Counter(value for _, _, value in data.triples((None, RDF.type, None)))
    properties = Counter(prop for _, prop, _ in data)
    for kind, counted, link, count in (
        ("class", classes, "void:class", "void:entities"),
        ("property", properties, "void:property", "void:triples"),
    ):
        for term, number in counted.items():
            # The partition of a term is named after it; its prefix keeps terms of two vocabularies apart.
            node = URIRef(f"{DATA_SET}/{kind}/{_short(str(term))}")
            _say(graph, whole, f"void:{kind}Partition", node)
            _say(graph, node, link, URIRef(str(term)))
            _say(graph, node, count, Literal(number, datatype=XSD.integer))


def _short(iri: str) -> str:
    prefix, namespace = max(
        ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda found: len(found[1]),
    )
    return f"{prefix}-{iri.removeprefix(namespace)}"


def _say(graph: Graph, subject: URIRef, name: str, *values: URIRef | Literal | str) -> None:
    for value in values:
        term = value if isinstance(value, (URIRef, Literal)) else URIRef(_full(value))
        graph.add((subject, URIRef(_full(name)), term))


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
