"""What the pages say can be followed: commands, code, links, counts and answers are those of the project."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from curated import ROOT
from pilotgraph import PilotGraph
from pilotgraph.arguments import COMMANDS, parser
from pilotgraph.cli import main
from pilotgraph.curation import checkout
from pilotgraph.curation.codebook import codebook, questions
from pilotgraph.curation.readings import FACTOR_TABLES
from pilotgraph.queries import read_all

README, QUESTIONS, CI = ROOT / "README.md", ROOT / "queries" / "README.md", ROOT / ".ci" / "run"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *(ROOT / name / "README.md" for name in ("data", "ontology", "ontology/w3id", "queries", "tests/bench")),
    ]
)
PAGES = [page for page in PAGES if page.is_file()]
# Commands that change a checkout or call a server are read, not run.
UNTRIED = ("build", "check", "locate", "coverage", "publish", "serve", "--endpoint")


def name(path: object) -> str:
    return path.relative_to(ROOT).as_posix() if isinstance(path, Path) else str(path)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def saved(page: Path, folder: Path) -> list[str]:
    """The files that a page tells its reader to save, each a block that begins with its name; those with data."""
    found = re.findall(r"^```\w+\n(# ([\w.-]+)\n.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for text, called in found:
        (folder / called).write_text(text, "utf-8")
    return [called for _, called in found if called.endswith(".ttl")]


def commands_in_blocks() -> list[tuple[Path, str]]:
    """Every `pilotgraph` command of a block that a reader is to type."""
    return [
        (page, part.strip())
        for page in PAGES
        for block in blocks(page, "sh")
        for line in block.splitlines()
        for part in line.split("&&")
        if part.strip().startswith("pilotgraph ") or "/pilotgraph " in part
    ]


def commands_in_text() -> list[tuple[Path, str]]:
    """Every `pilotgraph` command named in running text, with optional parts as if given."""
    found = []
    for page in PAGES:
        text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        found += [
            (page, command.replace("[", "").replace("]", "")) for command in re.findall(r"`(pilotgraph [^`]+)`", text)
        ]
    return found


def parsed(command: str) -> object:
    words = shlex.split(command)
    return parser().parse_args(words[1:])


def test_there_are_pages_with_commands_code_and_links():
    assert {"README.md", "CONTRIBUTING.md", "docs/tour.md", "docs/why.md"} <= {name(page) for page in PAGES}
    assert len(commands_in_blocks()) > 8
    assert len(commands_in_text()) > 20
    assert blocks(README, "python")
    assert blocks(README, "console")


@pytest.mark.parametrize(("page", "command"), [*commands_in_blocks(), *commands_in_text()], ids=name)
def test_a_command_that_a_page_shows_exists(page, command):
    words = shlex.split(command)
    if len(words) == 2:  # the command alone is named, not how to call it
        assert words[1] in COMMANDS, name(page)
        return
    options = parsed(command)
    question = getattr(options, "question", "QUESTION")
    assert question.isupper() or (ROOT / "queries" / f"{question}.rq").is_file()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert re.search(rf"`(pilotgraph )?{command}\b", README.read_text("utf-8"))


@pytest.mark.parametrize(
    ("page", "command"),
    [(page, command) for page, command in commands_in_blocks() if not {*UNTRIED} & {*shlex.split(command)}],
    ids=name,
)
def test_a_command_that_a_page_shows_runs(page, command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    saved(page, tmp_path)
    there = {*tmp_path.iterdir()}
    assert main(shlex.split(command)[1:]) == 0
    printed = capsys.readouterr()
    assert printed.out or {*tmp_path.iterdir()} > there
    assert "did you mean" not in printed.err


@pytest.mark.parametrize(
    ("page", "code"),
    [(page, code) for page in PAGES for code in blocks(page, "python")],
    ids=lambda part: name(part)[:20],
)
def test_code_that_a_page_shows_runs(page, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    saved(page, tmp_path)
    exec(compile(code, name(page), "exec"), {})


def test_the_code_of_the_readme_prints_an_answer(capsys):
    (code,) = blocks(README, "python")
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(PilotGraph.open().ask("which-findings-go-against-an-aim").rows) > 0


@pytest.mark.parametrize(
    ("page", "query"),
    [(page, query) for page in PAGES for query in blocks(page, "sparql")],
    ids=lambda part: name(part)[:20],
)
def test_a_query_that_a_page_shows_has_an_answer(page, query, tmp_path):
    extra = [tmp_path / called for called in saved(page, tmp_path)]
    assert len(PilotGraph.open(extra=extra).sparql(query).rows) > 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_into_the_project_leads_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    dead = [target for target in targets if target and "://" not in target and not (page.parent / target).exists()]
    assert dead == []


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\s{2,}", line.strip())]


def test_the_answer_on_the_first_screen_is_what_the_command_prints(capsys):
    (shown,) = blocks(README, "console")
    command, *table = shown.splitlines()
    assert command.startswith("$ pilotgraph ask ")
    assert main(shlex.split(command)[2:]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [cells(line) for line in table if "──" not in line] == [cells(line) for line in printed if "──" not in line]


def test_the_first_screen_shows_an_answer():
    """Forty lines, of which a reader sees most without scrolling."""
    screen = README.read_text("utf-8").split("\n")[:40]
    assert [line for line in screen if line.startswith("$ pilotgraph ask ")]


def test_the_readme_promises_two_commands():
    commands = [line for block in blocks(README, "sh") for line in block.splitlines()]
    assert [bool(re.search(r"^pip install .*&& (pilotgraph ask|pytest)", line)) for line in commands] == [True, True]


@pytest.mark.skipif(not CI.is_file(), reason="only a checkout has .ci/run")
def test_what_ci_runs_are_the_two_commands_of_the_readme():
    """CI takes them out of the page, so that they cannot come apart."""
    (program,) = re.findall(r"awk '([^']+)' README\.md", CI.read_text("utf-8"))
    taken = subprocess.run(
        [shutil.which("awk") or "awk", program, str(README)], capture_output=True, text=True, check=True
    )
    assert taken.stdout.splitlines() == [line for block in blocks(README, "sh") for line in block.splitlines()]


def test_the_number_of_questions_is_what_the_pages_say():
    number = len(list((ROOT / "queries").glob("*.rq")))
    told = {page: re.findall(r"(\d+) saved questions", page.read_text("utf-8")) for page in PAGES}
    assert told[README]
    assert {count for counts in told.values() for count in counts} == {str(number)}


def test_the_doubt_about_table_2_is_as_great_as_the_page_says():
    words = {"Four": 4}
    said = re.search(
        r"(\w+) of its (\d+) facilitators and barriers are certain of .*?, (\d+) are inferred and (\d+) are open",
        (ROOT / "docs" / "why.md").read_text("utf-8"),
    )
    certain, whole, inferred, opened = (words.get(number) or int(number) for number in said.groups())
    tables = checkout.Curated(ROOT).tables
    found = [
        row.one("certainty")
        for row_of_table, table in FACTOR_TABLES.items()
        for row in tables[table]
        if row.one("passages").startswith(f"table-2.{row_of_table}.")
    ]
    counted = {kind: found.count(kind) for kind in set(found)}
    assert counted == {"certain": certain, "inferred": inferred, "ambiguous": opened}
    assert len(found) == whole


def test_the_codebook_is_fresh():
    """Where it is not, `pilotgraph build` has not been run after the last change."""
    curated = checkout.Curated(ROOT)
    assert (ROOT / "data" / "README.md").read_text("utf-8") == codebook(curated.tables, curated.ontology)


def test_the_list_of_questions_is_fresh():
    assert QUESTIONS.read_text("utf-8") == questions(read_all(str(ROOT / "queries")))


def written() -> list[Path]:
    """Every file of the project that people write or read."""
    folders = ("ontology", "src", "data", "queries", "tests", "docs", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    passed_over = {"__pycache__", "store", "_graph"}
    return [path for path in files if not passed_over & {*path.parts} and ".egg-info" not in str(path)]


# Each written so that this file does not hold it.
FOREIGN = {
    r"(?<![\w.])/wor[k]\b": (),
    r"/tmp/[w]\b": (),
    r"\bshare[d]/": (".ci/run", "tests/at_hand.py"),
    r"(?<!scope=\")\bsessio[n]s?\b": (),
    r"\bhelpe[r]s?\b": ("tests/test_layout.py",),  # as a name that no module has
    r"\bissue[s]? #?\d": (),
    r"\bsub-?agen[t]": (),
}


@pytest.mark.parametrize("words", FOREIGN)
def test_the_project_speaks_of_nothing_outside_it(words):
    files = written()
    assert len(files) > 150
    pattern = re.compile(words, re.IGNORECASE)
    found = [
        f"{name(path)}:{number}"
        for path in files
        if name(path) not in FOREIGN[words]
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []
