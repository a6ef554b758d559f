"""Facts about what inferred facts rest on."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph, RequestError
from pilotgraph.engines import Embedded
from pilotgraph.explain import Proof, _Search, explain, told
from pilotgraph.names import ASSERTED, INFERRED, TERMS

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny"
HEAD = """
@prefix : <https://w3id.org/pilotgraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix i: <https://w3id.org/pilotgraph/id/idea/> .
@prefix factor: <https://w3id.org/pilotgraph/id/factor/> .
"""


@pytest.fixture(scope="module")
def graph():
    return PilotGraph.open(TINY)


def leaves(proof: Proof) -> set[str]:
    """The asserted facts of a proof."""
    if not proof.because:
        return {" ".join(term.value.rpartition("/")[2].rpartition("#")[2] for term in proof.fact)}
    return set().union(*(leaves(each) for each in proof.because))


@pytest.mark.parametrize(
    ("fact", "rests_on"),
    [
        ("warm-homes hasBarrier landlord-consent", {"wh-b1 about warm-homes", "wh-b1 barrier landlord-consent"}),
        ("dry-roofs hasFacilitator steady-funding", {"dr-h1 about dry-roofs", "dr-h1 facilitator steady-funding"}),
        ("steady-funding a MixedFactor", {"wh-b2 barrier steady-funding", "dr-h1 facilitator steady-funding"}),
        ("wh-b1 factor landlord-consent", {"wh-b1 barrier landlord-consent"}),
        ("wh-h1 inTensionWith wh-o1", {"wh-o1 inTensionWith wh-h1"}),
        ("warm-homes-1a partOf warm-homes", {"warm-homes-1a partOf warm-homes-1", "warm-homes-1 partOf warm-homes"}),
        (
            "wh-o1 a FindingAgainstAim",
            {
                *("wh-o1 effectDirection increase", "wh-o1 bearsOnAim cheaper-heating"),
                "cheaper-heating wantedDirection decrease",
            },
        ),
    ],
)
def test_a_fact_rests_on_exactly_these_asserted_facts(graph, fact, rests_on):
    assert leaves(graph.why(*fact.split())) == rests_on


# The kinds of axiom that our ontology has; every one of them is a rule of its own.
AXIOMS = {
    "a wider class": (":A rdfs:subClassOf :B .", "i:x a :A .", "i:x a :B ."),
    "two wider classes": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", "i:x a :A .", "i:x a :B, :C ."),
    "a domain": (":p rdfs:domain :B .", "i:x :p i:y .", "i:x a :B ."),
    "a range": (":p rdfs:range :B .", "i:y :p i:x .", "i:x a :B ."),
    "a part of an intersection": (
        ":A owl:equivalentClass [ owl:intersectionOf (:B :C) ] .",
        "i:x a :A .",
        "i:x a :B .",
    ),
    "a wider property": (":q rdfs:subPropertyOf :p .", "i:x :q i:v .", "i:x :p i:v ."),
    "a symmetric property": (":p a owl:SymmetricProperty .", "i:v :p i:x .", "i:x :p i:v ."),
    "a chain": (":p owl:propertyChainAxiom ( :a :b ) .", "i:x :a i:1 . i:1 :b i:v .", "i:x :p i:v ."),
    "a chain that begins backwards": (
        ":p owl:propertyChainAxiom ( [ owl:inverseOf :a ] :b ) .",
        "i:1 :a i:x . i:1 :b i:v .",
        "i:x :p i:v .",
    ),
    "a long chain": (
        ":p owl:propertyChainAxiom ( [ owl:inverseOf :a ] :b :c ) .",
        "i:1 :a i:x . i:1 :b i:2 . i:2 :c i:v .",
        "i:x :p i:v .",
    ),
    "a long transitive way": (
        ":p a owl:TransitiveProperty .",
        "i:x :p i:1 . i:1 :p i:2 . i:2 :p i:v .",
        "i:x :p i:2, i:v . i:1 :p i:v .",
    ),
}


def small(terms: str, asserted: str, inferred: str) -> Embedded:
    store = ox.Store()
    declared = " ".join(f":{name} a owl:ObjectProperty ." for name in "pqabc") + ":A a owl:Class . :B a owl:Class ."
    for graph, content in ((TERMS, declared + terms), (ASSERTED, asserted), (INFERRED, inferred)):
        store.load(HEAD + content, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    return Embedded(store)


@pytest.mark.parametrize("axiom", AXIOMS.values(), ids=AXIOMS)
def test_every_kind_of_axiom_is_walked_back(axiom):
    engine = small(*axiom)
    fact = ("idea:x", "p", "idea:v") if "i:v" in axiom[2] else ("idea:x", "a", "B")
    proof = explain(engine, *fact)
    assert proof.because
    assert "no rule" not in told(engine, proof)


@pytest.mark.parametrize("axiom", AXIOMS.values(), ids=AXIOMS)
def test_without_its_axiom_no_proof_is_invented(axiom):
    engine = small("i:x a owl:NamedIndividual .", *axiom[1:])
    fact = ("idea:x", "p", "idea:v") if "i:v" in axiom[2] else ("idea:x", "a", "B")
    assert explain(engine, *fact).rule == "in the graph, but by no rule that this command knows"


def test_facts_that_rest_only_on_each_other_are_not_proved():
    engine = small(":p a owl:SymmetricProperty .", "i:z a :A .", "i:x :p i:v . i:v :p i:x .")
    assert "no rule" in explain(engine, "idea:x", "p", "idea:v").rule


def test_an_asserted_fact_is_backed_by_its_statement(graph):
    proof = graph.why("Warm Homes", "launch year", "2010")
    assert (proof.rule, [each.gloss for each in proof.statements]) == ("asserted", ["Warm Homes began in 2010."])


@pytest.mark.parametrize(
    "fact", ["dry-roofs hasBarrier steady-funding", "warm-homes launchYear 2011", "wh-b1 a MixedFactor"]
)
def test_what_does_not_follow_is_said_not_to(graph, fact):
    proof = graph.why(*fact.split())
    assert not proof.follows
    assert "does not follow" in told(graph.engine, proof)


@pytest.mark.skipif(not (ROOT / "data/rdf/inferred.ttl").exists(), reason="the graph is not built")
def test_every_inferred_fact_of_the_graph_is_explained():
    """The command knows every rule by which the build infers."""
    engine = PilotGraph.open(ROOT).engine
    search = _Search(engine)
    facts = engine.match(graph=INFERRED)
    unexplained = [fact for fact in facts if "no rule" in search.explain(fact).rule]
    assert len(facts) > 100
    assert unexplained == []


def test_the_words_end_at_passages(graph):
    words = told(graph.engine, graph.why("Warm Homes", "hasBarrier", "landlord-consent"))
    assert "https://example.org/okafor#:~:text=first%20words%200,last%20words%200" in words
    assert "statement:wh-b1, as above" in words


@pytest.mark.parametrize(
    "fact", [("wrm-homes", "hasBarrier", "x"), ("warm-homes", "hasBarier", "x"), ("wh", "a", "Progamme")]
)
def test_an_unknown_name_gets_its_near_miss(graph, fact):
    with pytest.raises(RequestError, match="did you mean"):
        graph.why(*fact)
