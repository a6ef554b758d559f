"""Facts about loading the graph into servers and files."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph, RequestError, SourceError, files
from pilotgraph.downloads import download
from pilotgraph.names import ALL_GRAPHS, GRAPHS
from pilotgraph.publish import publish, store_address

TINY = Path(__file__).parent / "tiny"


@pytest.mark.parametrize(
    ("endpoint", "store"),
    [
        ("http://example.org/query", "http://example.org/store"),
        ("http://example.org/a/query", "http://example.org/a/store"),
        ("http://example.org/store", "http://example.org/store"),
        ("http://example.org/ds/data", "http://example.org/ds/data"),
        ("http://example.org/sparql-graph-crud-auth", "http://example.org/sparql-graph-crud-auth"),
        ("http://example.org/", "http://example.org/store"),
    ],
)
def test_the_address_for_writing_follows_from_the_address_for_asking(endpoint, store):
    assert store_address(endpoint) == store


@pytest.mark.parametrize("endpoint", ["file:///tmp/x", "example.org/sparql", "http://", ""])
def test_an_address_that_is_none_is_refused(endpoint):
    with pytest.raises((RequestError, SourceError)):
        list(publish(files.folder(TINY), endpoint))


@pytest.mark.parametrize("path", ["sparql", "store"])
def test_a_server_that_is_not_there_is_named(path):
    with pytest.raises(SourceError, match=f"http://127.0.0.1:9/{path}  cannot be reached: .*; check the address"):
        list(publish(files.folder(TINY), f"http://127.0.0.1:9/{path}"))


def test_a_download_in_turtle_is_what_was_built(tmp_path):
    paths = download(files.folder(TINY), str(tmp_path), "turtle")
    assert [Path(path).name for path in paths] == [f"{iri.removeprefix(GRAPHS)}.ttl" for iri in ALL_GRAPHS]
    assert (tmp_path / "asserted.ttl").read_bytes() == (TINY / "data/rdf/asserted.ttl").read_bytes()


def test_a_download_in_quads_keeps_the_graphs_apart(tmp_path):
    (path,) = download(files.folder(TINY), str(tmp_path / "new"), "nquads")
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.N_QUADS)
    assert {graph.value for graph in store.named_graphs()} == set(ALL_GRAPHS)
    assert len(store) == len(PilotGraph.open(TINY).engine.store)


def test_a_download_in_n_triples_has_every_triple(tmp_path):
    paths = download(files.folder(TINY), str(tmp_path), "ntriples")
    count = sum(len(Path(path).read_bytes().splitlines()) for path in paths)
    assert count == len(PilotGraph.open(TINY).engine.store)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match=r"--to .*file  cannot be written to"):
        download(files.folder(TINY), str(tmp_path / "file"), "turtle")


def test_a_download_puts_nothing_over_another_file(tmp_path):
    (tmp_path / "ontology.ttl").write_text("my own\n")
    with pytest.raises(SourceError, match=r"ontology\.ttl is there already and is another file; name a new folder"):
        download(files.folder(TINY), str(tmp_path), "turtle")
    assert [path.name for path in tmp_path.iterdir()] == ["ontology.ttl"]
    (tmp_path / "ontology.ttl").unlink()
    first = download(files.folder(TINY), str(tmp_path), "turtle")
    assert download(files.folder(TINY), str(tmp_path), "turtle") == first
