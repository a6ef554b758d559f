"""The Data Cube holds each finding once for each subject, keeps apart what differs, and breaks no constraint."""

from __future__ import annotations

import re

import pytest
import rdflib

from at_hand import ONTOLOGIES
from constraints import BROKEN, HEAD, HIERARCHIES, broken
from invented import WORLD, answer, backwards, opened, parsed
from pilotgraph import PilotGraph, SourceError
from pilotgraph.exports.cube import cube

CUBE = "https://w3id.org/pilotgraph/dataset/cube/"
ID = "https://w3id.org/pilotgraph/id/"
INVENTED = cube(opened())

# An update that breaks each constraint, and no other way to break it is tried.
SLICE = "?d qb:slice :s . :s a qb:Slice"
SPOILT = {
    "IC-1": "DELETE { ?o qb:dataSet ?d } WHERE { ?o qb:dataSet ?d ; cube:cohort ?c }",
    "IC-2": "INSERT { ?d qb:structure :other } WHERE { ?d a qb:DataSet }",
    "IC-3": "DELETE { ?c qb:measure ?m } WHERE { ?c qb:measure ?m }",
    "IC-4": "DELETE { cube:outcome rdfs:range ?r } WHERE { cube:outcome rdfs:range ?r }",
    "IC-5": "DELETE { cube:period qb:codeList ?l } WHERE { cube:period qb:codeList ?l }",
    "IC-6": "INSERT { ?c qb:componentRequired false } WHERE { ?c qb:dimension cube:outcome }",
    "IC-7": "INSERT DATA { :key a qb:SliceKey }",
    "IC-8": "INSERT { ?s qb:sliceKey :key . :key qb:componentProperty :p } WHERE { ?s a qb:DataStructureDefinition }",
    "IC-9": f"INSERT {{ {SLICE} }} WHERE {{ ?d a qb:DataSet }}",
    "IC-10": f"INSERT {{ {SLICE} ; qb:sliceStructure :k . :k qb:componentProperty cube:outcome }} "
    "WHERE { ?d a qb:DataSet }",
    "IC-11": "DELETE { ?o cube:cohort ?c } WHERE { ?o cube:cohort ?c }",
    "IC-12": "DELETE { ?o cube:subject ?c } INSERT { ?o cube:subject :one } WHERE { ?o cube:subject ?c }",
    "IC-13": "DELETE { ?o cube:claimStatus ?c } WHERE { ?o cube:claimStatus ?c }",
    "IC-14": "DELETE { ?o cube:direction ?c } WHERE { ?o cube:direction ?c }",
    "IC-15": "INSERT { ?c qb:dimension qb:measureType . ?o qb:measureType :m } "
    "WHERE { ?c qb:dimension cube:outcome . ?o a qb:Observation }",
    "IC-16": "INSERT { ?c qb:dimension qb:measureType . ?o qb:measureType cube:direction } "
    "WHERE { ?c qb:dimension cube:outcome . ?o a qb:Observation }",
    "IC-17": "INSERT { ?c qb:dimension qb:measureType . ?o qb:measureType cube:direction } "
    "WHERE { ?c qb:dimension cube:outcome . ?o a qb:Observation }",
    "IC-18": "INSERT { ?d qb:slice :s . :s qb:observation :elsewhere } WHERE { ?d a qb:DataSet }",
    "IC-19": "DELETE { ?c skos:inScheme ?l } WHERE { ?c skos:inScheme ?l . ?o cube:cohort ?c }",
    "IC-20": "DELETE { ?l a skos:ConceptScheme } INSERT { ?l a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ; "
    "qb:parentChildProperty skos:narrower } WHERE { cube:cohort qb:codeList ?l }",
    "IC-21": "DELETE { ?l a skos:ConceptScheme } INSERT { ?l a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ; "
    "qb:parentChildProperty [ owl:inverseOf skos:broader ] } WHERE { cube:cohort qb:codeList ?l }",
}


def test_the_invented_cube_breaks_no_constraint() -> None:
    assert broken(parsed(INVENTED, "turtle")) == []


def test_the_cube_of_the_graph_breaks_no_constraint(graph: PilotGraph) -> None:
    written = parsed(cube(graph), "turtle")
    assert (
        len(set(written.subjects(rdflib.RDF.type, rdflib.URIRef("http://purl.org/linked-data/cube#Observation")))) > 80
    )
    assert broken(written) == []


def test_each_constraint_has_a_case_that_breaks_it() -> None:
    assert [*SPOILT] == [*BROKEN, *HIERARCHIES] == [f"IC-{number}" for number in range(1, 22)]


@pytest.mark.parametrize("name", SPOILT)
def test_a_broken_cube_is_noticed(name: str) -> None:
    written = parsed(INVENTED, "turtle")
    before = set(written)
    written.update(HEAD + SPOILT[name])
    assert set(written) != before
    assert broken(written, name) == [name]


def test_each_finding_of_the_graph_has_an_observation(graph: PilotGraph) -> None:
    observed = {str(row[0]) for row in answer(parsed(cube(graph), "turtle"), "SELECT ?s { ?o cube:statement ?s }")}
    findings = graph.sparql(f"{HEAD}SELECT DISTINCT ?s {{ ?s a pg:Finding ; pg:supportedBy ?p }}")
    assert observed == {str(row[0].value) for row in findings.rows if row[0]}


