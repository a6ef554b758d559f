"""What the mappings lead to is in its vocabulary under the label they give, and every candidate was decided."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from at_hand import ONTOLOGIES
from pilotgraph.curation.checkout import labels, read_turtle
from pilotgraph.curation.linking import mappings
from pilotgraph.curation.linking.mappings import NO_TERM, Mappings
from pilotgraph.curation.linking.sssom import Link
from pilotgraph.names import PREFIXES, expand

ROOT = Path(__file__).parents[1]
# Into our own copies of published frameworks; what is counted here leads to others' vocabularies.
CODINGS = {"cfir-2022", "eric", "rainbow"}
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".owl": ox.RdfFormat.RDF_XML, ".nq": ox.RdfFormat.N_QUADS}
CALLED = {
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    PREFIXES["dcterms"] + "title",
}
# The rest of their row says that the address is none of a term, so another may stand there.
ADDRESSES = ("https://cfirguide.org/",)


@cache
def read() -> Mappings:
    files = ["data/rdf/asserted.ttl", "ontology/pilotgraph.ttl", *(f"ontology/schemes/{name}.ttl" for name in CODINGS)]
    found, problems = mappings.read(ROOT, labels(*(read_turtle(ROOT / name, ROOT) for name in files)))
    assert problems == []
    assert found is not None
    return found


def accepted() -> list[Link]:
    sets = (each for each in read().accepted if each.name not in CODINGS)
    return [link for each in sets for link in each.links if link.object != NO_TERM]


def plain(iri: str) -> str:
    """schema.org takes its addresses with http and with https as the same."""
    return iri.replace("https://schema.org/", "http://schema.org/")


@cache
def known() -> dict[str, set[str]]:
    """The labels of every term of the vocabularies at hand; a term without any is called by the end of its address."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((ONTOLOGIES / "files").rglob("*")):
        if path.suffix in FORMATS:
            for quad in ox.parse(path=path, format=FORMATS[path.suffix]):
                if isinstance(quad.subject, ox.NamedNode):
                    said = found[quad.subject.value]
                    if quad.predicate.value in CALLED and isinstance(quad.object, ox.Literal):
                        said.add(" ".join(quad.object.value.split()))
    for line in (ONTOLOGIES / "files/mesh/mesh2015-descriptors.tsv").read_text("utf-8").splitlines()[1:]:
        name, label = line.split("\t")
        found[f"http://id.nlm.nih.gov/mesh/{name}"].add(label)
    for each in json.loads((ONTOLOGIES / "files/eurovoc/eurovoc_descriptors.json").read_text("utf-8")):
        found[each["uri"]].add(each["label"])
    # Some vocabularies are only in the index of terms.
    for line in (ONTOLOGIES / "index.tsv").read_text("utf-8").splitlines():
        _, iri, label, *_ = line.split("\t")
        if label:
            found[iri].add(label)
    return {iri: said or {iri.replace("#", "/").rpartition("/")[2]} for iri, said in found.items()}


def is_there(link: Link) -> bool:
    return link.object_label in known().get(plain(link.object), ())


def test_the_mappings_are_many_and_few_are_merely_related() -> None:
    links = accepted()
    assert len(links) >= 220
    assert sum(link.predicate.endswith("relatedMatch") for link in links) * 4 <= len(links)
    assert len({link.subject for link in links}) >= 100
    assert len({each.name for each in read().accepted} - CODINGS) >= 15


@pytest.mark.needs_ontologies
def test_what_is_said_to_be_checked_is_there_and_nothing_else() -> None:
    links = [*accepted(), *(link for link in read().rejected.links if not link.object.startswith(ADDRESSES))]
    assert sum(link.target_checked for link in links) > 400
    wrong = [f"{link.where} {link.object_curie}" for link in links if link.target_checked != is_there(link)]
    assert wrong == []


@pytest.mark.needs_ontologies
def test_a_misspelt_target_would_be_noticed() -> None:
    link = next(link for link in accepted() if link.target_checked)
    assert link.object_label + "s" not in known()[plain(link.object)]
    assert link.object + "0" not in known()


@pytest.mark.needs_ontologies
def test_every_candidate_was_decided() -> None:
    decided = {link.object for link in [*read().links(), *read().rejected.links]}
    for name in ("pilotgraph", "alignments"):
        for triple in ox.parse(path=ROOT / f"ontology/{name}.ttl"):
            decided |= {each.value for each in triple if isinstance(each, ox.NamedNode)}
    for name in ("asserted", "dataset"):
        for triple in ox.parse(path=ROOT / f"data/rdf/{name}.ttl"):
            decided.add(triple.predicate.value)
            if isinstance(triple.object, ox.NamedNode):
                decided.add(triple.object.value)
    decided = {plain(iri).rstrip("/") for iri in decided}
    with (ONTOLOGIES / "candidates.tsv").open(encoding="utf-8", newline="") as file:
        candidates = list(csv.DictReader(file, delimiter="\t"))
    assert len(candidates) > 400
    open_ones = [
        f"{each['our_concept']}: {each['object_id']}"
        for each in candidates
        if plain(each["object_id"]).rstrip("/") not in decided
    ]
    assert open_ones == []


def test_every_thing_that_should_be_has_a_row() -> None:
    """The rules say it of the graph; here it is said of the files."""
    rows = {link.subject for link in [*read().links(), *read().unmapped.links]}
    for name in ("factors", "outcomes", "interventions", "populations"):
        kind = name.removesuffix("s")
        ids = [line.split("\t")[0] for line in (ROOT / f"data/tables/{name}.tsv").read_text("utf-8").splitlines()[1:]]
        assert {expand(f"{kind}:{each}") for each in ids} <= rows
