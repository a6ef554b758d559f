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
from pilotgraph.names import NAMESPACE
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
    return Counter(owl_dl.violations(targets())), frozenset(owl_dl.collapsed(targets()))


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
    terms = ours() + alignments
    everything = terms + targets()
    outside = Counter(owl_dl.violations(everything + facts())) - their_own()[0]
    if outside:
        found["outside OWL 2 DL"] = sorted(outside.elements())
        return found
    if not owl_dl.is_consistent(everything):
        found["inconsistent"] = ["the ontologies by themselves"]
        return found
    if not owl_dl.is_consistent(everything + facts()):
        found["inconsistent"] = ["with the facts"]
    nothing = owl_dl.unsatisfiable(everything)
    if nothing:
        found["unsatisfiable"] = nothing
    one = set(owl_dl.collapsed(everything)) - their_own()[1]
    if one:
        found["collapsed"] = sorted(map(" = ".join, one))
    new = follows(terms) - followed() - {*checkout.triples(alignments)}
    if new:
        found["changes what follows"] = sorted(map(str, new))
    return found


def _looked_up(alignments: rdflib.Graph) -> dict[str, list[object]]:
    """What the queries say that look each target up in the ontology it comes from."""
    store = ox.Store()
    for name, graph in (("alignments", alignments), ("ours", ours()), ("targets", targets())):
        named = ox.NamedNode(f"https://w3id.org/pilotgraph/graph/{name}")
        store.extend(ox.Quad(t.subject, t.predicate, t.object, named) for t in checkout.triples(graph))
    named = ox.NamedNode("https://w3id.org/pilotgraph/graph/targets")
    for name in TERMS_ONLY:
        for quad in ox.parse(path=str(ONTOLOGIES / "files" / name), format=ox.RdfFormat.N_QUADS):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object, named))
    return {rule.name: list(broken(store, rule)) for rule in read_rules(RULES)}


def aligned(alignments: rdflib.Graph) -> set[str]:
    """The IRIs of others' classes and properties that alignments declare, annotation properties apart."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    iris = {str(term) for kind in kinds for term in alignments.subjects(RDF.type, kind)}
    return {iri for iri in iris if not iri.startswith(NAMESPACE)}