def test_what_is_no_finding_has_no_observation() -> None:
    rows = answer(parsed(INVENTED, "turtle"), "SELECT DISTINCT ?s { ?o cube:statement ?s }")
    observed = {row[0].rpartition("/")[2] for row in rows}
    assert observed == {"bills-together", "bills-each", "tenants-content", "before", "varied"}


def test_a_joint_subject_is_one_observation_and_each_of_several_has_its_own() -> None:
    rows = answer(
        parsed(INVENTED, "turtle"),
        "SELECT ?statement ?subject { ?o qb:dataSet :findings ; cube:statement ?statement ; cube:subject ?subject "
        "FILTER(CONTAINS(STR(?statement), 'statement/bills')) }",
    )
    assert [(statement.rpartition("/")[2], subject.removeprefix(ID)) for statement, subject in rows] == [
        ("bills-each", "programme/dry-roofs"),
        ("bills-each", "programme/warm-homes"),
        ("bills-together", "pilot-group/both"),
    ]


def test_a_number_is_where_one_is_stated_with_its_unit_qualifier_and_directions() -> None:
    rows = answer(
        parsed(INVENTED, "turtle"),
        """SELECT ?statement ?quantity ?value ?unit ?qualifier ?direction ?compared {
            ?o cube:statement ?statement ; cube:value ?value ; cube:unit ?unit ; cube:quantity ?quantity ;
               cube:direction ?direction ; cube:comparedDirection ?compared
            OPTIONAL { ?o cube:qualifier ?qualifier } }""",
    )
    shown = [tuple(re.split("[/#]", str(value))[-1] for value in row) for row in rows]
    assert shown == [
        ("bills-together", "effect-size", "4.5", "percent", "nearly", "increase", "decrease"),
        ("tenants-content", "share", "50", "percent", "None", "decrease", "direction-not-stated"),
    ]


def test_what_is_not_stated_is_coded_so_and_not_filled_in() -> None:
    (row,) = answer(
        parsed(INVENTED, "turtle"),
        """SELECT ?direction ?compared ?cohort ?period ?comparator ?perspective {
            ?o cube:statement statement:bills-each ; cube:subject programme:warm-homes ;
               cube:direction ?direction ; cube:comparedDirection ?compared ; cube:cohort ?cohort ;
               cube:period ?period ; cube:comparator ?comparator ; cube:perspective ?perspective }""",
    )
    names = ("direction", "direction", "cohort", "period", "comparator", "perspective")
    assert row == tuple(f"{CUBE}code/{name}-not-stated" for name in names)


def test_a_difference_before_the_start_is_another_kind_than_an_effect() -> None:
    rows = answer(parsed(INVENTED, "turtle"), "SELECT DISTINCT ?s ?k { ?o cube:statement ?s ; cube:kind ?k }")
    kinds = {statement.rpartition("/")[2]: kind.rpartition("/")[2] for statement, kind in rows}
    assert kinds["before"] == "baseline-difference"
    assert kinds["bills-each"] == "outcome-finding"
    assert kinds["varied"] == "variation-finding"


def test_claim_hedge_basis_certainty_and_passages_travel_with_each_observation() -> None:
    (row,) = answer(
        parsed(INVENTED, "turtle"),
        """SELECT ?claim ?hedge ?basis ?certainty ?place ?says ?note { ?o qb:dataSet :findings ;
            cube:statement statement:tenants-content ; cube:claimStatus ?claim ; cube:hedge ?hedge ;
            cube:basis ?basis ; cube:certainty ?certainty ; cube:supportedBy/pg:place ?place ; cube:definition ?says ;
            cube:note ?note }""",
    )
    assert [value.removeprefix(ID) for value in row] == [
        *("claim-status/reported", "hedge/unhedged", "basis/text", "certainty/certain", "results.p1.s2"),
        *("Half of the tenants felt fewer draughts.", "half is read as 50 percent"),
    ]


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert cube(opened(backwards())) == INVENTED


@pytest.mark.parametrize(("form", "name"), [("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_every_form_says_the_same(form: str, name: str) -> None:
    assert set(parsed(cube(opened(), form), name)) == set(parsed(INVENTED, "turtle"))


def test_a_graph_without_findings_is_told() -> None:
    with pytest.raises(SourceError, match="the graph holds no finding"):
        cube(opened(re.sub(r"a pg:\w+Finding|a pg:BaselineDifference", "a pg:Statement", WORLD)))


@pytest.mark.needs_ontologies
def test_each_term_of_the_cube_vocabulary_is_a_term_of_it() -> None:
    known = rdflib.Dataset()
    known.parse(ONTOLOGIES / "files/w3c-and-common/qb.nq", format="nquads")
    terms = {str(quad[0]) for quad in known.quads()}
    used = {str(term) for triple in parsed(INVENTED, "turtle") for term in triple if "linked-data/cube#" in str(term)}
    assert len(used) > 12
    assert used <= terms
