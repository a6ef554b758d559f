"""HermiT runs with the Java of a pip package, and what it finds wrong becomes a problem that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from pilotgraph.curation.hermit import consistency_problems, is_consistent, realise

pytestmark = pytest.mark.needs_java

ROOT = Path(__file__).parents[1]
PG = rdflib.Namespace("https://w3id.org/pilotgraph/ontology#")
YEAR = rdflib.URIRef("http://www.w3.org/2001/XMLSchema#gYear")
THING = rdflib.Namespace("https://w3id.org/pilotgraph/id/factor/")


@pytest.fixture
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology/pilotgraph.ttl")


def test_the_real_graph_has_no_problem(ontology: rdflib.Graph) -> None:
    asserted = rdflib.Graph().parse(ROOT / "data/rdf/asserted.ttl")
    assert consistency_problems(asserted, ontology) == []


def test_no_java_is_needed_on_the_path(ontology: rdflib.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert is_consistent(ontology)


def test_a_contradiction_is_a_problem(ontology: rdflib.Graph) -> None:
    facts = rdflib.Graph().add((THING.rain, RDF.type, PG.Factor)).add((THING.rain, RDF.type, PG.Outcome))
    assert [problem.what for problem in consistency_problems(facts, ontology)] == [
        "the ontology and the facts contradict each other: factor:rain would be a pg:Factor and a pg:Outcome"
    ]


def test_a_class_that_nothing_can_belong_to_is_named(ontology: rdflib.Graph) -> None:
    ontology.add((PG.Rain, RDF.type, OWL.Class))
    ontology.add((PG.Rain, RDFS.subClassOf, PG.Factor))
    ontology.add((PG.Rain, RDFS.subClassOf, PG.Outcome))
    problems = consistency_problems(rdflib.Graph(), ontology)
    assert [problem.what for problem in problems] == ["nothing can belong to pg:Rain"]


def test_a_data_type_outside_owl_2_is_a_problem(ontology: rdflib.Graph) -> None:
    year = rdflib.Literal("2008", datatype=YEAR)
    problems = consistency_problems(rdflib.Graph().add((THING.rain, PG.launchYear, year)), ontology)
    assert len(problems) == 1
    assert "gYear" in problems[0].what


def test_what_lies_above_the_narrowest_class_and_property_is_among_the_facts(ontology: rdflib.Graph) -> None:
    facts = realise(ontology.add((THING.a, PG.namesBarrier, THING.b))).facts
    assert {(str(THING.a), str(RDF.type), str(PG.Statement)), (str(THING.a), str(PG.namesIdea), str(THING.b))} <= facts
