"""Facts about the files of the second reading, and about the command that reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from curated import ROOT, copy
from pilotgraph.cli import main
from pilotgraph.curation import project
from pilotgraph.curation.secondreading import drawing, page, settling, sheets
from pilotgraph.curation.secondreading.agreement import disagreements
from pilotgraph.curation.secondreading.coding import FIELD_NAMES
from pilotgraph.curation.secondreading.drawing import OF_EACH_SECTION, SECTIONS, WANTED
from pilotgraph.errors import PilotGraphError

__all__ = ["copy"]

FOLDER = ROOT / sheets.FOLDER
SECOND, SETTLED = f"{sheets.FOLDER}/second.tsv", settling.NAME
PAGE = ROOT / "docs" / "second-reading.md"
NOT_YET = "The second reading is not in yet."
KIND, CERTAINTY, DIRECTION = (len(sheets.GIVEN) + FIELD_NAMES.index(n) for n in ("kind", "certainty", "direction"))
Lines = list[list[str]]


def lines(path: Path) -> Lines:
    return [line.split("\t") for line in path.read_text("utf-8").removesuffix("\n").split("\n")]


def save(path: Path, rows: Lines) -> None:
    path.write_bytes("".join("\t".join(row) + "\n" for row in rows).encode())


class Second:
    """
    The second reader's file in a copy of the checkout, filled in as the first reader coded.

    rows: with the header; the lines of each passage are in the opposite order.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []
        first: dict[str, Lines] = defaultdict(list)
        for _, passage, *codes in lines(FOLDER / "first.tsv")[1:]:
            first[passage].append(codes)
        header, *sheet = lines(FOLDER / "sheet.tsv")
        self.rows = [header, *([*row[: len(sheets.GIVEN)], *first[row[0]].pop()] for row in sheet)]
        (root / SETTLED).unlink(missing_ok=True)
        self.save()

    def save(self) -> None:
        save(self.root / SECOND, self.rows)

    def row(self, kind: str) -> int:
        """The number of the first line that is of a kind."""
        return next(number for number, row in enumerate(self.rows) if row[KIND] == kind)

    def refused(self) -> list[str]:
        """All that is wrong with the file as it now is."""
        self.save()
        with pytest.raises(PilotGraphError) as caught:
            sheets.read_pairs(self.root)
        return [str(problem) for problem in caught.value.problems]

    def settle(self, *rows: list[str]) -> None:
        save(self.root / SETTLED, [list(settling.COLUMNS), *rows])

    def agreement(self) -> int:
        self.said = []
        return project.agreement(self.root, self.said.append)

    def unsettled(self) -> list[str]:
        """What the list of disagreements ends with."""
        try:
            self.said = []
            assert project.disagreed(self.root, self.said.append) == 0
        except PilotGraphError as error:
            return [str(problem) for problem in error.problems]
        return []


@pytest.fixture
def second(copy) -> Second:
    return Second(copy.root)


# --- the draw


def test_the_sample_is_what_the_seed_draws_from_the_population():
    settings = dict(row for row in lines(FOLDER / "draw.tsv")[1:])
    drawn = drawing.draw(sheets.read_population(ROOT), int(settings["seed"]))
    assert [list(each) for each in drawn] == lines(FOLDER / "sample.tsv")[1:]
    assert settings["statements_wanted"] == str(WANTED)
    assert settings["statements_of_each_section"] == str(OF_EACH_SECTION)


def test_the_sample_has_enough_statements_of_every_section():
    sections = [section for _, _, section, _ in lines(FOLDER / "sample.tsv")[1:]]
    assert len(sections) >= WANTED
    assert min(sections.count(section) for section in SECTIONS) >= OF_EACH_SECTION


def test_the_first_codes_are_of_just_the_sample():
    assert [row[:2] for row in lines(FOLDER / "first.tsv")] == [row[:2] for row in lines(FOLDER / "sample.tsv")]


def test_the_sheet_tells_nothing_of_the_first_codes_but_how_many_there_are():
    header, *sheet = lines(FOLDER / "sheet.tsv")
    assert tuple(header) == (*sheets.GIVEN, *FIELD_NAMES)
    assert {cell for row in sheet for cell in row[len(sheets.GIVEN) :]} == {""}
    statements = {row[0] for row in lines(FOLDER / "population.tsv")[1:]}
    assert not statements & {cell for row in sheet for cell in row}
    passages = [row[1] for row in lines(FOLDER / "sample.tsv")[1:]]
    assert sorted(row[0] for row in sheet) == sorted(passages)
    assert all(int(row[4]) == passages.count(row[0]) for row in sheet)


