"""Reads the terms of an ontology with all that a reader of its documentation wants to know of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from pilotgraph.names import NAMESPACE, PREFIXES
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, SUBCLASS, TYPE
from pilotgraph.web.ontology.axioms import OWL, RDFS, Axioms, Part, Words

if TYPE_CHECKING:
    from pilotgraph.values import Term

SKOS = PREFIXES["skos"]
CONCEPT = SKOS + "Concept"
KINDS = {
    "Class": "class",
    "ObjectProperty": "relation between things",
    "DatatypeProperty": "property with a plain value",
    "AnnotationProperty": "annotation",
}
# What is said of a term besides its definition, in the words of the page.
ANNOTATIONS = (
    ("Use", SKOS + "scopeNote"),
    ("Example", SKOS + "example"),
    ("Note", SKOS + "note"),
    ("Source", PREFIXES["dcterms"] + "source"),
    ("See also", RDFS + "seeAlso"),
)
CHARACTERISTICS = {
    "TransitiveProperty": "It is transitive: it leads on along its own chain.",
    "SymmetricProperty": "It is symmetric: it holds in both directions.",
    "FunctionalProperty": "It is functional: a thing has at most one value.",
    "InverseFunctionalProperty": "It is inverse functional: a value belongs to at most one thing.",
    "AsymmetricProperty": "It is asymmetric: it never holds in both directions.",
    "IrreflexiveProperty": "It is irreflexive: nothing is so related to itself.",
}


class Line(Record):
    """A line of a term's section: its heading, and each of the things it says in words."""

    heading: str
    said: tuple[Words, ...]


class OntologyTerm(Record):
    """
    A term.

    name: its anchor on the page. kind: of KINDS. lines: all that the ontology says of it, in order of the page.
    above: the IRIs of the classes or properties directly above it.
    """

    iri: str
    name: str
    kind: str
    label: str
    definition: str
    lines: tuple[Line, ...]
    above: tuple[str, ...]


class Concept(Record):
    """A fixed concept of a code list."""

    iri: str
    label: str
    definition: str


class CodeList(Record):
    """A class whose things are all given by the ontology."""

    term: OntologyTerm
    concepts: tuple[Concept, ...]


def terms(axioms: Axioms) -> list[OntologyTerm]:
    """The terms of our namespace, by label."""
    found: dict[str, OntologyTerm] = {}
    for name, kind in KINDS.items():
        for node in axioms.subjects(TYPE, NamedNode(OWL + name)):
            if isinstance(node, NamedNode) and node.value.startswith(NAMESPACE):
                found.setdefault(node.value, _term(axioms, node, kind))
    return sorted(found.values(), key=lambda term: (term.label.casefold(), term.name))


def borrowed(axioms: Axioms) -> list[tuple[str, str]]:
    """The terms of other vocabularies that the ontology declares: IRI and kind."""
    return sorted(
        (node.value, kind)
        for name, kind in KINDS.items()
        for node in axioms.subjects(TYPE, NamedNode(OWL + name))
        if isinstance(node, NamedNode) and not node.value.startswith(NAMESPACE)
    )


def code_lists(axioms: Axioms, known: list[OntologyTerm]) -> list[CodeList]:
    """The code lists with their concepts, by label."""
    found = []
    for term in known:
        if CONCEPT in term.above:
            nodes = [node for node in axioms.subjects(TYPE, NamedNode(term.iri)) if isinstance(node, NamedNode)]
            concepts = [
                Concept(node.value, axioms.words(node)[0].text, _text(axioms, node, DEFINITION)) for node in nodes
            ]
            found.append(CodeList(term, tuple(sorted(concepts, key=lambda each: each.label.casefold()))))
    return found


def exclusive(axioms: Axioms) -> list[tuple[Words, ...]]:
    """The groups of classes of which no thing is of two."""
    groups = axioms.subjects(TYPE, NamedNode(OWL + "AllDisjointClasses"))
    heads = [head for group in groups for head in axioms.values(group, OWL + "members")]
    return sorted((_each(axioms, axioms.listed(head)) for head in heads), key=len, reverse=True)


