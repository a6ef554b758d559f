"""The command `export` writes what was asked for, whole or not at all, and says clearly what it will not write."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import serving
from curated import ENVIRONMENT
from pilotgraph import PilotGraph, RequestError, SourceError
from pilotgraph.cli import main
from pilotgraph.exports.folders import write_folder
from pilotgraph.exports.kinds import KINDS, files, whole

Run = Callable[..., tuple[int, str, str]]
SINGLE = [name for name, kind in KINDS.items() if kind.whole]
SEVERAL = [name for name, kind in KINDS.items() if kind.parts]
CONTENTS = [("a.ttl", b"one"), ("inner/b.ttl", b"two"), ("inner/deep/c.ttl", b"three")]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command: its exit code, what it printed, and what it said beside that."""

    def running(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["export", *arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


def inside(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", SINGLE)
def test_a_kind_is_printed_and_written_to_a_file_alike(run: Run, kind: str, graph: PilotGraph, tmp_path: Path) -> None:
    code, out, err = run(kind)
    assert (code, out.encode()) == (0, whole(graph, kind))
    assert "Cite: PilotGraph contributors" in err
    assert run(kind, "--output", str(tmp_path / "file"))[:2] == (0, "")
    assert (tmp_path / "file").read_bytes() == out.encode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_written_into_a_new_folder(run: Run, kind: str, graph: PilotGraph, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    code, out, _ = run(kind, "--to", str(folder))
    wanted = dict(files(graph, kind))
    assert (code, out) == (0, f"{folder}  {len(wanted)} {'file' if len(wanted) == 1 else 'files'}\n")
    assert inside(folder) == wanted
    assert len(wanted) > 1 or kind not in SEVERAL


@pytest.mark.parametrize(("kind", "form"), [(name, form) for name, kind in KINDS.items() for form in kind.forms])
def test_every_form_of_a_kind_is_written(run: Run, kind: str, form: str, graph: PilotGraph) -> None:
    code, out, _ = run(kind, "--format", form)
    assert (code, out.encode()) == (0, whole(graph, kind, form))
    assert len(out) > 1000


def test_another_process_writes_the_same_bytes(graph: PilotGraph, tmp_path: Path) -> None:
    """Python orders sets and Oxigraph may order prefixes by a number that is drawn for each process."""
    for kind in SINGLE:
        command = [sys.executable, "-m", "pilotgraph", "export", kind, "--output", str(tmp_path / kind)]
        subprocess.run(command, env=ENVIRONMENT | {"PYTHONHASHSEED": "2"}, capture_output=True, check=True)
        assert (tmp_path / kind).read_bytes() == whole(graph, kind), kind


def test_an_endpoint_gives_the_same_bytes(run: Run, graph: PilotGraph) -> None:
    with serving.running() as service:
        for kind in SINGLE:
            code, out, _ = run(kind, "--endpoint", f"{service.address}/sparql")
            assert (code, out.encode()) == (0, whole(graph, kind)), kind


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nanopubs"], 2, "there is no such kind of export; did you mean nanopublications?"),
        (["mapping"], 2, "did you mean mappings or mappings-owl?"),
        (["everything"], 2, f"there are {', '.join(KINDS)}"),
        ([], 2, "the following arguments are required: KIND"),
        (["cube", "--format", "trig"], 2, "is no form of cube; there are turtle, ntriples, jsonld, rdfxml"),
        (["cube", "--format", "turtel"], 2, "invalid choice: 'turtel'"),
        (["ro-crate"], 2, "is a folder of files; add --to ro-crate"),
        (["cube", "--endpoint", "sparql"], 2, "is not an http address"),
        (["cube", "--endpoint", "http://127.0.0.1:9/sparql"], 3, "cannot be reached"),
        (["cube", "--graph", "/no/such/folder"], 3, "holds no graph"),
        (["cube", "--output", "/no/such/folder/a"], 3, "cannot be written"),
        (["cube", "--to", "/dev/null/a"], 3, "cannot be written to"),
        (["cube", "--to", "/dev/null"], 2, "is a file; name a new or an empty folder"),
    ],
)
def test_bad_input_gets_one_clear_line(run: Run, arguments: list[str], code: int, said: str) -> None:
    found, _, err = run(*arguments)
    assert found == code
    assert said in err
    assert "Traceback" not in err


def test_all_that_does_not_go_together_is_told_at_once(run: Run) -> None:
    code, _, err = run(
        "ro-crate", "--to", "a", "--output", "b", "--format", "turtle", "--endpoint", "http://example.org"
    )
    assert code == 2
    assert [line.partition("  ")[0] for line in err.splitlines()] == [
        f"pilotgraph: {each}" for each in ("--to", "--format turtle", "--endpoint")
    ]


def test_a_graph_in_which_there_is_nothing_of_the_kind_is_told(run: Run) -> None:
    tiny = str(Path(__file__).parents[1] / "tiny")
    code, _, err = run("mappings", "--graph", tiny)
    assert code == 3
    assert "export mappings  the graph holds no mapping" in err


def test_a_strange_file_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "a.ttl").write_text("also mine")
    before = inside(tmp_path)
    with pytest.raises(RequestError) as refused:
        write_folder(str(tmp_path), CONTENTS)
    said = sorted(str(problem) for problem in refused.value.problems)
    assert [line.split("  ")[1].split(" ")[0] for line in said] == ["a.ttl", "thesis.txt"]
    assert inside(tmp_path) == before


def test_many_strange_files_are_not_all_named(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text("mine")
    with pytest.raises(RequestError) as refused:
        write_folder(str(tmp_path), CONTENTS)
    assert len(refused.value.problems) == 6


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"one")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.ttl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RequestError, match="is there already"):
        write_folder(str(folder), CONTENTS)
    assert (tmp_path / "elsewhere").read_bytes() == b"one"


def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.ttl")
    with pytest.raises(RequestError, match=r"a\.ttl is there already"):
        write_folder(str(tmp_path), CONTENTS)


def test_writing_the_same_again_changes_nothing_and_mends_what_is_missing(tmp_path: Path) -> None:
    write_folder(str(tmp_path), CONTENTS)
    (tmp_path / "inner" / "b.ttl").unlink()
    kept = (tmp_path / "a.ttl").stat().st_mtime_ns
    assert write_folder(str(tmp_path), CONTENTS) == 3
    assert inside(tmp_path) == dict(CONTENTS)
    assert (tmp_path / "a.ttl").stat().st_mtime_ns == kept


@pytest.mark.parametrize("broken", ["x" * 300, "a.ttl/inner"], ids=["a name too long", "a file as a folder"])
def test_what_cannot_be_written_whole_leaves_nothing_behind(broken: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    with pytest.raises(SourceError, match="cannot be written to"):
        write_folder(str(folder), [*CONTENTS, (broken, b"four")])
    assert list(tmp_path.iterdir()) == []
