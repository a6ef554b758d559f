"""OWLAPI calls ontology and facts OWL 2 DL, and refuses the same broken copies as our own profile rules."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from owlapi import owl_dl
from pilotgraph.curation.hermit import is_consistent
from pilotgraph.names import ASSERTED, TERMS

ROOT = Path(__file__).parents[2]
MUTATIONS = ROOT / "tests/rules/profile"

pytestmark = [pytest.mark.needs_java, pytest.mark.needs_owlapi]

# Which kind of violation OWLAPI finds in the mutated copy of each of our profile rules.
REFUSED = {
    "a-chain-is-regular": "UseOfPropertyInChainCausesCycle",
    "a-class-is-not-a-datatype": "DatatypeIRIAlsoUsedAsClassIRI",
    "a-data-property-has-values": "IllegalPunning",
    "a-data-range-is-in-the-datatype-map": "UseOfUndeclaredDatatype",
    "a-property-is-of-one-kind": "IllegalPunning",
    "a-restriction-is-whole": "UseOfUndeclaredClass",
    "a-sub-property-is-of-the-same-kind": "IllegalPunning",
    "a-value-is-of-an-owl-2-data-type": "UseOfUndeclaredDatatype",
    "a-value-is-well-formed": "LexicalNotInLexicalSpace",
    "an-object-property-leads-to-a-thing": "IllegalPunning",
    "every-class-is-declared": "UseOfUndeclaredClass",
    "every-property-is-declared": "UseOfUndeclaredAnnotationProperty",
    "only-a-simple-property-is-counted": "UseOfNonSimplePropertyInCardinalityRestriction",
    "only-a-simple-property-is-restricted": "UseOfNonSimplePropertyInIrreflexivePropertyAxiom",
    "only-object-properties-are-turned-around": "IllegalPunning",
}
# Our profile rules are stricter than OWLAPI here.
LET_THROUGH = {
    "a-list-is-whole": "OWLAPI reads a list of one as no axiom at all",
    "a-string-value-has-no-language": "in OWL 2 DL, but HermiT finds it inconsistent",
    "a-value-is-in-its-range": "in OWL 2 DL, but HermiT finds it inconsistent",
    "an-individual-has-a-class": "OWL 2 DL lets individuals go undeclared; here it is a dangling reference",
    "an-individual-has-an-iri": "OWL 2 DL has anonymous individuals; here they would make builds differ",
    "reserved-words-are-spelt-right": "OWLAPI drops what it does not know of OWL's own vocabulary",
    "there-is-one-ontology": "an import is in OWL 2 DL; not tried, because OWLAPI would fetch it",
}


def copy(mutation: str = "") -> rdflib.Graph:
    """The ontology with a small invented world, changed by an update."""
    store = ox.Store()
    for path, graph in {"ontology/pilotgraph.ttl": TERMS, "tests/shapes/around.ttl": ASSERTED}.items():
        store.load(path=str(ROOT / path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    store.update(mutation)
    return rdflib.Graph().parse(data="\n".join(f"{quad.triple} ." for quad in store), format="nt")


def test_ontology_and_facts_are_owl_2_dl() -> None:
    graph = rdflib.Graph().parse(ROOT / "ontology/pilotgraph.ttl").parse(ROOT / "data/rdf/asserted.ttl")
    assert len(graph) > 1000
    assert owl_dl.violations(graph) == []


def test_ontology_and_facts_are_consistent_for_both_hermits() -> None:
    graph = rdflib.Graph().parse(ROOT / "ontology/pilotgraph.ttl").parse(ROOT / "data/rdf/asserted.ttl")
    assert owl_dl.is_consistent(graph)
    assert is_consistent(graph)


def test_both_hermits_call_a_broken_copy_inconsistent() -> None:
    graph = copy((ROOT / "tests/profile/inconsistent.ru").read_text(encoding="utf-8"))
    assert not owl_dl.is_consistent(graph)
    assert not is_consistent(graph)


@pytest.mark.parametrize("rule", ["a-string-value-has-no-language", "a-value-is-in-its-range"])
def test_what_owlapi_lets_through_both_hermits_call_inconsistent(rule: str) -> None:
    graph = copy((MUTATIONS / f"{rule}.ru").read_text(encoding="utf-8"))
    assert not owl_dl.is_consistent(graph)
    assert not is_consistent(graph)


def test_the_unbroken_copy_is_owl_2_dl() -> None:
    assert owl_dl.violations(copy()) == []


@pytest.mark.parametrize("rule", sorted(REFUSED))
def test_owlapi_refuses_what_our_rule_refuses(rule: str) -> None:
    found = owl_dl.violations(copy((MUTATIONS / f"{rule}.ru").read_text(encoding="utf-8")))
    assert REFUSED[rule] in {violation.split(":")[0] for violation in found}


@pytest.mark.parametrize("rule", sorted(LET_THROUGH.keys() - {"there-is-one-ontology"}))
def test_our_rule_is_stricter_than_owlapi(rule: str) -> None:
    assert owl_dl.violations(copy((MUTATIONS / f"{rule}.ru").read_text(encoding="utf-8"))) == []


def test_each_profile_rule_is_held_against_owlapi() -> None:
    assert REFUSED.keys() | LET_THROUGH.keys() == {file.stem for file in MUTATIONS.glob("*.ru")}
