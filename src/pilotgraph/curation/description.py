"""Describes the built data set in VoID and DCAT: what it is, what it holds, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from pilotgraph.curation import offered, partitions
from pilotgraph.curation.saying import say
from pilotgraph.curation.sources import Source
from pilotgraph.names import (
    ALIGNMENTS,
    ASSERTED,
    DATA_SET,
    DATASET,
    INFERRED,
    MAPPINGS,
    NAMESPACE,
    PREFIXES,
    SCHEMES,
    TERMS,
    mint,
)
from pilotgraph.queries import Question

TITLE = "PilotGraph: what a comparison of England's integrated-care pilot programmes says, statement by statement"
NOTE = "A graph of statements, each tied to the place in its source on which it rests."
# The day on which this version came out, as CITATION.cff has it.
ISSUED = "2026-11-22"
# What leads to other vocabularies; none of it is said by a source.
LINKING = {
    MAPPINGS: "Links from its terms to terms of other vocabularies, each with its reason; no source says them",
    ALIGNMENTS: "Axioms that place its classes below classes of other ontologies",
    **dict(
        zip(
            SCHEMES,
            (
                "The Consolidated Framework for Implementation Research of 2022, as a concept scheme",
                "The ERIC compilation of implementation strategies, as a concept scheme",
                "The Rainbow Model of Integrated Care, as a concept scheme",
            ),
            strict=True,
        )
    ),
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def describe(
    asserted: Graph,
    inferred: Graph,
    ontology: Graph,
    links: Mapping[str, Graph],
    sources: list[Source],
    questions: list[Question],
    version: str,
) -> Graph:
    """
    The description of the data set and its parts, with what is used how often in them and what can be asked.

    What is used how often is counted in the asserted and the inferred graph together.
    links: by IRI, the graphs that lead to other vocabularies: mappings, alignments, schemes.
    version: of the ontology, which is the version of the graph.
    """
    graph = Graph()
    # The names of partitions are long, and nobody types them; these two prefixes keep the file short.
    for prefix, namespace in {**PREFIXES, "class": partitions.CLASSES, "property": partitions.PROPERTIES}.items():
        graph.bind(prefix, namespace)
    whole = URIRef(DATA_SET)
    say(graph, whole, "rdf:type", "void:Dataset", "dcat:Dataset")
    say(graph, whole, "dcterms:title", Literal(TITLE, lang="en"))
    say(graph, whole, "dcterms:description", Literal(NOTE, lang="en"))
    say(graph, whole, "dcterms:issued", Literal(ISSUED, datatype=XSD.date))
    say(graph, whole, "dcterms:license", URIRef(LICENCE))
    say(graph, whole, "dcterms:creator", URIRef(mint("organisation", "pilotgraph-contributors")))
    say(graph, whole, "dcterms:bibliographicCitation", Literal(citation(version), lang="en"))
    say(graph, whole, "dcterms:conformsTo", URIRef(TERMS), URIRef(f"{NAMESPACE.removesuffix('#')}/{version}"))
    say(graph, whole, "dcat:version", Literal(version))
    say(graph, whole, "void:uriSpace", Literal(PREFIXES["programme"].removesuffix("programme/")))
    say(graph, whole, "void:vocabulary", URIRef(NAMESPACE))
    for source in sources:
        say(graph, whole, "dcterms:source", URIRef(mint("source", source.id)))
    for part, iri, title in (
        (asserted, ASSERTED, "What the curated tables say"),
        (inferred, INFERRED, "What follows from it under the ontology; nothing here is asserted by a source"),
        *((part, iri, LINKING[iri]) for iri, part in links.items()),
    ):
        node = URIRef(iri)
        say(graph, whole, "void:subset", node)
        say(graph, node, "rdf:type", "void:Dataset")
        say(graph, node, "dcterms:title", Literal(title, lang="en"))
        say(graph, node, "void:triples", Literal(len(part), datatype=XSD.integer))
    say(graph, URIRef(INFERRED), "prov:wasDerivedFrom", URIRef(ASSERTED), URIRef(TERMS))
    say(graph, URIRef(DATASET), "foaf:primaryTopic", whole)
    partitions.add(graph, asserted + inferred, ontology)
    offered.add(graph, questions)
    return graph


def citation(version: str) -> str:
    """How to cite the graph."""
    return f"PilotGraph contributors. PilotGraph, version {version}. https://w3id.org/pilotgraph"
