"""What the alignments must pass, beside the ontologies they lead to, before they are merged with ours."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import OWL, RDF

from at_hand import ONTOLOGIES
from owlapi import owl_dl
from pilotgraph.curation import checkout
from pilotgraph.curation.reasoning import is_ours
from pilotgraph.curation.validation import broken, read_rules
from pilotgraph.names import GRAPHS, NAMESPACE
from pilotgraph.rules import RULES as RULES_OF_INFERENCE

ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests/alignments/rules"
# Merged as they are, since OWLAPI calls each of them OWL 2 DL.
WHOLE = ("bcio/bcio.owl", "hoso/HOSO-base.owl", "cob/cob.owl")
# Outside OWL 2 DL by themselves: we declare the terms we use, and look them up here.
TERMS_ONLY = tuple(f"w3c-and-common/{name}.nq" for name in ("prov", "org", "geo", "dcterms", "skos", "foaf", "oa"))


def turtle(*names: str) -> rdflib.Graph:
    """Files of the project as one graph."""
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ROOT / name, format="turtle")
    return graph


@cache
def ours() -> rdflib.Graph:
    return turtle("ontology/pilotgraph.ttl")


@cache
def facts() -> rdflib.Graph:
    return turtle("data/rdf/asserted.ttl")


@cache
def targets() -> rdflib.Graph:
    """The ontologies that are merged with ours as a whole."""
    graph = rdflib.Graph()
    for name in WHOLE:
        graph.parse(ONTOLOGIES / "files" / name, format="xml")
    return graph


@cache
def their_own() -> tuple[Counter[str], frozenset[tuple[str, ...]]]:
    """Violations and collapsed classes that the targets have without a line of ours."""
    return Counter(owl_dl.violations(targets())), frozenset(owl_dl.classes(targets()).collapsed)


@cache
def unchanging() -> tuple[str, str]:
    """In N-Triples, which take long to write: our terms with the targets, and the facts."""
    return (ours() + targets()).serialize(format="nt"), facts().serialize(format="nt")


@cache
def followed() -> frozenset[ox.Triple]:
    """The triples in our own terms that hold without any alignment, given ones included."""
    return follows(ours())


def follows(terms: rdflib.Graph) -> frozenset[ox.Triple]:
    """
    The triples in our own terms that hold of the facts under these terms, given ones included.

    Unlike when the graph is built, what follows in the terms of others is kept on the way, so that nothing that comes
    back from there to a term of ours is missed.
    """
    store = ox.Store()
    store.extend(ox.Quad(*triple) for graph in (facts(), terms) for triple in checkout.triples(graph))
    size = -1
    while size != len(store):
        size = len(store)
        for rule in RULES_OF_INFERENCE:
            store.extend(ox.Quad(*triple) for triple in store.query(rule.forwards()))
    return frozenset(
        triple for triple in (ox.Triple(q.subject, q.predicate, q.object) for q in store) if is_ours(triple)
    )


def refusals(alignments: rdflib.Graph) -> dict[str, list[str]]:
    """What is wrong with alignments, by the kind of fault; empty where the gate lets them through."""
    found = {rule: list(map(str, said)) for rule, said in _looked_up(alignments).items() if said}
    if "nothing-is-imported" in found:
        return found  # OWLAPI would fetch it
    beside, known = unchanging()
    terms = beside + alignments.serialize(format="nt")
    outside = Counter(owl_dl.violations(terms + known)) - their_own()[0]
    if outside:
        return {**found, "outside OWL 2 DL": sorted(outside.elements())}
    if not owl_dl.is_consistent(terms):
        return {**found, "inconsistent": ["the ontologies by themselves"]}
    if not owl_dl.is_consistent(terms + known):
        found["inconsistent"] = ["with the facts"]
    empty, collapsed = owl_dl.classes(terms)
    if empty:
        found["unsatisfiable"] = empty
    one = set(collapsed) - their_own()[1]
    if one:
        found["collapsed"] = sorted(map(" = ".join, one))
    new = follows(ours() + alignments) - followed() - {*checkout.triples(alignments)}
    if new:
        found["changes what follows"] = sorted(map(str, new))
    return found


@cache
def _known_terms() -> tuple[ox.Quad, ...]:
    """Our terms and those of the targets, each in the graph of which the queries speak."""
    graphs = {"ours": list(checkout.triples(ours())), "targets": list(checkout.triples(targets()))}
    for name in TERMS_ONLY:
        quads = ox.parse(path=str(ONTOLOGIES / "files" / name), format=ox.RdfFormat.N_QUADS)
        graphs["targets"] += (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return tuple(ox.Quad(*triple, ox.NamedNode(GRAPHS + name)) for name in graphs for triple in graphs[name])


def _looked_up(alignments: rdflib.Graph) -> dict[str, list[object]]:
    """What the queries say that look each target up in the ontology it comes from."""
    store = ox.Store()
    store.extend(_known_terms())
    store.extend(ox.Quad(*triple, ox.NamedNode(GRAPHS + "alignments")) for triple in checkout.triples(alignments))
    return {rule.name: list(broken(store, rule)) for rule in read_rules(RULES)}


def aligned(alignments: rdflib.Graph) -> set[str]:
    """The IRIs of others' classes and properties that alignments declare, annotation properties apart."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    iris = {str(term) for kind in kinds for term in alignments.subjects(RDF.type, kind)}
    return {iri for iri in iris if not iri.startswith(NAMESPACE)}
