"""Mappings and schemes are written so that programs for SSSOM, OWL and SKOS read all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rdflib

from curated import ROOT
from invented import PREFIXES, WORLD, answer, backwards, opened, parsed, read_by
from pilotgraph import SourceError
from pilotgraph.exports.mappings import mappings, mappings_by_set, mappings_owl
from pilotgraph.exports.schemes import schemes, schemes_separately

ID = PREFIXES["id"]
SKOS = rdflib.Namespace(PREFIXES["skos"])
MATCHES = "VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }"
TABLES = sorted((ROOT / "ontology" / "mappings").glob("*.sssom.tsv"))


def holding(graph: rdflib.Graph) -> list[tuple[Any, ...]]:
    """The plain triples that relate two concepts."""
    return answer(graph, f"SELECT ?s ?match ?o {{ ?s ?match ?o {MATCHES} }}")


def test_only_what_holds_is_a_plain_triple() -> None:
    """A relation that is denied, and the judgement that nothing fits, say nothing of two concepts."""
    consent = (ID + "factor/landlord-consent", str(SKOS.closeMatch), ID + "cfir/consent")
    assert holding(parsed(mappings(opened()), "turtle")) == [consent]
    assert holding(parsed(mappings_owl(opened()), "xml")) == [consent]


def test_a_denied_relation_is_kept_as_denied() -> None:
    rows = answer(
        parsed(mappings(opened()), "turtle"),
        "SELECT ?target ?modifier { ?m owl:annotatedTarget ?target ; sssom:predicate_modifier ?modifier }",
    )
    assert rows == [(ID + "cfir/money", "Not")]


def test_each_mapping_keeps_its_set_and_a_file_of_its_own_set() -> None:
    query = "SELECT ?set ?mapping { ?mapping sssom:mapping_source ?set }"
    sets = {(each.rpartition("/")[2], mapping) for each, mapping in answer(parsed(mappings(opened()), "turtle"), query)}
    query = "SELECT ?mapping { ?set sssom:mappings ?mapping }"
    files = {
        (name.removesuffix(".ttl"), mapping)
        for name, content in mappings_by_set(opened())
        for (mapping,) in answer(parsed(content, "turtle"), query)
    }
    assert sets == files
    assert len(sets) == 3


def test_an_annotation_carries_how_sure_it_is_why_by_whom_and_when() -> None:
    (row,) = answer(
        parsed(mappings_owl(opened()), "xml"),
        """SELECT ?confidence ?how ?comment ?date ?who { ?axiom a owl:Axiom ; owl:annotatedTarget cfir:consent ;
            sssom:confidence ?confidence ; sssom:mapping_justification ?how ; rdfs:comment ?comment ;
            <http://purl.org/dc/terms/created> ?date ; <http://purl.org/pav/authoredBy> ?who }""",
    )
    confidence, how, comment, date, who = row
    assert (confidence, how) == (0.8, "https://w3id.org/semapv/vocab/ManualMappingCuration")
    assert (comment, date.isoformat()) == ('Both ask a "yes", and get it <late>.', "2014-05-06")
    assert who == ID + "organisation/pilotgraph-contributors"


def test_a_scheme_is_written_with_all_that_its_graph_says() -> None:
    ((name, content),) = schemes_separately(opened())
    assert name == "housing.ttl"
    written = parsed(content, "turtle")
    assert written == parsed(schemes(opened()), "turtle")
    assert answer(written, "SELECT ?c ?b { ?c skos:broader ?b }") == [(ID + "cfir/money", ID + "cfir/consent")]
    assert len(written) == 15


def test_the_same_graph_gives_the_same_bytes() -> None:
    for write in (mappings, mappings_owl, schemes):
        assert write(opened(backwards())) == write(opened())


def test_a_graph_without_mappings_or_schemes_is_told() -> None:
    with pytest.raises(SourceError, match="the graph holds no mapping"):
        mappings(opened(WORLD.partition("graph:mappings {")[0]))
    with pytest.raises(SourceError, match="the graph holds no concept scheme"):
        schemes(opened(WORLD.partition("graph:mappings {")[0]))


@pytest.mark.needs_java
@pytest.mark.needs_owlapi
def test_owlapi_finds_owl_2_dl_with_an_annotation_for_each_mapping() -> None:
    import owl_dl

    written = parsed(mappings_owl(opened()), "xml")
    assert owl_dl.violations(written) == []


@pytest.mark.needs_java
def test_owlready2_reads_each_annotation_with_its_confidence(tmp_path: Path) -> None:
    import owlready2

    path = tmp_path / "mappings.rdf"
    path.write_bytes(mappings_owl(opened()))
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    rows = list(
        world.sparql(
            "PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT ?confidence "
            "{ ?axiom owl:annotatedSource ?s ; <https://w3id.org/sssom/confidence> ?confidence }"
        )
    )
    assert rows == [[0.8]]


@pytest.mark.needs_readers
def test_the_package_sssom_reads_every_mapping_and_has_nothing_against_it(tmp_path: Path) -> None:
    contents = {"all.ttl": mappings(opened()), **dict(mappings_by_set(opened()))}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    found = read_by("read_sssom.py", *(tmp_path / name for name in contents), written=tmp_path / "found.json")
    assert {name: (len(each["rows"]), each["problems"]) for name, each in found.items()} == {
        "all.ttl": (3, []),
        "consent.ttl": (2, []),
        "unmapped.ttl": (1, []),
    }
    (row,) = (row for row in found["consent.ttl"]["rows"] if not row["predicate_modifier"])
    assert (row["subject_label"], row["object_label"], row["confidence"]) == ("Landlord consent", "Consent", 0.8)
    assert row["comment"] == 'Both ask a "yes", and get it <late>.'


@pytest.mark.needs_readers
def test_skosify_finds_nothing_to_mend_in_a_scheme(tmp_path: Path) -> None:
    (tmp_path / "housing.ttl").write_bytes(schemes(opened()))
    found = read_by("read_skos.py", tmp_path / "housing.ttl", written=tmp_path / "found.json")
    assert found == {"told": [], "concepts": 2, "schemes": 1, "lost": []}


@pytest.mark.needs_readers
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("skos:broader cfir:consent", "skos:broader cfir:money"),
        ('skos:prefLabel "Money"@en', 'skos:prefLabel "Money"@en , "Cash"@en'),
        ('skos:prefLabel "Money"@en', 'skos:altLabel "Money"@en ; skos:prefLabel "Money"@en'),
    ],
    ids=["a circle", "two labels", "one label twice"],
)
def test_skosify_notices_a_broken_scheme(right: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / "housing.ttl").write_bytes(schemes(opened(WORLD.replace(right, wrong))))
    found = read_by("read_skos.py", tmp_path / "housing.ttl", written=tmp_path / "found.json")
    assert found["told"] or found["lost"]
