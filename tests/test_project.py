"""Building writes whole files or none, and locating fills in what curators leave empty."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import at_hand
from bridges import DIGEST, JOINED, LAYOUT, PASSAGES, TEXT
from curated import BUILT, ENVIRONMENT, Copy, copy
from pilotgraph.cli import main
from pilotgraph.curation import project
from pilotgraph.curation.schema import PASSAGES as TABLE

__all__ = ["copy"]

KILLING = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot end a process without notice")
NOT_THERE = "is missing; run this in a checkout of the project"


def relabel(copy: Copy) -> None:
    """A change after which asserted.ttl and the codebook are not what they were."""
    copy.add("factors", "bureaucracy", id="bureaucracy-too", label="Bureaucracy, again")


def test_a_build_tells_each_file_and_its_size(copy):
    assert copy.build() == 0
    assert copy.said == [f"{name}  {len(content):,} bytes" for name, content in copy.built().items()]


def test_a_change_of_a_table_is_in_the_built_graph(copy):
    before = copy.built()
    relabel(copy)
    assert copy.build() == 0
    after = copy.built()
    assert [name for name in BUILT if before[name] != after[name]] == [
        "data/rdf/asserted.ttl",
        "data/rdf/dataset.ttl",
        "data/README.md",
    ]
    assert "Bureaucracy, again" in after["data/rdf/asserted.ttl"].decode()


def test_all_problems_of_a_build_come_at_once_and_nothing_is_written(copy):
    places = [
        copy.spoil("factors", "bureaucracy", label=""),
        copy.spoil("barrier_statements", "t2-barrier-01", certainty="sure"),
        copy.spoil("data/sources.tsv", "lewis-2021", doi="10.5334"),
    ]
    before = copy.files()
    assert copy.build() == 1
    assert sorted(line.split("  ")[0] for line in copy.said[:-1]) == sorted(places)
    assert copy.said[-1] == "3 problems; nothing was written."
    assert copy.files() == before


def test_problems_of_passages_and_readings_come_together(copy):
    unplaced = copy.spoil("passages", "table-2.barriers.e01", sha256="")
    wrong_sum = copy.spoil("placements", "t2-barrier-09-icps", probability="0.95")
    before = copy.files()
    assert copy.build() == 1
    assert copy.said == [
        f'{unplaced}  passage table-2.barriers.e01 has no position or digest; run "pilotgraph locate" and look at the '
        "difference",
        f"{wrong_sum}  probabilities add up to 1.1; they must add up to 1",
        "2 problems; nothing was written.",
    ]
    assert copy.files() == before


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("passages", "table-2.barriers.e01", "source"), ("authorship_statements", "author-lewis", "about")],
)
def test_a_source_that_is_not_described_is_unknown_wherever_it_is_named(copy, table, row, column):
    where = copy.spoil(table, row, **{column: "lewis-2012"})
    assert copy.build() == 1
    assert f'{where}  {column} "lewis-2012" is not in data/sources.tsv; did you mean "lewis-2021"?' in copy.said


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"sha256": ""}, "passage table-2.barriers.e01 has no position or digest"),
        ({"start": "99999"}, "passage table-2.barriers.e01 ends before it starts"),
        ({"start": "-1"}, 'start is "-1", not a character position'),
    ],
)
def test_a_passage_that_was_never_located_is_not_built(copy, cells, what):
    where = copy.spoil("passages", "table-2.barriers.e01", **cells)
    before = copy.files()
    assert copy.build() == 1
    assert [line for line in copy.said if line.startswith(f"{where}  {what}; ")]
    assert copy.files() == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_ontology_is_one_clear_line(copy, command):
    copy.path("ontology/pilotgraph.ttl").unlink()
    before = copy.files()
    assert getattr(copy, command)() == 1
    assert copy.said[0] == f"ontology/pilotgraph.ttl  {NOT_THERE}"
    assert len(copy.said) == 2
    assert copy.files() == before


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (
            b'@prefix a: <http://a/> .\na:b a:c "open .\na:d a:e "closed" .',
            2,
            "Line jumps are not allowed in string literals",
        ),
        (b"<html>\n", 1, "No scheme found in an absolute IRI"),
        (b"\n\na:b a:c a:d .\n", 3, "The prefix a: has not been declared"),
        (b'@prefix a: <http://a/> .\n\na:b a:c "\xe9" .\n', 3, ""),
        (b"@prefix a: <http://a/> .\na:b a:c", 2, "Unexpected end"),
    ],
    ids=["open string", "a web page", "unknown prefix", "latin-1", "cut off"],
)
def test_a_broken_ontology_is_one_clear_line_that_names_the_line(copy, command, content, line, said):
    copy.path("ontology/pilotgraph.ttl").write_bytes(content)
    before = copy.files()
    assert getattr(copy, command)() == 1
    assert copy.said[0].startswith(f"ontology/pilotgraph.ttl:{line}  is not Turtle: {said}")
    assert copy.said[0].endswith("; mend it")
    assert "\n" not in copy.said[0]
    assert len(copy.said) == 2
    assert copy.files() == before


def test_an_empty_ontology_is_one_clear_line(copy):
    """Without it every code of every table would be told as unknown."""
    copy.path("ontology/pilotgraph.ttl").write_bytes(b"")
    assert copy.build() == 1
    assert copy.said == [
        "ontology/pilotgraph.ttl  says no owl:versionInfo; restore the header of the ontology",
        "1 problem; nothing was written.",
    ]


def test_a_folder_that_is_no_checkout_is_told_so(tmp_path, capsys):
    assert main(["build", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().out.split("\n")[0] == f"ontology/pilotgraph.ttl  {NOT_THERE}"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_without_a_traceback(copy):
    copy.path("data/rdf/inferred.ttl").unlink()
    copy.path("data/rdf/inferred.ttl").mkdir()
    assert copy.build() == 1
    assert copy.said[1:] == [
        "data/rdf/inferred.ttl  cannot be written: Is a directory; make room for it",
        "1 problem; run the build again.",
    ]
    assert not list(copy.root.rglob("*.partial"))


def test_a_failure_between_two_files_leaves_each_file_whole(copy, monkeypatch):
    old = copy.built()
    relabel(copy)
    new = copy.read().built()
    whole, written = project.write_whole, []

    def failing(path: str, content: bytes) -> None:
        if written:
            raise OSError(28, os.strerror(28))
        written.append(path)
        whole(path, content)

    monkeypatch.setattr(project, "write_whole", failing)
    assert copy.build() == 1
    now = copy.built()
    assert now["data/rdf/asserted.ttl"] == new["data/rdf/asserted.ttl"] != old["data/rdf/asserted.ttl"]
    assert [name for name in BUILT[1:] if now[name] != old[name]] == []
    assert copy.said[1] == f"data/rdf/inferred.ttl  cannot be written: {os.strerror(28)}; make room for it"


def kill_at(copy: Copy, moment: str) -> None:
    """Start a real build and end it at a moment: after so many seconds, or once a file with such a name is there."""
    command = [sys.executable, "-m", "pilotgraph", "build", "--root", str(copy.root)]
    started = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    if moment.startswith("*"):
        while started.poll() is None and not any(copy.root.joinpath("data").rglob(moment)):
            time.sleep(0.0002)
    else:
        time.sleep(float(moment))
    started.kill()
    started.wait()


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> tuple[Copy, dict[str, bytes], dict[str, bytes]]:
    """A copy that was changed but not built yet; its built files as they are, and as they are to be."""
    copy = Copy(tmp_path_factory.mktemp("changed"))
    old = copy.built()
    relabel(copy)
    version = copy.read().version
    copy.swap("ontology/pilotgraph.ttl", f'versionInfo "{version}"', 'versionInfo "99.0.0"')
    return copy, old, copy.read().built()


@KILLING
@pytest.mark.parametrize("moment", ["0.3", "*asserted*.partial", "*dataset*.partial"])
def test_a_build_that_is_ended_without_notice_leaves_each_file_old_or_new(changed, moment):
    copy, old, new = changed
    for name, content in old.items():
        copy.path(name).write_bytes(content)
    kill_at(copy, moment)
    now = copy.built()
    assert [name for name in BUILT if now[name] not in (old[name], new[name])] == []
    if moment == "0.3":
        assert now == old


@KILLING
def test_a_build_that_comes_after_one_that_was_ended_makes_up_for_it(changed):
    copy, _, new = changed
    kill_at(copy, "*asserted*.partial")
    assert copy.build() == 0
    assert copy.built() == new


WRITING = """
import sys
from pilotgraph.curation.project import write_whole
print("begun", flush=True)
while True:
    for letter in b"ab":
        write_whole(sys.argv[1], bytes([letter]) * 20_000_000)
