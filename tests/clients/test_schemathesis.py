"""schemathesis finds that the service does what its OpenAPI document says, and refuses what that does not allow."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

CONFIG = Path(__file__).with_name("schemathesis.toml")
SEED = "20210701"
OTHERS = ("/questions", "/sparql", "/id/{kind}/{id}")


def run(address: str, folder: Path, *options: str) -> str:
    """What schemathesis says; it must have found nothing."""
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "--no-color", "run"]
    command += [f"{address}/openapi.json", "--seed", SEED, "--continue-on-failure", "--generation-database", "none"]
    done = subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-1000:]
    return done.stdout


def tally(said: str) -> tuple[int, int]:
    """How many operations were tried, and by how many requests."""
    operations, requests = re.search(r"Tested: (\d+)", said), re.search(r"([\d,]+) generated", said)
    assert operations, said
    assert requests, said
    return int(operations[1]), int(requests[1].replace(",", ""))


def few(document: dict[str, Any]) -> list[str]:
    """The paths of a few questions that take, between them, every parameter that there is."""
    takes = {
        path: {json.dumps(each, sort_keys=True) for each in methods["get"]["parameters"]}
        for path, methods in document["paths"].items()
        if path.startswith("/questions/")
    }
    chosen: list[str] = []
    left = set().union(*takes.values())
    while left:
        chosen.append(max(takes, key=lambda path: len(takes[path] & left)))
        left -= takes[chosen[-1]]
    return chosen


@pytest.mark.needs_schemathesis
def test_every_operation_does_what_is_said_of_it(address: str, tmp_path: Path) -> None:
    """Random values, right and wrong ones, for every operation."""
    operations, requests = tally(run(address, tmp_path, "--phases", "examples,fuzzing", "--max-examples", "5"))
    with urlopen(f"{address}/openapi.json", timeout=30) as response:
        assert operations == sum(map(len, json.load(response)["paths"].values())) > 70
    assert requests > 300


@pytest.mark.needs_schemathesis
def test_every_parameter_takes_what_is_said_of_it_and_nothing_else(address: str, tmp_path: Path) -> None:
    """Each limit of each schema, from both sides; every parameter at one of the questions that take it."""
    with urlopen(f"{address}/openapi.json", timeout=30) as response:
        paths = [*OTHERS, *few(json.load(response))]
    options = [part for path in paths for part in ("--include-path", path)]
    operations, requests = tally(run(address, tmp_path, "--phases", "coverage", *options))
    # At /sparql there are two.
    assert operations == len(paths) + 1
    assert requests > 1000


def test_a_few_questions_take_every_parameter() -> None:
    def takes(*names: str) -> dict[str, Any]:
        return {"get": {"parameters": [{"name": name} for name in names]}}

    paths = {
        "/questions/a": takes("x"),
        "/questions/b": takes("x", "y"),
        "/questions/c": takes("z"),
        "/sparql": takes(),
    }
    assert few({"paths": paths}) == ["/questions/b", "/questions/c"]
