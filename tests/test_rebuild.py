"""The same tables give the same bytes, and the committed files are those bytes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from curated import BUILT, ENVIRONMENT, ROOT, Copy


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> list[dict[str, bytes]]:
    """The built files of two copies without any, made by two processes that order their sets differently."""
    found = []
    for seed in ("1", "20"):
        copy = Copy(tmp_path_factory.mktemp(seed))
        for name in BUILT:
            copy.path(name).unlink()
        command = [sys.executable, "-m", "pilotgraph", "build", "--root", str(copy.root)]
        subprocess.run(command, env={**ENVIRONMENT, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        found.append(copy.built())
    return found


def test_building_twice_gives_the_same_bytes(rebuilt):
    first, second = rebuilt
    assert [name for name in BUILT if first[name] != second[name]] == []


@pytest.mark.parametrize("name", BUILT)
def test_a_committed_file_is_what_the_tables_give(rebuilt, name):
    """Where it is not, `pilotgraph build` has not been run after the last change."""
    assert rebuilt[0][name] == (ROOT / name).read_bytes()


def test_nothing_but_built_files_lies_beside_them():
    assert sorted(path.name for path in (ROOT / "data" / "rdf").iterdir()) == [
        "alignments.ttl",
        "asserted.ttl",
        "dataset.ttl",
        "inferred.ttl",
        "mappings.ttl",
    ]