"""


@KILLING
def test_writing_that_is_ended_at_any_moment_leaves_the_old_file_or_the_new(tmp_path):
    """Files large enough for most of the ends to fall into the middle of a write."""
    file = tmp_path / "file"
    contents = [letter * 20_000_000 for letter in (b"a", b"b")]
    file.write_bytes(contents[0])
    chance, halves = random.Random(5), 0
    for _ in range(10):
        started = subprocess.Popen([sys.executable, "-c", WRITING, file], env=ENVIRONMENT, stdout=subprocess.PIPE)
        assert started.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0, 0.03))
        started.kill()
        started.communicate()
        assert file.read_bytes() in contents
        for left in tmp_path.glob("*.partial"):
            halves += left.stat().st_size < len(contents[0])
            left.unlink()
    assert halves > 0


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A checkout with a tiny article of its own, whose passages are located; its text lies beside it."""
    data = tmp_path / "data"
    (data / "tables").mkdir(parents=True)
    tables = {
        "sources": [
            ("id", "label", "citation", "doi", "url", "licence", "text_sha256"),
            ("survey-2019", "Survey", "A survey.", "https://doi.org/1/2", "https://a.org/", "https://b.org/", DIGEST),
        ],
        "layout": [("source", "section", "kind", "starts_with", "part"), *(("survey-2019", *mark) for mark in LAYOUT)],
        "joined-words": [("source", "word", "apart"), *(("survey-2019", *each) for each in JOINED.items())],
        "tables/passages": [
            tuple(column.name for column in TABLE.columns),
            *(tuple(str(getattr(row, column.name)) for column in TABLE.columns) for row in PASSAGES),
        ],
    }
    for name, lines in tables.items():
        (data / f"{name}.tsv").write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")
    (tmp_path / "survey.txt").write_text(TEXT, "utf-8")
    return tmp_path


