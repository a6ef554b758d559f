"""The graph as its files hold it, read without any of our code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from curated import ROOT

GRAPHS = "https://w3id.org/pilotgraph/graph/"
THINGS = "https://w3id.org/pilotgraph/id/"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
PROGRAMMES = tuple(f"{THINGS}programme/{name}" for name in ("icps", "pioneers", "vanguards"))
FILES = {
    GRAPHS + "asserted": ROOT / "data/rdf/asserted.ttl",
    GRAPHS + "inferred": ROOT / "data/rdf/inferred.ttl",
    GRAPHS + "dataset": ROOT / "data/rdf/dataset.ttl",
    GRAPHS + "ontology": ROOT / "ontology/pilotgraph.ttl",
    GRAPHS + "mappings": ROOT / "data/rdf/mappings.ttl",
    GRAPHS + "alignments": ROOT / "data/rdf/alignments.ttl",
    **{GRAPHS + name: ROOT / f"ontology/schemes/{name}.ttl" for name in ("cfir-2022", "eric", "rainbow")},
}


@cache
def filed() -> Mapping[str, frozenset[ox.Triple]]:
    """The triples of each file, by the IRI of the named graph that is made of it."""
    return {
        iri: frozenset(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        for iri, path in FILES.items()
    }


def whole() -> frozenset[ox.Triple]:
    """The triples of all files, each once."""
    return frozenset().union(*filed().values())


def said_of(iri: str) -> set[tuple[str, str]]:
    """The properties and values of a thing, as text."""
    return {(each.predicate.value, each.object.value) for each in whole() if each.subject.value == iri}


def labelled() -> set[tuple[str, str]]:
    """The three programmes with their labels."""
    found = {(iri, value) for iri in PROGRAMMES for name, value in said_of(iri) if name == LABEL}
    assert len(found) == 3
    return found