def test_a_draw_is_made_once(copy):
    before = copy.files()
    assert project.draw(copy.root, 1, copy.said.append) == 1
    assert "data/second-reading/first.tsv  is already there; a draw is made once" in "\n".join(copy.said)
    assert copy.files() == before


def test_a_new_draw_writes_every_file_of_it(copy):
    for path in (copy.root / sheets.FOLDER).iterdir():
        path.unlink()
    assert project.draw(copy.root, 7, copy.said.append) == 0
    assert copy.said == [
        f"data/second-reading/{name}.tsv" for name in ("draw", "ids", "population", "sample", "first", "sheet")
    ]
    assert lines(copy.root / "data/second-reading/draw.tsv")[1] == ["seed", "7"]


def test_nothing_is_drawn_from_tables_with_problems(copy):
    for path in (copy.root / sheets.FOLDER).iterdir():
        path.unlink()
    copy.spoil("barrier_statements", "t2-barrier-01", hedge="loud")
    assert project.draw(copy.root, 7, copy.said.append) == 1
    assert list((copy.root / sheets.FOLDER).iterdir()) == []


# --- what the second reader filled in


def test_readers_who_code_the_same_agree_in_everything(second):
    """Also where the lines of a passage are in another order."""
    pairs = sheets.read_pairs(second.root)
    assert len(pairs) == len(second.rows) - 1
    assert disagreements(pairs) == []
    assert second.agreement() == 0
    assert f"agree in all fields of {len(pairs)} of {len(pairs)} (100 %)" in second.said[0]


def test_a_file_that_is_not_there_is_named_with_what_to_do(second):
    (second.root / SECOND).unlink()
    assert second.agreement() == 1
    assert second.said[0] == f"{SECOND}  is not there; copy sheet.tsv to it and fill that in"