def located(survey: Path) -> tuple[int, list[str]]:
    said: list[str] = []
    return project.locate(survey, survey / "survey.txt", said.append), said


def edit(survey: Path, line: int, **cells: str) -> None:
    """Change cells of a row of passages.tsv; line 2 is the first."""
    path = survey / "data" / "tables" / "passages.tsv"
    lines = [each.split("\t") for each in path.read_text("utf-8").split("\n")]
    lines[line - 1] = [cells.get(name, old) for name, old in zip(lines[0], lines[line - 1], strict=True)]
    path.write_text("\n".join("\t".join(each) for each in lines), "utf-8")


def files(survey: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in survey.rglob("*") if path.is_file()}


def test_locating_what_is_located_changes_nothing(survey):
    before = files(survey)
    assert located(survey) == (0, [f"{len(PASSAGES)} passages located"])
    assert files(survey) == before


def test_locating_fills_an_emptied_row_in_again(survey):
    before = files(survey)
    edit(survey, 3, start="", end="", sha256="", before="", after="")
    assert files(survey) != before
    assert located(survey)[0] == 0
    assert files(survey) == before


def test_locating_sorts_the_rows_as_the_text_has_them(survey):
    before = files(survey)
    path = survey / "data" / "tables" / "passages.tsv"
    header, *lines = path.read_text("utf-8").split("\n")[:-1]
    path.write_text("\n".join([header, *reversed(lines)]) + "\n", "utf-8")
    assert located(survey)[0] == 0
    assert files(survey) == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"first_words": "Traffic on the railway"}, "data/tables/passages.tsv:3  "),
        ({"last_words": "the whole period [4]."}, "data/tables/passages.tsv:3  "),
        ({"place": "results.p9.s1", "id": "results.p9.s1"}, "data/tables/passages.tsv:3  "),
        ({"source": "survey-2018"}, 'tables/passages.tsv:3  source "survey-2018" is not in data/sources.tsv'),
        ({"start": "first"}, 'tables/passages.tsv:3  start "first" is not a whole number'),
    ],
)
def test_a_passage_that_is_not_there_is_told_and_nothing_is_written(survey, cells, said):
    edit(survey, 3, **cells)
    before = files(survey)
    code, lines = located(survey)
    assert code == 1
    assert len(lines) == 2
    assert said in lines[0]
    assert lines[1] == "1 problem; nothing was written."
    assert files(survey) == before


def test_passages_that_are_not_there_are_told_all_at_once(survey):
    for line in (2, 3, 4):
        edit(survey, line, first_words="Nobody has ever written this")
    before = files(survey)
    code, lines = located(survey)
    assert code == 1
    assert [line.split("  ")[0] for line in lines[:-1]] == [f"data/tables/passages.tsv:{line}" for line in (2, 3, 4)]
    assert files(survey) == before


def test_another_text_is_refused_before_anything_is_looked_up_in_it(survey):
    """A digit that differs would otherwise give the passage around it a digest of its own."""
    text = survey / "survey.txt"
    text.write_text(TEXT.replace("4.2%", "4.3%"), "utf-8")
    before = files(survey)
    code, lines = located(survey)
    assert code == 1
    assert f"{text}  is not the text of survey-2019: text_sha256 in data/sources.tsv is another; " in lines[0]
    assert files(survey) == before


def test_a_layout_that_does_not_fit_its_text_is_told(survey):
    path = survey / "data" / "layout.tsv"
    path.write_text(path.read_text("utf-8").replace("Old railings were", "New railings were"), "utf-8")
    before = files(survey)
    code, lines = located(survey)
    assert code == 1
    assert lines[0].startswith("data/layout.tsv  ")
    assert len(lines) == 2
    assert files(survey) == before


@pytest.mark.parametrize(("content", "what"), [(None, "cannot be read"), (b"caf\xe9", "is not UTF-8")])
def test_a_text_that_cannot_be_read_is_told(survey, content, what):
    text = survey / "survey.txt"
    text.unlink()
    if content is not None:
        text.write_bytes(content)
    code, lines = located(survey)
    assert code == 1
    assert lines[0].startswith(f"{text}  {what}; ")


@pytest.mark.needs_text
def test_locating_the_curated_passages_changes_nothing(copy):
    before = copy.files()
    assert copy.locate(at_hand.TEXT) == 0
    assert copy.files() == before


@pytest.mark.needs_text
def test_a_curated_passage_that_was_emptied_is_filled_in_again(copy):
    before = copy.files()
    copy.spoil("passages", "table-2.barriers.e09", start="", end="", sha256="", before="", after="")
    assert copy.files() != before
    assert copy.locate(at_hand.TEXT) == 0
    assert copy.files() == before
