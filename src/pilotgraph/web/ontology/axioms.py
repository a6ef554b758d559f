"""Puts the expressions of OWL into plain words, in parts that can lead to the terms they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from pilotgraph.names import PREFIXES, shorten
from pilotgraph.records import Record

if TYPE_CHECKING:
    from pilotgraph.values import Term, Triple

RDF, RDFS, OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
# Expressions that hold one another in a circle are broken off.
DEEPEST = 20


class Part(Record):
    """A piece of a sentence, and the IRI that it names or ""."""

    text: str
    iri: str = ""


Words = tuple[Part, ...]


class Axioms:
    """
    The triples of an ontology, to be read node by node.

    labels: what to call each IRI.
    """

    def __init__(self, triples: Iterable[Triple], labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.said: dict[tuple[Term, str], list[Term]] = {}
        self.of: dict[tuple[str, Term], list[Term]] = {}
        for s, p, o in triples:
            self.said.setdefault((s, p.value), []).append(o)
            self.of.setdefault((p.value, o), []).append(s)

    def values(self, node: Term, name: str) -> list[Term]:
        """What a node is related to by a property."""
        return self.said.get((node, name), [])

    def subjects(self, name: str, node: Term) -> list[Term]:
        """What is related to a node by a property."""
        return self.of.get((name, node), [])

    def listed(self, head: Term) -> list[Term]:
        """The members of an RDF list, in order."""
        found: list[Term] = []
        seen: set[Term] = set()
        while isinstance(head, BlankNode) and head not in seen:
            seen.add(head)
            found += self.values(head, RDF + "first")[:1]
            head = next(iter(self.values(head, RDF + "rest")), None)
        return found

    def words(self, node: Term, depth: int = 0) -> Words:
        """A class, a property or a value in words, such as “something with direction: increase”."""
        if isinstance(node, NamedNode):
            return (Part(self.labels.get(node.value) or shorten(node.value), node.value),)
        if isinstance(node, Literal):
            return (Part(f"“{node.value}”"),)
        if node is None or depth > DEEPEST:
            return (Part("…"),)
        inverse = self.values(node, OWL + "inverseOf")
        if inverse:
            return (*self.words(inverse[0], depth + 1), Part(" followed backwards"))
        for name, joint in (("intersectionOf", " and "), ("unionOf", " or "), ("oneOf", " or ")):
            if members := [each for head in self.values(node, OWL + name) for each in self.listed(head)]:
                return _joined([self.words(each, depth + 1) for each in members], joint)
        if complement := self.values(node, OWL + "complementOf"):
            return (Part("anything but "), *self.words(complement[0], depth + 1))
        return self._restriction(node, depth)

    def chain(self, head: Term) -> Words:
        """A chain of properties in words."""
        return _joined([self.words(each) for each in self.listed(head)], ", then ")

    def _restriction(self, node: BlankNode, depth: int) -> Words:
        on = [part for each in self.values(node, OWL + "onProperty") for part in self.words(each, depth + 1)]
        told = {
            **{"someValuesFrom": ": some ", "allValuesFrom": ": nothing but ", "hasValue": ": "},
            **{"minCardinality": ": at least ", "maxCardinality": ": at most ", "cardinality": ": exactly "},
            "minQualifiedCardinality": ": at least ",
            "maxQualifiedCardinality": ": at most ",
            "qualifiedCardinality": ": exactly ",
        }
        for name, between in told.items():
            for value in self.values(node, OWL + name):
                if name == "someValuesFrom" and isinstance(value, BlankNode):
                    return (Part("something with "), *on, Part(": "), *self.words(value, depth + 1))
                kind = [part for each in self.values(node, OWL + "onClass") for part in self.words(each, depth + 1)]
                said = (Part(value.value),) if name.lower().endswith("cardinality") else self.words(value, depth + 1)  # type: ignore[union-attr]
                return (Part("something with "), *on, Part(between), *said, *([Part(" "), *kind] if kind else []))
        return (Part("something that has no name"),)


def _joined(parts: list[Words], joint: str) -> Words:
    found: list[Part] = []
    for number, words in enumerate(parts):
        found += [Part(joint)] if number else []
        found += words
    return tuple(found)
