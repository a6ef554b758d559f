"""Comunica asks the endpoint, joins it with a file of its own, and understands what the endpoint says of itself."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest

import expected_answers
from at_hand import ONTOLOGIES, comunica
from curated import ROOT
from filed import PROGRAMMES, labelled

pytestmark = pytest.mark.needs_comunica

JSON = "application/sparql-results+json"
SIZES = "which-effects-have-a-size"
PG = "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
COLOURS = "".join(f'<{iri}> <http://example.org/colour> "{colour}" .\n'
                  for iri, colour in zip((*PROGRAMMES[:2], "http://example.org/other"), ("green", "blue", "red"),
                                         strict=True))  # fmt: skip


def said(program: str, *options: str) -> str:
    """What a program of Comunica prints."""
    command = [str(comunica(program)), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def rows(answer: str) -> list[dict[str, str]]:
    found: dict[str, Any] = json.loads(answer)
    return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]


def test_a_table_is_read(endpoint: str) -> None:
    answer = said("comunica-sparql", endpoint, PG + "SELECT ?p { ?p a pg:Programme }", "-t", JSON)
    assert sorted(row["p"] for row in rows(answer)) == [*PROGRAMMES]


@pytest.mark.parametrize(("kind", "truth"), [("Programme", "true"), ("Unicorn", "false")])
def test_a_truth_is_read(endpoint: str, kind: str, truth: str) -> None:
    assert said("comunica-sparql", endpoint, PG + f"ASK {{ ?p a pg:{kind} }}").strip() == truth


def test_a_graph_is_read(endpoint: str) -> None:
    query = PG + "CONSTRUCT { ?p skos:prefLabel ?l } { ?p a pg:Programme ; skos:prefLabel ?l }"
    answer = said("comunica-sparql", endpoint, query, "-t", "application/n-triples")
    triples = [quad.triple for quad in ox.parse(answer, ox.RdfFormat.N_TRIPLES)]
    assert {(each.subject.value, each.object.value) for each in triples} == labelled()


def test_a_saved_question_gives_the_rows_that_were_worked_out(endpoint: str) -> None:
    answer = said("comunica-sparql", endpoint, "-f", str(ROOT / "queries" / f"{SIZES}.rq"), "-t", JSON)
    by_hand = next(each for each in expected_answers.read_all() if each.name == SIZES)
    cells = [tuple(row.get(name, "").rpartition("/")[2] for name in by_hand.columns) for row in rows(answer)]
    assert sorted(cells) == sorted(by_hand.rows)


def test_the_endpoint_is_joined_with_a_file(endpoint: str, tmp_path: Path) -> None:
    file = tmp_path / "colours.ttl"
    file.write_text(COLOURS, "utf-8")
    query = PG + "SELECT ?l ?c { ?p a pg:Programme ; skos:prefLabel ?l ; <http://example.org/colour> ?c }"
    answer = said("comunica-sparql-file", endpoint, str(file), query, "-t", JSON)
    named = dict(labelled())
    expected = [(named[PROGRAMMES[0]], "green"), (named[PROGRAMMES[1]], "blue")]
    assert sorted((row["l"], row["c"]) for row in rows(answer)) == sorted(expected)


def test_what_the_endpoint_says_of_itself_is_understood(endpoint: str) -> None:
    """An address that ends in "/sparql" is taken for an endpoint in any case; so its reader is tried by itself."""
    with urlopen(Request(endpoint, headers={"Accept": "application/n-triples"}), timeout=30) as response:
        description = response.read()
    packages = comunica("comunica-sparql").parent.parent
    command = ["node", str(ROOT / "tests/clients/detected.cjs"), str(packages), endpoint]
    found = json.loads(subprocess.run(command, input=description, capture_output=True, check=True, timeout=60).stdout)
    assert found["sparqlService"] == endpoint
    assert found["unionDefaultGraph"] is True
    assert [each.rpartition("#")[2] for each in found["supportedLanguages"]] == ["SPARQL11Query"]
    assert "http://www.w3.org/ns/formats/SPARQL_Results_JSON" in found["resultFormats"]
    assert "basicFederatedQuery" not in found


@pytest.mark.needs_ontologies
def test_a_term_of_ours_is_followed_into_a_file_of_the_ontology_it_is_mapped_to(endpoint: str) -> None:
    """Our outcome and its mapping are at the endpoint; the parent of the class it leads to is in the file alone."""
    query = (
        PG + "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?outcome ?name ?above "
        "{ ?outcome a pg:Outcome ; skos:closeMatch ?theirs . ?theirs rdfs:label ?name ; rdfs:subClassOf ?above }"
    )
    file = ONTOLOGIES / "files/hoso/HOSO-base.owl"
    answer = said("comunica-sparql-file", endpoint, str(file), query, "-t", JSON)
    found = {(row["outcome"].rpartition("/")[2], row["name"], row["above"].rpartition("/")[2]) for row in rows(answer)}
    assert ("outpatient-appointments", "outpatient visit", "HOSO_0000139") in found