@pytest.mark.parametrize(
    ("kind", "cells", "said"),
    [
        (
            "barrier_statements",
            {"kind": "barriers"},
            'kind "barriers" is no table of statements; did you mean "barrier',
        ),
        ("barrier_statements", {"kind": ""}, 'kind is empty; name the table, or write "none"'),
        (
            "barrier_statements",
            {"target": "leaderhip"},
            'target "leaderhip" is not in factors; did you mean "leadership"?',
        ),
        ("barrier_statements", {"role_of_target": "aim"}, 'role_of_target "aim" is not in code:side'),
        (
            "barrier_statements",
            {"target": "funding; leadership; resources", "role_of_target": "absence; absence"},
            "role_of_target has 2 sides for 3 factors; give one side for each factor in the same order, or one for all",
        ),
        (
            "barrier_statements",
            {"direction": "increase"},
            "direction says something, which barrier_statements cannot have",
        ),
        ("barrier_statements", {"certainty": ""}, "certainty is empty; give how sure it is"),
        ("outcome_findings", {"significance": ""}, "significance is empty; give of the effect"),
        ("outcome_findings", {"number": "some"}, 'number "some" is not a number such as "4.2"'),
        ("outcome_findings", {"subject": "icp"}, 'subject "icp" is not in programmes or waves'),
        (
            "aim_statements",
            {"role_of_target": "goal"},
            'role_of_target "goal" is not one of aim, expectation, success-',
        ),
        ("fact_statements", {"target": "pilots"}, 'target "pilots" is not in properties'),
        ("fact_statements", {"target": "pilot_count", "number": "many"}, 'number "many" is not a whole number'),
        ("fact_statements", {"target": "funder", "number": "nhs"}, 'number "nhs" is not in organisations'),
        ("role_statements", {"target": "lewis; lewis"}, "target has the same value twice; keep one"),
        ("evidence_gaps", {"role_of_target": "unknown"}, 'role_of_target "unknown" is not in code:gap-kind'),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_line(second, kind, cells, said):
    number = second.row(kind)
    for name, cell in cells.items():
        second.rows[number][len(sheets.GIVEN) + FIELD_NAMES.index(name)] = cell
    (problem,) = second.refused()
    assert problem.startswith(f"{SECOND}:{number + 1}  {said}")


def test_everything_wrong_is_told_at_once(second):
    second.rows[1][KIND] = ""
    second.rows[2][CERTAINTY] = "sure"
    second.rows[3][1] = "elsewhere"
    dropped = second.rows.pop()
    second.rows.append(["themes.p99.s1", *second.rows[5][1:]])
    second.rows.append(second.rows[6])
    problems = second.refused()
    last = len(second.rows)
    units = int(dropped[4])
    assert len(problems) == 6
    assert f"{SECOND}:4  is not as in sheet.tsv before the codes; restore passage, place" in problems[0]
    assert problems[1].startswith(f"{SECOND}:{last - 1}  passage themes.p99.s1 has no line")
    assert problems[2].startswith(f"{SECOND}:{last}  line {second.rows[6][5]} of {second.rows[6][0]} is already at")
    assert problems[3].startswith(f"{SECOND}  1 of the {units} lines of passage {dropped[0]} is missing; add them")
    assert problems[4].startswith(f"{SECOND}:2  kind is empty")
    assert problems[5].startswith(f'{SECOND}:3  certainty "sure" is not in code:certainty')


def test_a_header_or_a_line_of_another_shape_is_refused(second):
    second.rows[4] = second.rows[4][:-1]
    assert second.refused()[0].startswith(f"{SECOND}:5  has {len(second.rows[0]) - 1} cells, the header has")
    second.rows[0] = [*second.rows[0][:-1], "eyes"]
    assert second.refused()[0].startswith(f"{SECOND}:1  column perspective is missing")


def test_a_reader_can_find_fewer_statements_than_there_are_lines(second):
    """The line is then a disagreement, not an error; nothing else may stand in it."""
    number = second.row("interpretations")
    second.rows[number][KIND] = "none"
    assert {problem.partition("  ")[2] for problem in second.refused()} >= {
        "certainty says something, which none cannot have; leave it empty"
    }
    second.rows[number][KIND:] = ["none", *[""] * (len(FIELD_NAMES) - 1)]
    second.save()
    told = [field for _, field in disagreements(sheets.read_pairs(second.root))]
    assert {"kind", "certainty", "claim_status", "hedge"} <= {*told}


# --- what was settled


@pytest.fixture
def differing(second) -> tuple[str, str]:
    """The second reader codes one certainty otherwise; the statement, and the first reader's code."""
    number = next(n for n, row in enumerate(second.rows) if row[CERTAINTY] == "certain" and row[4] == "1")
    second.rows[number][CERTAINTY] = "inferred"
    second.save()
    ((pair, field),) = disagreements(sheets.read_pairs(second.root))
    assert (field, pair.first[field], pair.second[field]) == ("certainty", "certain", "inferred")
    return pair.statement, pair.passage


def test_disagreements_are_listed_and_each_must_be_settled(second, differing):
    statement, passage = differing
    (problem,) = second.unsettled()
    assert second.said == [
        f"passage\tstatement\tfield\tfirst\tsecond\n{passage}\t{statement}\tcertainty\tcertain\tinferred"
    ]
    assert problem.startswith(f'{SETTLED}  certainty of {statement} is not settled: "certain" or "inferred"; add a row')


@pytest.mark.usefixtures("differing")
def test_without_anything_settled_agreement_is_told_all_the_same(second):
    assert second.agreement() == 0
    assert "How the disagreements were settled" not in second.said[0]


def test_what_was_settled_is_counted(second, differing):
    statement, _ = differing
    second.settle([statement, "certainty", "certain", "inferred", "first", "", "the article names it"])
    assert second.unsettled() == []
    assert second.agreement() == 0
    assert second.said[0].endswith(
        "| field | disagreements | first | second | neither |\n"
        "|---|--:|--:|--:|--:|\n"
        "| `certainty` | 1 | 1 | 0 | 0 |\n"
        "| all | 1 | 1 | 0 | 0 |"
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["certainty", "certain", "inferred", "third", "", "so"], 'settled "third" is no verdict'),
        (["certainty", "certain", "inferred", "first", "", ""], "reason is empty"),
        (["certainty", "certain", "inferred", "first", "ambiguous", "so"], "value says something although the first"),
        (["certainty", "certain", "inferred", "neither", "inferred", "so"], "value is what a reader coded"),
        (["certainty", "inferred", "certain", "first", "", "so"], 'the readers coded "certain" and "inferred"'),
        (["hedge", "unhedged", "tentative", "first", "", "so"], "the readers do not disagree on hedge"),
    ],
)
def test_a_row_that_settles_nothing_is_refused(second, differing, cells, said):
    second.settle([differing[0], *cells])
    problems = second.unsettled()
    assert said in problems[0]
    assert problems[0].startswith(f"{SETTLED}:2  ")
    assert second.agreement() == 1


