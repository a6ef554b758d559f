"""Starts the service for the tests: as a program of its own on a free port, or inside the test."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from curated import ENVIRONMENT
from pilotgraph.arguments import parser
from pilotgraph.web.app import application
from pilotgraph.web.serving import prepared


class Service(NamedTuple):
    """A running service: its address without a slash at the end, and its process."""

    address: str
    process: subprocess.Popen[str]


@contextmanager
def running(*options: str, log: Path | None = None) -> Iterator[Service]:
    """`pilotgraph serve` with these options, as a process of its own; `log` gets what it says to its operator."""
    command = [sys.executable, "-m", "pilotgraph", "serve", "--port", "0", *options]
    errors = log.open("a", encoding="utf-8") if log else None
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout
        said = process.stdout.readline()
        found = re.search(r"http://\S+(?=/$)", said.strip())
        assert found, f"the service did not start: {said!r}"
        yield Service(found[0], process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if errors:
            errors.close()


@contextmanager
def client(*options: str) -> Iterator[TestClient]:
    """The service inside this process, with its workers; redirects are not followed."""
    site = prepared(parser("serve").parse_args(["serve", *options]))
    with TestClient(application(site), "http://pilotgraph.test", follow_redirects=False) as asking:
        yield asking
