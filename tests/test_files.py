"""Facts about where the graph is found."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph, SourceError, files
from pilotgraph.engines import STAMP, open_store, write_store

TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def packaged(tmp_path):
    """The tiny graph as it lies in an installed package, with its ready-made store."""
    shutil.copytree(TINY / "data" / "rdf", tmp_path / "rdf")
    shutil.copytree(TINY / "ontology", tmp_path / "ontology")
    shutil.copytree(TINY / "queries", tmp_path / "queries")
    write_store(files.packaged(str(tmp_path)), str(tmp_path / "store"))
    return tmp_path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def loads_turtle(monkeypatch, root):
    """Whether opening the graph reads its Turtle files rather than the ready-made store."""
    loaded = []
    monkeypatch.setattr("pilotgraph.engines.load", lambda folder, store: loaded.append(folder) or store)
    open_store(files.folder(root))
    return bool(loaded)


def test_the_ready_made_store_answers_like_the_turtle(packaged):
    asked = "which-factors-helped-or-hindered"
    assert PilotGraph.open(packaged).ask(asked).rows == PilotGraph.open(TINY).ask(asked).rows


def test_the_ready_made_store_is_used_while_it_belongs_to_the_turtle(packaged, monkeypatch):
    assert not loads_turtle(monkeypatch, packaged)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system keeps no thread on a processor")
def test_opening_leaves_the_thread_free_to_run_on_any_processor(packaged):
    before = os.sched_getaffinity(0)
    PilotGraph.open(packaged)
    assert os.sched_getaffinity(0) == before


@pytest.mark.parametrize("refused", [PermissionError, AttributeError])
def test_a_system_that_keeps_no_thread_on_a_processor_opens_the_store(packaged, monkeypatch, refused):
    def setting(*_: object) -> None:
        raise refused

    monkeypatch.setattr("os.sched_setaffinity", setting, raising=False)
    assert not loads_turtle(monkeypatch, packaged)


def test_a_store_opens_from_a_folder_that_cannot_be_written_to(packaged):
    for path in [packaged / "store", *(packaged / "store").iterdir()]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = _names(packaged / "store")
    assert len(PilotGraph.open(packaged).ask("which-factors-helped-or-hindered")) == 3
    assert _names(packaged / "store") == before


def test_a_store_holds_neither_locks_nor_logs_of_the_machine_that_made_it(packaged):
    names = _names(packaged / "store")
    assert STAMP in names
    assert not [name for name in names if name.startswith(("LOG", "LOCK"))]


def test_a_stale_store_is_passed_over(packaged, monkeypatch):
    with (packaged / "rdf" / "dataset.ttl").open("a") as file:
        file.write("\n")
    assert loads_turtle(monkeypatch, packaged)


def test_a_store_is_stale_even_if_the_turtle_is_as_long_as_before(packaged, monkeypatch):
    turtle = packaged / "rdf" / "asserted.ttl"
    turtle.write_text(turtle.read_text().replace("steady", "steedy", 1))
    assert loads_turtle(monkeypatch, packaged)


def test_a_store_of_another_minor_version_is_passed_over(packaged, monkeypatch):
    stamp = packaged / "store" / STAMP
    stamp.write_text(stamp.read_text().replace("pyoxigraph 0.5", "pyoxigraph 0.1"))
    assert loads_turtle(monkeypatch, packaged)


def test_a_damaged_store_costs_no_answer(packaged):
    for path in (packaged / "store").glob("MANIFEST*"):
        path.write_bytes(b"damaged")
    assert len(PilotGraph.open(packaged).ask("which-factors-helped-or-hindered")) == 3


def test_a_folder_without_a_graph_is_named(tmp_path):
    with pytest.raises(SourceError, match="holds no graph; name a folder that holds data/rdf"):
        files.folder(tmp_path)


def test_every_missing_or_broken_file_is_named_at_once(tmp_path):
    shutil.copytree(TINY, tmp_path / "copy")
    (tmp_path / "copy/data/rdf/dataset.ttl").unlink()
    (tmp_path / "copy/data/rdf/inferred.ttl").write_text("@prefix : <https://example.org/> .\n:a :b\n  c .\n")
    with pytest.raises(SourceError) as caught:
        PilotGraph.open(tmp_path / "copy")
    wheres = [problem.where for problem in caught.value.problems]
    assert wheres == ["data/rdf/inferred.ttl:3", "data/rdf/dataset.ttl"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "file"
    target.write_bytes(b"old")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        files.write_whole(str(target), b"new")
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["file"]


def test_the_folder_of_the_program_holds_the_questions_and_the_ontology():
    folder = files.folder()
    assert Path(folder.queries).is_dir()
    assert ox.RdfFormat.from_extension(folder.graphs[-1][1].rpartition(".")[2]) == ox.RdfFormat.TURTLE