def tree(known: list[OntologyTerm]) -> list[tuple[int, OntologyTerm]]:
    """The classes as a hierarchy: the depth of each, in the order in which they are to be listed."""
    classes = {term.iri: term for term in known if term.kind == "class"}
    below: dict[str, list[OntologyTerm]] = {}
    for term in classes.values():
        for upper in [each for each in term.above if each in classes] or [""]:
            below.setdefault(upper, []).append(term)

    def branch(iri: str, depth: int, above: frozenset[str]) -> list[tuple[int, OntologyTerm]]:
        return [
            line
            for term in below.get(iri, [])
            if term.iri not in above
            for line in [(depth, term), *branch(term.iri, depth + 1, above | {term.iri})]
        ]

    return branch("", 0, frozenset())


def _term(axioms: Axioms, node: NamedNode, kind: str) -> OntologyTerm:
    upper = SUBCLASS if kind == "class" else RDFS + "subPropertyOf"
    above = [each.value for each in axioms.values(node, upper) if isinstance(each, NamedNode)]
    return OntologyTerm(
        node.value,
        name=node.value.removeprefix(NAMESPACE),
        kind=kind,
        label=axioms.words(node)[0].text,
        definition=_text(axioms, node, DEFINITION),
        lines=tuple(line for line in _lines(axioms, node, kind) if line.said),
        above=tuple(above),
    )


def _lines(axioms: Axioms, node: NamedNode, kind: str) -> list[Line]:
    found = []
    for heading, name in ANNOTATIONS:
        found.append(Line(heading, tuple(_plain(axioms, value) for value in axioms.values(node, name))))
    found += _class_lines(axioms, node) if kind == "class" else _property_lines(axioms, node)
    return found


def _class_lines(axioms: Axioms, node: NamedNode) -> list[Line]:
    above, below = axioms.values(node, SUBCLASS), axioms.subjects(SUBCLASS, node)
    disjoint = [*axioms.values(node, OWL + "disjointWith"), *axioms.subjects(OWL + "disjointWith", node)]
    return [
        Line("A kind of", _each(axioms, [each for each in above if isinstance(each, NamedNode)])),
        Line("Kinds of it", _each(axioms, [each for each in below if isinstance(each, NamedNode)])),
        Line("The same as", _each(axioms, axioms.values(node, OWL + "equivalentClass"))),
        Line("Each one is", _each(axioms, [each for each in above if isinstance(each, BlankNode)])),
        Line("It is enough to be", _each(axioms, [each for each in below if isinstance(each, BlankNode)])),
        Line("Never also", _each(axioms, dict.fromkeys(disjoint))),
        Line("Has", _each(axioms, axioms.subjects(RDFS + "domain", node))),
        Line("Is led to by", _each(axioms, axioms.subjects(RDFS + "range", node))),
    ]


def _property_lines(axioms: Axioms, node: NamedNode) -> list[Line]:
    upper = RDFS + "subPropertyOf"
    types = {each.value for each in axioms.values(node, TYPE) if isinstance(each, NamedNode)}
    told = [said for name, said in CHARACTERISTICS.items() if OWL + name in types]
    chains = axioms.values(node, OWL + "propertyChainAxiom")
    inverse = [*axioms.values(node, OWL + "inverseOf"), *axioms.subjects(OWL + "inverseOf", node)]
    return [
        Line("Said of", _each(axioms, axioms.values(node, RDFS + "domain"))),
        Line("Leads to", _each(axioms, axioms.values(node, RDFS + "range"))),
        Line("Implies", _each(axioms, axioms.values(node, upper))),
        Line("Implied by", _each(axioms, axioms.subjects(upper, node))),
        Line("Follows from", tuple(axioms.chain(head) for head in chains)),
        Line("The other way round", _each(axioms, [each for each in inverse if isinstance(each, NamedNode)])),
        Line("Behaves so", tuple((Part(said),) for said in told)),
    ]


def _each(axioms: Axioms, nodes: object) -> tuple[Words, ...]:
    found = [axioms.words(node) for node in nodes]  # type: ignore[attr-defined]
    return tuple(sorted(found, key=lambda words: "".join(part.text for part in words).casefold()))


def _plain(axioms: Axioms, value: Term) -> Words:
    return axioms.words(value) if isinstance(value, (NamedNode, BlankNode)) else (Part(value.value if value else ""),)


def _text(axioms: Axioms, node: NamedNode, name: str) -> str:
    return next((value.value for value in axioms.values(node, name) if value is not None), "")
