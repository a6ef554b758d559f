"""The description of the data set counts what is there and says whose it is."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from curated import ROOT
from pilotgraph.curation import checkout
from pilotgraph.curation.description import citation, describe
from pilotgraph.names import ASSERTED, DATA_SET, INFERRED, MAPPINGS, expand

WHOLE = URIRef(DATA_SET)


@pytest.fixture(scope="module")
def graphs() -> dict[str, Graph]:
    names = ("asserted", "inferred", "dataset")
    return {name: Graph().parse(ROOT / "data" / "rdf" / f"{name}.ttl") for name in names}


def iri(short: str) -> URIRef:
    return URIRef(expand(short))


def counts(graph: Graph, kind: str, named: str, counted: str) -> dict[str, int]:
    partitions = list(graph.objects(WHOLE, iri(f"void:{kind}Partition")))
    found = {str(graph.value(part, iri(named))): int(graph.value(part, iri(counted))) for part in partitions}
    assert len(found) == len(partitions) > 10
    return found


def test_classes_are_counted(graphs):
    both = graphs["asserted"] + graphs["inferred"]
    expected = Counter(str(kind) for kind in both.objects(None, RDF.type))
    assert counts(graphs["dataset"], "class", "void:class", "void:entities") == expected


def test_properties_are_counted(graphs):
    both = graphs["asserted"] + graphs["inferred"]
    expected = Counter(str(prop) for prop in both.predicates())
    assert counts(graphs["dataset"], "property", "void:property", "void:triples") == expected


@pytest.mark.parametrize(("part", "name"), [(ASSERTED, "asserted"), (INFERRED, "inferred")])
def test_triples_of_each_part_are_counted(graphs, part, name):
    assert graphs["dataset"].value(URIRef(part), iri("void:triples")) == Literal(len(graphs[name]))


def test_nothing_is_both_asserted_and_inferred(graphs):
    assert len(graphs["asserted"] + graphs["inferred"]) == len(graphs["asserted"]) + len(graphs["inferred"])


def test_what_is_inferred_is_marked_as_derived(graphs):
    derived = graphs["dataset"].objects(URIRef(INFERRED), iri("prov:wasDerivedFrom"))
    assert URIRef(ASSERTED) in set(derived)


def test_licence_source_and_citation_are_said(graphs):
    version = checkout.Curated(ROOT).version
    said = {
        name: {str(value) for value in graphs["dataset"].objects(WHOLE, iri(name))}
        for name in ("dcterms:license", "dcterms:source", "dcterms:bibliographicCitation", "dcat:version")
    }
    assert said == {
        "dcterms:license": {"https://creativecommons.org/licenses/by/4.0/"},
        "dcterms:source": {str(iri("source:lewis-2021"))},
        "dcterms:bibliographicCitation": {citation(version)},
        "dcat:version": {version},
    }
    assert version in citation(version)


def test_the_description_holds_no_time_and_no_nameless_node(graphs):
    """Either would make two builds of the same tables differ."""
    dataset = graphs["dataset"]
    assert {type(node) for triple in dataset for node in triple} == {URIRef, Literal}
    assert not [value for value in dataset.objects() if "dateTime" in str(getattr(value, "datatype", ""))]


def test_counts_follow_the_graph():
    one = Graph().add((iri("programme:icps"), RDF.type, iri("pg:Programme")))
    described = describe(one, Graph(), Graph(), {MAPPINGS: one}, [], [], "1.2.3")
    partition = described.value(WHOLE, iri("void:classPartition"))
    assert described.value(partition, iri("void:entities")) == Literal(1)
    assert described.value(URIRef(INFERRED), iri("void:triples")) == Literal(0)
    assert described.value(URIRef(MAPPINGS), iri("void:triples")) == Literal(1)
    assert described.value(WHOLE, iri("dcat:version")) == Literal("1.2.3")
