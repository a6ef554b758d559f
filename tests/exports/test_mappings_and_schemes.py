"""Mappings and schemes are written so that programs for SSSOM, OWL and SKOS read all of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import rdflib

from curated import ROOT
from invented import PREFIXES, WORLD, answer, backwards, opened, parsed, read_by
from pilotgraph import PilotGraph, SourceError
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
    assert set(written) == set(parsed(schemes(opened()), "turtle"))
    assert answer(written, "SELECT ?c ?b { ?c skos:broader ?b }") == [(ID + "cfir/money", ID + "cfir/consent")]
    # Four of the scheme, seven of the one concept and six of the other.
    assert len(written) == 4 + 7 + 6


def test_the_same_graph_gives_the_same_bytes() -> None:
    for write in (mappings, mappings_owl, schemes):
        assert write(opened(backwards())) == write(opened())


def test_a_graph_without_mappings_or_schemes_is_told() -> None:
    with pytest.raises(SourceError, match="the graph holds no mapping"):
        mappings(opened(WORLD.partition("graph:mappings {")[0]))
    with pytest.raises(SourceError, match="the graph holds no concept scheme"):
        schemes(opened(WORLD.partition("graph:mappings {")[0]))


def test_every_mapping_of_the_graph_is_written(graph: PilotGraph) -> None:
    built = rdflib.Graph().parse(ROOT / "data/rdf/mappings.ttl")
    written = parsed(mappings(graph), "turtle")
    query = "SELECT ?m ?s ?p ?o { ?m owl:annotatedSource ?s ; owl:annotatedProperty ?p ; owl:annotatedTarget ?o }"
    assert answer(written, query) == answer(built, query)
    assert holding(written) == holding(built) == holding(parsed(mappings_owl(graph), "xml"))
    assert len(holding(written)) > 600


@pytest.mark.needs_java
@pytest.mark.needs_owlapi
def test_owlapi_finds_owl_2_dl_with_an_annotated_axiom_for_each_mapping(graph: PilotGraph) -> None:
    import owl_dl

    written = mappings_owl(graph)
    assert owl_dl.violations(parsed(written, "xml")) == []
    owlapi = owl_dl.jvm().JPackage("org").semanticweb.owlapi
    manager = owlapi.apibinding.OWLManager.createOWLOntologyManager()
    source = owlapi.io.StringDocumentSource(written.decode())
    read = manager.loadOntologyFromOntologyDocument(source).getAxioms(owlapi.model.AxiomType.ANNOTATION_ASSERTION)
    annotated = [axiom for axiom in read if axiom.isAnnotated()]
    found = sorted(
        (str(axiom.getSubject()), str(axiom.getProperty().getIRI().getIRIString()), str(axiom.getValue()))
        for axiom in annotated
    )
    assert found == holding(parsed(written, "xml"))
    confidence = "https://w3id.org/sssom/confidence"
    assert all(
        confidence in {str(a.getProperty().getIRI().getIRIString()) for a in axiom.getAnnotations()}
        for axiom in annotated
    )


@pytest.mark.needs_java
def test_owlready2_reads_each_annotation_with_its_confidence(graph: PilotGraph, tmp_path: Path) -> None:
    import owlready2

    path = tmp_path / "mappings.rdf"
    path.write_bytes(mappings_owl(graph))
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    query = "{ ?axiom owl:annotatedSource ?s ; <https://w3id.org/sssom/confidence> ?confidence }"
    rows = list(world.sparql(f"PREFIX owl: <{PREFIXES['owl']}> SELECT ?confidence {query}"))
    assert len(rows) == len(holding(parsed(path.read_bytes(), "xml")))
    assert all(0 < confidence <= 1 for (confidence,) in rows)


@pytest.mark.needs_readers
def test_the_package_sssom_reads_the_fields_of_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "all.ttl").write_bytes(mappings(opened()))
    rows = read_by("read_sssom.py", tmp_path / "all.ttl", written=tmp_path / "found.json")["all.ttl"]["rows"]
    (row,) = (row for row in rows if row["object_id"].endswith("cfir:consent"))
    assert (row["subject_label"], row["object_label"], row["confidence"]) == ("Landlord consent", "Consent", 0.8)
    assert row["comment"] == 'Both ask a "yes", and get it <late>.'
    (denied,) = (row for row in rows if row["predicate_modifier"])
    assert denied["predicate_modifier"] == "Not"


@pytest.mark.needs_readers
def test_the_package_sssom_reads_every_mapping_and_has_nothing_against_it(graph: PilotGraph, tmp_path: Path) -> None:
    contents = {"all.ttl": mappings(graph), **dict(mappings_by_set(graph))}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    found = read_by("read_sssom.py", *(tmp_path / name for name in contents), written=tmp_path / "found.json")
    assert [problem for each in found.values() for problem in each["problems"]] == []
    together = found.pop("all.ttl")["rows"]
    apart = [row for each in found.values() for row in each["rows"]]
    assert len(together) == len(apart) > 600


def listed(text: str) -> int:
    """How many rows a table has; the package leaves out without a word a row that it cannot read."""
    return len([line for line in text.splitlines() if not line.startswith("#")]) - 1


@pytest.mark.needs_readers
def test_the_package_sssom_reads_every_row_of_the_curated_tables(tmp_path: Path) -> None:
    found = read_by("read_sssom.py", *TABLES, written=tmp_path / "found.json")
    assert {name: each["problems"] for name, each in found.items()} == {path.name: [] for path in TABLES}
    rows = {path.name: listed(path.read_text("utf-8")) for path in TABLES}
    assert {name: len(each["rows"]) for name, each in found.items()} == rows
    assert sum(rows.values()) > 900


@pytest.mark.needs_readers
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (r"\t0\.\d+\t", r"\t1.7\t", "1.7 is greater than the maximum of 1.0 in /mappings/0/confidence"),
        (r"\tmesh:", r"\tmash:", "Missing prefix: mash"),
        ("semapv:UnspecifiedMatching", "by hand", ""),
    ],
    ids=["too sure", "an unknown prefix", "no justification"],
)
def test_the_package_sssom_notices_a_broken_table(right: str, wrong: str, said: str, tmp_path: Path) -> None:
    whole = next(path for path in TABLES if path.name == "mesh.sssom.tsv").read_text("utf-8")
    broken = re.sub(right, wrong, whole)
    assert broken != whole
    (tmp_path / "broken.sssom.tsv").write_text(broken, "utf-8")
    found = read_by("read_sssom.py", tmp_path / "broken.sssom.tsv", written=tmp_path / "found.json")["broken.sssom.tsv"]
    assert said in found["problems"] if said else len(found["rows"]) < listed(whole)


@pytest.mark.needs_readers
def test_skosify_finds_nothing_to_mend_in_a_scheme(graph: PilotGraph, tmp_path: Path) -> None:
    concepts = {}
    for name, content in schemes_separately(graph):
        (tmp_path / name).write_bytes(content)
        found = read_by("read_skos.py", tmp_path / name, written=tmp_path / "found.json")
        assert (found["told"], found["lost"], found["schemes"]) == ([], [], 1), name
        concepts[name] = found["concepts"]
    # As published: 5 domains, 48 constructs and 19 subconstructs; 9 clusters and 73 strategies.
    assert concepts["cfir-2022.ttl"] == 5 + 48 + 19
    assert concepts["eric.ttl"] == 9 + 73
    assert concepts.keys() == {"cfir-2022.ttl", "eric.ttl", "rainbow.ttl"}


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
