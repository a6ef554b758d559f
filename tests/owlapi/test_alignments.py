"""The alignments go together with the ontologies they lead to, and broken ones are refused, each for its own reason."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from at_hand import ONTOLOGIES
from owlapi import gate, owl_dl
from pilotgraph.curation import checkout
from pilotgraph.curation.hermit import is_consistent, realise
from pilotgraph.curation.validation import broken, read_rules
from pilotgraph.names import NAMESPACE, TERMS

BROKEN = gate.ROOT / "tests/alignments/broken"
ALIGNMENTS = "ontology/alignments.ttl"

pytestmark = [pytest.mark.needs_java, pytest.mark.needs_owlapi]
BESIDE_OTHERS = pytest.mark.needs_ontologies

# The faults that the gate finds in each broken copy, and no others.
REFUSED = {
    "a-change-of-what-follows": {"changes what follows"},
    "a-circle": {"collapsed"},
    "a-deprecated-target": {"a-target-is-not-deprecated"},
    "a-misspelt-target": {"a-target-exists"},
    "a-property-as-class": {"a-target-is-of-its-kind"},
    "a-pun": {"outside OWL 2 DL"},
    "a-term-that-is-not-ours": {"a-term-of-ours-is-ours"},
    "a-wrong-number": {"a-target-is-called-what-it-is-called"},
    "an-entity-that-acts": {"inconsistent", "unsatisfiable"},
    "an-equivalence-too-many": {"collapsed", "inconsistent", "unsatisfiable"},
    "an-import": {"nothing-is-imported"},
    "an-undeclared-term": {"a-target-exists", "outside OWL 2 DL"},
    "two-disjoint-classes": {"inconsistent", "unsatisfiable"},
}


def alignments(fault: str = "") -> rdflib.Graph:
    graph = gate.turtle(ALIGNMENTS)
    return graph.parse(BROKEN / f"{fault}.ttl", format="turtle") if fault else graph


def test_the_alignments_alone_are_owl_2_dl() -> None:
    assert owl_dl.violations(alignments()) == []


def test_with_our_ontology_and_facts_they_are_owl_2_dl() -> None:
    assert owl_dl.violations(gate.ours() + gate.facts() + alignments()) == []


def test_with_our_ontology_and_facts_they_are_consistent_for_both_hermits() -> None:
    together = gate.ours() + gate.facts() + alignments()
    assert owl_dl.is_consistent(together)
    assert is_consistent(together)


def test_nothing_else_follows_in_our_own_terms() -> None:
    assert gate.follows(gate.ours() + alignments()) == gate.followed()


def test_nothing_else_follows_in_our_own_terms_for_hermit() -> None:
    found = realise(gate.ours() + gate.facts() + alignments())
    known = {(str(s), str(p), str(o)) for s, p, o in gate.ours() + gate.facts() + gate.turtle("data/rdf/inferred.ttl")}
    assert len(found.facts) > 1000
    assert found.facts - known == set()


@BESIDE_OTHERS
def test_the_gate_lets_the_alignments_through() -> None:
    assert len(gate.targets()) > 15_000
    assert len(gate.aligned(alignments())) > 15
    assert gate.refusals(alignments()) == {}


@BESIDE_OTHERS
def test_beside_the_others_they_are_consistent_for_the_second_hermit() -> None:
    terms = gate.ours() + alignments() + gate.targets()
    assert is_consistent(terms + gate.facts())
    assert realise(terms, properties=False).unsatisfiable == ()


@BESIDE_OTHERS
@pytest.mark.parametrize("fault", sorted(REFUSED))
def test_the_gate_refuses_a_broken_copy_for_its_own_reason(fault: str) -> None:
    assert set(gate.refusals(alignments(fault))) == REFUSED[fault]


def test_no_broken_copy_is_left_out() -> None:
    assert sorted(file.stem for file in BROKEN.glob("*.ttl")) == sorted(REFUSED)


def test_each_axiom_is_preceded_by_its_reason() -> None:
    lines = (gate.ROOT / ALIGNMENTS).read_text(encoding="utf-8").splitlines()
    axioms = [number for number, line in enumerate(lines) if re.match(r":\w+ (rdfs:sub|owl:disjoint)", line)]
    assert len(axioms) > 20
    assert [lines[number] for number in axioms if not lines[number - 1].startswith("# ")] == []


@BESIDE_OTHERS
def test_each_borrowed_term_is_in_its_vocabulary() -> None:
    """Also in the ontology itself; schema.org is looked up by the http form of its address, which its file has."""
    known = {line.split("\t")[1] for line in (ONTOLOGIES / "index.tsv").read_text("utf-8").splitlines()}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    graph = gate.ours() + alignments()
    terms = {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, rdflib.URIRef)}
    borrowed = {iri for iri in terms if not iri.startswith(NAMESPACE)}
    assert len(borrowed) > 40
    assert {iri for iri in borrowed if iri.replace("https://schema.org/", "http://schema.org/") not in known} == set()


def test_the_rules_of_the_ontology_hold_over_the_alignments_too() -> None:
    """But for what makes them alignments: a second header, and something said of terms of others."""
    store = ox.Store()
    terms = ox.NamedNode(TERMS)
    for graph in (gate.ours(), alignments()):
        store.extend(ox.Quad(*triple, terms) for triple in checkout.triples(graph))
    trips = {
        rule.name
        for folder in ("profile", "style")
        for rule in read_rules(gate.ROOT / "ontology/rules" / folder)
        if set(broken(store, rule)) - set(broken(alone(), rule))
    }
    assert trips == {"there-is-one-ontology", "a-borrowed-term-keeps-its-meaning"}


def alone() -> ox.Store:
    """The ontology without the alignments; without facts too, so that some terms look unused."""
    store = ox.Store()
    store.extend(ox.Quad(*triple, ox.NamedNode(TERMS)) for triple in checkout.triples(gate.ours()))
    return store


def test_each_term_of_others_has_its_name_and_its_home() -> None:
    graph = alignments()
    without = {
        iri
        for iri in gate.aligned(graph)
        if (rdflib.URIRef(iri), rdflib.RDFS.label, None) not in graph
        or (rdflib.URIRef(iri), rdflib.RDFS.isDefinedBy, None) not in graph
    }
    assert without == set()


def test_no_definition_of_others_is_copied() -> None:
    texts = [str(text) for text in alignments().objects() if isinstance(text, rdflib.Literal) and len(text) > 60]
    named = list(alignments().subjects(rdflib.RDFS.comment))
    assert texts
    assert all(str(subject).startswith(NAMESPACE) for subject in named)
