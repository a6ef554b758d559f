"""Adds what the ontology implies: the fixpoint of the rules in rules.py, sieved to our own terms."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from pilotgraph.names import NAMESPACE, PREFIXES
from pilotgraph.rules import RULES

TYPE = PREFIXES["rdf"] + "type"
MAX_ROUNDS = 100


def closure(asserted: Iterable[Triple], ontology: Iterable[Triple]) -> list[Triple]:
    """
    Everything new that follows from the asserted facts under the ontology, sorted.

    Only triples with one of our properties, or that put a thing in one of our classes; none that is asserted or stands
    in the ontology already, none with a blank node, none that types a literal. Data values pass along sub-properties.
    """
    store = Store()
    store.extend(Quad(*triple) for source in (asserted, ontology) for triple in source)
    known = {_triple(quad) for quad in store}
    new: set[Triple] = set()
    queries = [rule.forwards() for rule in RULES]
    for _ in range(MAX_ROUNDS):
        found = {triple for query in queries for triple in _construct(store, query) if is_ours(triple)} - known
        if not found:
            return sorted(new, key=str)
        store.extend(Quad(*triple) for triple in found)
        known |= found
        new |= found
    raise RecursionError(f"no fixpoint after {MAX_ROUNDS} rounds")


def is_ours(triple: Triple) -> bool:
    """Whether a triple says something in our own terms about a thing that has an IRI."""
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if not isinstance(subject, NamedNode):
        return False
    if predicate.value == TYPE:
        return isinstance(value, NamedNode) and value.value.startswith(NAMESPACE)
    return predicate.value.startswith(NAMESPACE) and "BlankNode" not in type(value).__name__


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


def _construct(store: Store, query: str) -> Iterable[Triple]:
    answer = store.query(query)
    assert isinstance(answer, QueryTriples)
    return answer
