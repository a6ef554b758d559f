"""The reasoner adds what the ontology implies in our own terms: as much as owlrl and HermiT do, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from pilotgraph.curation.reasoning import closure
from pilotgraph.names import NAMESPACE
from pilotgraph.rules import RULES, InferenceRule

ROOT = Path(__file__).parents[1]
TYPE = str(RDF.type)
PREFIXES = "@prefix pg: <https://w3id.org/pilotgraph/ontology#> . @prefix : <https://w3id.org/pilotgraph/id/x/> .\n"
Fact = tuple[str, str, str]


def graph(*paths: str) -> rdflib.Graph:
    found = rdflib.Graph()
    for path in paths:
        found.parse(ROOT / path)
    return found


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return graph("ontology/pilotgraph.ttl")


@pytest.fixture(scope="module")
def asserted() -> rdflib.Graph:
    return graph("data/rdf/asserted.ttl")


@pytest.fixture(scope="module")
def ours(asserted: rdflib.Graph, ontology: rdflib.Graph) -> set[Fact]:
    return {fact(triple) for triple in closure(triples(asserted), triples(ontology))}


def triples(source: rdflib.Graph) -> list[ox.Triple]:
    quads = ox.parse(source.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in quads]


def fact(triple: ox.Triple) -> Fact:
    return triple.subject.value, triple.predicate.value, triple.object.value


def new(turtle: str, ontology: rdflib.Graph) -> set[Fact]:
    """What follows from a few triples."""
    given = rdflib.Graph().parse(data=PREFIXES + turtle)
    return {fact(triple) for triple in closure(triples(given), triples(ontology))}


def in_our_terms(facts: Iterable[Fact], *without: rdflib.Graph) -> set[Fact]:
    given = {(str(s), str(p), str(o)) for source in without for s, p, o in source}
    sieved = {
        (subject, predicate, value)
        for subject, predicate, value in facts
        if (predicate == TYPE and value.startswith(NAMESPACE)) or predicate.startswith(NAMESPACE)
    }
    return sieved - given


def test_nothing_given_follows_anew(ours: set[Fact], asserted: rdflib.Graph, ontology: rdflib.Graph) -> None:
    assert ours
    assert ours & {(str(s), str(p), str(o)) for s, p, o in asserted + ontology} == set()


def test_only_our_own_terms_are_inferred(ours: set[Fact]) -> None:
    assert ours == in_our_terms(ours)


def test_a_literal_gets_no_class(ontology: rdflib.Graph) -> None:
    pg = NAMESPACE
    assert new(":p pg:launchYear 2008 .", ontology) == {
        ("https://w3id.org/pilotgraph/id/x/p", TYPE, f"{pg}StudySubject")
    }


def test_a_blank_node_gets_nothing(ontology: rdflib.Graph) -> None:
    assert new("[] pg:unit 'percent' ; a pg:Barrier .", ontology) == set()


def test_a_foreign_class_is_not_inferred(ontology: rdflib.Graph) -> None:
    assert new(":e a pg:Evaluation .", ontology) == set()


def test_inferring_again_adds_nothing(ours: set[Fact], asserted: rdflib.Graph, ontology: rdflib.Graph) -> None:
    inferred = [*triples(asserted), *closure(triples(asserted), triples(ontology))]
    assert ours
    assert closure(inferred, triples(ontology)) == []


def test_the_committed_inferences_are_these(ours: set[Fact]) -> None:
    assert ours == {(str(s), str(p), str(o)) for s, p, o in graph("data/rdf/inferred.ttl")}


def test_owlrl_infers_the_same(ours: set[Fact], asserted: rdflib.Graph, ontology: rdflib.Graph) -> None:
    """Annotations and data values are left out before: they imply nothing here and cost owlrl most of its time."""
    import owlrl

    kinds = (OWL.AnnotationProperty, OWL.DatatypeProperty)
    silent = {prop for kind in kinds for prop in ontology.subjects(RDF.type, kind)}
    closed = rdflib.Graph()
    for subject, predicate, value in asserted + ontology:
        if predicate not in silent and subject not in silent:
            closed.add((subject, predicate, value))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closed)
    named = {
        (str(s), str(p), str(o)) for s, p, o in closed if isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.URIRef)
    }
    assert in_our_terms(named, asserted, ontology) == of_objects(ours, ontology)


@pytest.mark.needs_java
def test_hermit_infers_the_same(ours: set[Fact], asserted: rdflib.Graph, ontology: rdflib.Graph) -> None:
    from pilotgraph.curation.hermit import realise

    found = realise(asserted + ontology)
    assert found.consistent
    assert found.unsatisfiable == ()
    assert in_our_terms(found.facts, asserted, ontology) == ours


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_explains_backwards_what_it_gives_forwards(
    rule: InferenceRule, asserted: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    store = ox.Store()
    known = [*triples(asserted), *triples(ontology)]
    store.extend(ox.Quad(*triple) for triple in [*known, *closure(triples(asserted), triples(ontology)), *EXTRA])
    given = sorted(set(store.query(rule.forwards())), key=str)
    assert given
    first = given[0]
    ways = list(store.query(rule.backwards(str(first.subject), str(first.predicate), str(first.object))))
    assert ways
    for way in ways:
        for premise in rule.premises:
            bound = [way[name[1:]] if name.startswith("?") else RDF_TYPE for name in premise]
            assert ox.Quad(*bound) in store


RDF_TYPE = ox.NamedNode(TYPE)
THING = "https://w3id.org/pilotgraph/id/x/"


def _triple(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(THING + subject), ox.NamedNode(NAMESPACE + predicate), ox.NamedNode(THING + value))


# So that the rule of chains of two plain links and the one of definitions have something to work on.
CHAIN = [ox.BlankNode("c1"), ox.BlankNode("c2")]
RDF_FIRST, RDF_REST, RDF_NIL = (ox.NamedNode(str(RDF) + name) for name in ("first", "rest", "nil"))
EXTRA = [
    _triple("a", "namesIdea", "b"),
    _triple("b", "expresses", "c"),
    ox.Triple(ox.NamedNode(NAMESPACE + "short"), ox.NamedNode(str(OWL.propertyChainAxiom)), CHAIN[0]),
    ox.Triple(CHAIN[0], RDF_FIRST, ox.NamedNode(NAMESPACE + "namesIdea")),
    ox.Triple(CHAIN[0], RDF_REST, CHAIN[1]),
    ox.Triple(CHAIN[1], RDF_FIRST, ox.NamedNode(NAMESPACE + "expresses")),
    ox.Triple(CHAIN[1], RDF_REST, RDF_NIL),
    ox.Triple(ox.NamedNode(THING + "c"), RDF_TYPE, ox.NamedNode(NAMESPACE + "MixedFactor")),
]


def of_objects(facts: set[Fact], ontology: rdflib.Graph) -> set[Fact]:
    """Without facts whose value is a literal."""
    data = {str(prop) for prop in ontology.subjects(RDF.type, OWL.DatatypeProperty)}
    typed_by_data = {(s, p, o) for s, p, o in facts if p in data}
    return facts - typed_by_data
