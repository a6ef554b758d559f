"""The data set is described so that search engines and research archives read it, and its crate is whole."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import rdflib
import rdflib.compare

import serving
from curated import ROOT
from invented import WORLD, backwards, opened, parsed, read_by
from pilotgraph import PilotGraph, SourceError
from pilotgraph.exports.crate import METADATA, crate
from pilotgraph.exports.schemaorg import schema_org

DATA_SET = "https://w3id.org/pilotgraph/dataset"
# What roc-validator recommends and the graph does not know, or what it could only see in the network. The last it wants
# of every class of a format, also of those with which the validator itself marks what it reads.
NOT_KNOWN = {
    "CreativeWork Author: RECOMMENDED Contextual Entity linked for the organizational `affiliation` property",
    "CreativeWork Author: RECOMMENDED affiliation property",
    "Organization: RECOMMENDED contactPoint references ContactPoint entity",
    "Organization: SHOULD have ROR identifier",
    "Person: SHOULD have ORCID identifier",
    "Root Data Entity: at least one author/publisher SHOULD have contactPoint",
    "Root Data Entity: identifier SHOULD resolve to RO-Crate content",
    "type of Encoding format: RECOMMENDED types",
}


def described(graph: PilotGraph) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_org(graph))
    return found


def test_the_description_says_what_the_graph_says_of_itself() -> None:
    said = described(opened())
    assert said["@id"] == said["url"] == DATA_SET
    assert (said["name"], said["version"]) == ("Two housing programmes compared, statement by statement", "0.0.1")
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["datePublished"] == "2014-05-06"
    assert said["creator"]["name"] == "PilotGraph contributors"
    assert said["description"].endswith("It holds 7 statements.")


def test_it_says_on_which_article_it_is_based() -> None:
    said = described(opened())
    assert said["isBasedOn"] == [{"@id": "https://doi.org/10.9999/okafor"}]
    (article,) = said["citation"]
    assert (article["@id"], article["@type"]) == ("https://doi.org/10.9999/okafor", "ScholarlyArticle")
    assert [author["name"] for author in article["author"]] == ["A Okafor"]
    assert article["isPartOf"]["isPartOf"]["isPartOf"]["name"] == "Journal of Roofs"


def test_its_variables_are_the_outcomes_of_findings() -> None:
    names = [each["name"] for each in described(opened())["variableMeasured"]]
    assert names == ["Draughts", "Heating bills"]


def test_it_has_what_search_engines_for_data_want(graph: PilotGraph) -> None:
    said = described(graph)
    assert {"name", "description", "url", "license", "creator", "distribution", "isAccessibleForFree"} <= said.keys()
    assert 50 <= len(said["description"]) <= 5000
    assert {each["encodingFormat"] for each in said["distribution"]} == {"text/turtle"}


def test_each_file_to_download_is_what_the_service_sends(graph: PilotGraph) -> None:
    listed = described(graph)["distribution"]
    assert len(listed) == len(graph.folder.graphs)
    with serving.client() as client:
        for each in listed:
            path = each["contentUrl"].removeprefix("https://w3id.org/pilotgraph")
            answer = client.get(path)
            assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (
                200,
                each["encodingFormat"],
            ), path


def test_the_day_of_publication_is_that_of_the_citation_file(graph: PilotGraph) -> None:
    (day,) = re.findall(r"^date-released: (\S+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert described(graph)["datePublished"] == day


def test_the_same_graph_gives_the_same_bytes(graph: PilotGraph) -> None:
    assert schema_org(opened(backwards())) == schema_org(opened())
    assert crate(PilotGraph.open()) == crate(graph)


def test_a_graph_that_does_not_describe_itself_is_told() -> None:
    with pytest.raises(SourceError, match="the graph holds no description of the data set"):
        schema_org(opened(WORLD.replace("dcterms:title", "dcterms:subject")))


def test_the_crate_describes_each_of_its_files_by_size_digest_and_format(graph: PilotGraph) -> None:
    files = dict(crate(graph))
    nodes = {node["@id"]: node for node in json.loads(files.pop(METADATA))["@graph"]}
    assert {name for name, node in nodes.items() if node["@type"] == "File"} == set(files)
    for name, content in files.items():
        assert nodes[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert nodes[name]["contentSize"] == str(len(content))
        assert nodes[name]["encodingFormat"][0] in (
            "text/turtle",
            "application/sparql-query",
            "text/tab-separated-values",
        )
        assert nodes[name]["description"]
    assert nodes["./"]["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert nodes["rdf/inferred.ttl"]["isBasedOn"] == [{"@id": "rdf/asserted.ttl"}, {"@id": "ontology/pilotgraph.ttl"}]


def test_the_crate_is_a_graph_that_can_be_asked(graph: PilotGraph, tmp_path: Path) -> None:
    for name, content in crate(graph):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    asked = "which-effects-have-a-size"
    assert PilotGraph.open(tmp_path).ask(asked).rows == graph.ask(asked).rows


def test_the_crate_holds_every_file_of_the_graph_and_every_question(graph: PilotGraph) -> None:
    names = [name for name, _ in crate(graph)]
    assert {f"queries/{each.name}.rq" for each in graph.questions()} <= set(names)
    assert {Path(path).name for _, path in graph.folder.graphs} <= {Path(name).name for name in names}
    assert "ontology/shapes.ttl" in names


@pytest.mark.needs_readers
def test_pyld_reads_what_rdflib_reads_and_schema_org_knows_every_term(graph: PilotGraph, tmp_path: Path) -> None:
    path = tmp_path / "dataset.jsonld"
    path.write_bytes(schema_org(graph))
    found = read_by("read_schema_org.py", path, written=tmp_path / "found.json")
    assert found["problems"] == []
    assert found["nodes"] == 1
    by_pyld = rdflib.Graph().parse(data=found["quads"], format="nt")
    assert rdflib.compare.isomorphic(by_pyld, parsed(path.read_bytes(), "json-ld"))
    assert len(by_pyld) > 100


@pytest.mark.needs_readers
def test_a_term_that_schema_org_does_not_have_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "dataset.jsonld"
    path.write_text(json.dumps(described(opened()) | {"licence": "CC BY", "issueNumber": "1"}), "utf-8")
    found = read_by("read_schema_org.py", path, written=tmp_path / "found.json")
    assert found["problems"] == ["issueNumber is not said of Dataset", "no property licence"]


@pytest.mark.needs_readers
def test_rocrate_reads_the_crate_and_roc_validator_finds_it_valid(graph: PilotGraph, tmp_path: Path) -> None:
    folder, files = tmp_path / "crate", crate(graph)
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    found = read_by("read_crate.py", folder, written=tmp_path / "found.json")
    assert found["name"] == described(graph)["name"]
    assert found["files"] == sorted(name for name, _ in files if name != METADATA)
    assert found["licence"] == "Creative Commons Attribution 4.0 International"
    assert [problem for problem in found["problems"] if problem.startswith("REQUIRED")] == []
    rest = {problem.removeprefix("RECOMMENDED ") for problem in found["problems"]}
    assert {problem for problem in rest if not problem.startswith(tuple(NOT_KNOWN))} == set()


@pytest.mark.needs_readers
def test_roc_validator_notices_a_crate_that_lacks_a_file(graph: PilotGraph, tmp_path: Path) -> None:
    folder = tmp_path / "crate"
    for name, content in crate(graph):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "rdf" / "asserted.ttl").unlink()
    found = read_by("read_crate.py", folder, written=tmp_path / "found.json")
    assert [problem for problem in found["problems"] if "rdf/asserted.ttl" in problem]