def test_a_disagreement_is_settled_once(second, differing):
    row = [differing[0], "certainty", "certain", "inferred", "first", "", "so"]
    second.settle(row, row)
    assert second.unsettled() == [
        f"{SETTLED}:3  certainty of {differing[0]} is already settled at {SETTLED}:2; keep one"
    ]


@pytest.mark.parametrize(("verdict", "value"), [("second", ""), ("neither", "ambiguous")])
def test_the_tables_must_say_what_was_settled(second, differing, verdict, value):
    statement, _ = differing
    second.settle([statement, "certainty", "certain", "inferred", verdict, value, "so"])
    assert second.unsettled() == []
    assert second.agreement() == 1
    holds = value or "inferred"
    assert f'certainty of {statement} is "certain", and "{holds}" was settled; correct the table' in second.said[0]


# --- the command and the page


def test_the_command_tells_agreement(second, capsys):
    assert main(["agreement", "--root", str(second.root)]) == 0
    assert "### Field by field" in capsys.readouterr().out
    assert main(["agreement", "--disagreements", "--root", str(second.root)]) == 0
    assert capsys.readouterr().out == "passage\tstatement\tfield\tfirst\tsecond\n"


@pytest.mark.usefixtures("differing")
def test_the_command_fails_while_a_disagreement_is_not_settled(second, capsys):
    assert main(["agreement", "--disagreements", "--root", str(second.root)]) == 1
    printed = capsys.readouterr()
    assert printed.out.count("\n") == 2
    assert "is not settled" in printed.err


def test_a_draw_needs_its_seed(second, capsys):
    assert main(["agreement", "--draw", "--root", str(second.root)]) == 2
    assert main(["agreement", "--seed", "1", "--root", str(second.root)]) == 2
    assert capsys.readouterr().err.count("--draw --seed NUMBER") == 2
    assert main(["agreement", "--draw", "--seed", "1", "--root", str(second.root)]) == 1


def test_kappa_that_is_not_defined_is_said_so(second):
    second.agreement()
    told = re.findall(r"^\| `significance` .*$", second.said[0], re.MULTILINE)
    assert told[0].endswith("| 1.00 | – |")
    assert "not defined" in second.said[0]


def test_every_disagreement_of_the_real_reading_is_settled():
    if not (ROOT / SECOND).exists():
        assert not (ROOT / SETTLED).exists()
        return
    pairs = sheets.read_pairs(ROOT)
    assert [str(each) for each in settling.problems(settling.read(ROOT), disagreements(pairs))] == []


def test_the_page_shows_what_the_command_prints():
    """Where it does not, paste what `pilotgraph agreement` prints between the two marks."""
    shown = re.search(
        r"<!-- pilotgraph agreement -->\n(.*?)<!-- end of pilotgraph agreement -->", PAGE.read_text("utf-8"), re.DOTALL
    )
    assert shown
    printed: list[str] = []
    if (ROOT / SECOND).exists():
        assert project.agreement(ROOT, printed.append) == 0
    assert shown[1].strip() == ("\n".join(printed) or NOT_YET).strip()


def test_the_page_says_what_the_sample_is():
    text = PAGE.read_text("utf-8")
    sample = lines(FOLDER / "sample.tsv")[1:]
    population = len(lines(FOLDER / "population.tsv")) - 1
    topped_up = sum(step == "top-up" for *_, step in sample)
    passages = [passage for _, passage, _, _ in sample]
    alone = sum(passages.count(each) == 1 for each in passages)
    said = (
        f"{len(sample)} of the {population} statements",
        f"{len({*passages})} passages",
        f"{topped_up} of them",
        f"{alone} passages",
        f"seed {dict(lines(FOLDER / 'draw.tsv'))['seed']}",
    )
    assert [each for each in said if each not in text] == []


def test_the_page_explains_every_field_and_every_file():
    text = PAGE.read_text("utf-8")
    names = [*FIELD_NAMES, *(path.name for path in FOLDER.iterdir()), "second.tsv", "settled.tsv"]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_a_page_of_nothing_settled_has_no_table_of_it(second):
    pairs = sheets.read_pairs(second.root)
    assert "settled" not in page.page(pairs, [])
