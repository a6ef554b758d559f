"""Every sentence and table entry of an article is accounted for, and what is not is told, never rounded away."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

import at_hand
from bridges import DIGEST, JOINED, LAYOUT, PASSAGES, TEXT
from curated import ROOT, Copy, codes, copy
from pilotgraph.cli import main
from pilotgraph.curation import checkout, checks, coverage, tallies
from pilotgraph.curation.coverage import Account, Coverage, cover, problems
from pilotgraph.curation.schema import NOT_MODELLED, TABLES
from pilotgraph.curation.schema import PASSAGES as PASSAGES_TABLE
from pilotgraph.curation.sources import Source
from pilotgraph.curation.tables import Row, Tables

__all__ = ["codes", "copy"]

NAME = "survey-2019"
SURVEY = Source(NAME, "", "", "", "", "", DIGEST, tuple(LAYOUT), JOINED)
INTERPRETATIONS = next(table for table in TABLES if table.name == "interpretations")
# What statements rest on in the invented article, and what is listed as not modelled: all but table-2.helped.e02.
STATEMENTS = {
    "inspected": "results.p1.s1; table-1.mill.e01",
    "traffic": "results.p1.s2",
    "sound": "results.p1.s3",
    "low-river": "results.p2.s1a",
    "stone": "table-1.mill.e02",
    "divers": "table-1.weir.e02; results.p1.s1",
}
LISTED = {
    "abstract.p1.s1": ("signpost", ""),
    "abstract.p1.s2": ("signpost", ""),
    "table-1.p1.s1": ("caption", ""),
    "table-1.mill.e03": ("heading", ""),
    "table-1.weir.e01": ("heading", ""),
    "table-2.helped.e01": ("heading", ""),
    "table-2.hindered.e01": ("restatement", "table-1.weir.e02"),
    "table-2.hindered.e02": ("heading", ""),
}
LEFT_OUT = "table-2.helped.e02"


def row(table, where: str, **cells: str) -> Row:
    """A row as the reader of tables would give it; columns that are not named are empty."""
    values = {column.name: cells.get(column.name, "") for column in table.columns}
    split = {name: tuple(value.split("; ")) if value else () for name, value in values.items()}
    return Row(table, values["id"], split, where)


def tables(statements: dict[str, str] = STATEMENTS, listed: dict[str, tuple[str, str]] = LISTED) -> Tables:
    """Tables that say of the invented article what is given here."""
    passages = [
        row(PASSAGES_TABLE, "", **{name: str(value) for name, value in each._asdict().items()}) for each in PASSAGES
    ]
    said = [row(INTERPRETATIONS, "", id=name, passages=on) for name, on in statements.items()]
    places = [
        row(NOT_MODELLED, f"{coverage.TABLE}:{line}", id=name, source=NAME, reason=reason, restates=restates)
        for line, (name, (reason, restates)) in enumerate(listed.items(), start=2)
    ]
    return {"interpretations": tuple(said), "passages": tuple(passages), "not_modelled": tuple(places)}


def covered(**given: dict) -> Coverage:
    return cover([SURVEY], TEXT, tables(**given))


def by_place(found: Coverage) -> dict[str, Account]:
    return {account.place.id: account for account in found.accounts}


# -------------------------------------------------------------------------------------------- What accounts for a place


def test_every_place_has_one_account_in_the_order_of_the_text():
    found = covered()
    assert len(found.accounts) == 16
    assert [account.place.start for account in found.accounts] == sorted(each.place.start for each in found.accounts)


def test_a_place_is_supported_by_each_statement_that_rests_on_it():
    assert by_place(covered())["results.p1.s1"].statements == ("inspected", "divers")


def test_a_part_of_a_place_is_enough_to_support_it():
    assert by_place(covered())["results.p2.s1"].statements == ("low-river",)


def test_a_passage_on_which_no_statement_rests_supports_nothing():
    statements = {name: on for name, on in STATEMENTS.items() if name != "traffic"}
    assert [account.place.id for account in covered(statements=statements).unaccounted] == ["results.p1.s2", LEFT_OUT]


def test_a_listed_place_is_accounted_for_by_its_reason():
    account = by_place(covered())["table-2.hindered.e01"]
    assert (account.statements, account.reason, account.restates) == ((), "restatement", ("table-1.weir.e02",))


def test_what_neither_statement_nor_list_names_is_told():
    found = covered()
    assert [str(problem) for problem in found.problems] == [
        f'data/tables/not_modelled.tsv  {LEFT_OUT} is not accounted for: "Shortage …"; '
        "let a statement rest on it, or list it here with the reason"
    ]


def test_a_row_about_another_source_accounts_for_nothing():
    given = tables()
    other = tuple(
        row(NOT_MODELLED, "", id=each.id, source="survey-2020", reason="heading") for each in given["not_modelled"]
    )
    found = cover([SURVEY], TEXT, {**given, "not_modelled": other})
    assert {account.place.id for account in found.unaccounted} == {*LISTED, LEFT_OUT}
    assert found.wrong == ()


def test_a_text_that_does_not_fit_its_layout_is_refused():
    with pytest.raises(ValueError, match="no line begins with"):
        cover([SURVEY], TEXT.replace("Old railings", "New railings"), tables())


# ----------------------------------------------------------------------------------------------- How much of it is said


def test_a_place_of_which_a_good_part_is_in_no_passage_is_told_and_still_supported():
    found = covered()
    assert [(account.place.id, account.statements) for account in found.thin] == [("results.p2.s1", ("low-river",))]
    assert 0 < found.thin[0].share < coverage.LITTLE


def test_passages_that_overlap_are_counted_once():
    account = by_place(covered())["results.p1.s1"]
    assert account.within == len(account.place.text)


@pytest.mark.parametrize(
    ("spans", "count"),
    [([], 0), ([(0, 5)], 5), ([(0, 5), (3, 8)], 8), ([(0, 8), (2, 4)], 8), ([(6, 8), (0, 2)], 4), ([(8, 30)], 2)],
)
def test_characters_within_spans(spans, count):
    place = by_place(covered())["abstract.p1.s1"].place._replace(start=0, end=10)
    assert coverage._within(place, spans) == count


def test_the_beginning_of_a_place_is_never_the_whole_of_it():
    for account in covered().accounts:
        words = account.beginning.removesuffix(" …").split()
        assert account.place.text.startswith(" ".join(words))
        assert 1 <= len(words) <= min(coverage.BEGINNING, len(account.place.text.split()) // 2)


# --------------------------------------------------------------------------------------------------------------- Counts


def test_each_section_is_counted():
    counted = {tally.section: tally[3:] for tally in covered().sections()}
    assert counted == {
        "abstract": (2, 0, 0, 2, 0),
        "results": (4, 4, 0, 0, 0),
        "table-1": (6, 3, 0, 3, 0),
        "table-2": (4, 0, 1, 2, 1),
    }


def test_the_sections_add_up_to_the_whole():
    found = covered()
    sums = tuple(map(sum, zip(*(tally[3:] for tally in found.sections()), strict=True)))
    assert found.whole()[3:] == sums == (16, 7, 1, 7, 1)


@pytest.mark.parametrize("section", sorted(coverage.AROUND_THE_BODY))
def test_what_stands_around_the_body_is_not_counted_in_it(section):
    found = covered()
    accounts = [each._replace(place=each.place._replace(section=section)) for each in found.accounts[:2]]
    moved = Coverage((*accounts, *found.accounts[2:]), ())
    assert (moved.body().places, moved.whole().places) == (14, 16)
    assert [tally.body for tally in moved.sections()] == [False, True, True, True]


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 3, "0.0%"), (2, 3, "66.6%"), (3, 3, "100.0%"), (9999, 10000, "99.9%"), (0, 0, "100.0%")],
)
def test_only_the_whole_is_a_hundred_percent(part, whole, said):
    assert tallies.percent(part, whole) == said


# ------------------------------------------------------------------------------------------------------------- Refusals

CONTRADICTED = {
    "a statement rests on it": (
        "results.p1.s2",
        ("signpost", ""),
        "a statement rests on results.p1.s2, which is listed as not modelled; drop the row",
    ),
    "a statement rests on a part of it": (
        "results.p2.s1",
        ("signpost", ""),
        "a statement rests on results.p2.s1, which is listed as not modelled; drop the row",
    ),
    "a restatement of nothing": (
        "table-2.hindered.e01",
        ("restatement", ""),
        "restates is empty; name the places that it repeats word for word",
    ),
    "a caption that restates": (
        "table-2.hindered.e01",
        ("caption", "table-1.weir.e02"),
        'restates is filled in though the reason is "caption"; empty it, or give the reason "restatement"',
    ),
    "it restates what nothing rests on": (
        "table-2.hindered.e01",
        ("restatement", "table-2.hindered.e02"),
        "no statement rests on table-2.hindered.e02, which table-2.hindered.e01 restates; "
        "let a statement rest on one of the two",
    ),
    "it restates itself": (
        "table-2.hindered.e01",
        ("restatement", "table-2.hindered.e01"),
        "no statement rests on table-2.hindered.e01, which table-2.hindered.e01 restates; "
        "let a statement rest on one of the two",
    ),
}


def test_what_is_as_it_should_be_is_let_through():
    assert problems(tables()) == []
    assert covered().wrong == ()


@pytest.mark.parametrize("name", CONTRADICTED)
def test_a_row_that_the_tables_contradict_is_refused(name):
    place, listed, said = CONTRADICTED[name]
    assert [str(problem) for problem in problems(tables(listed={place: listed}))] == [f"{coverage.TABLE}:2  {said}"]


BELIED = {
    "no such place": ("table-2.hindered.e03", ("heading", ""), 'the article has no place "table-2.hindered.e03"; did'),
    "other words": (
        "table-2.hindered.e02",
        ("restatement", "table-1.weir.e02"),
        "table-2.hindered.e02 does not repeat table-1.weir.e02 word for word; name the places",
    ),
    "more words": (
        "table-2.hindered.e01",
        ("restatement", "table-1.weir.e02; table-1.mill.e02"),
        "table-2.hindered.e01 does not repeat table-1.weir.e02 and table-1.mill.e02 word for word; name the places",
    ),
}


@pytest.mark.parametrize("name", BELIED)
def test_a_row_that_the_text_belies_is_refused(name):
    place, listed, said = BELIED[name]
    (problem,) = covered(listed={place: listed}).wrong
    assert str(problem).startswith(f"{coverage.TABLE}:2  {said}")


def test_a_place_listed_twice_is_refused(copy, codes):
    where = copy.add("not_modelled", "keywords.p1.s1", reason="caption")
    (said,) = [line for line in copy.table_problems(codes) if line.startswith(f"{where}  ")]
    assert 'id "keywords.p1.s1" is already used at data/tables/not_modelled.tsv:' in said
    assert said.endswith("; keep one of the two")


@pytest.mark.parametrize(("column", "value"), [("reason", ""), ("reason", "boring"), ("source", "")])
def test_a_row_without_a_reason_or_a_source_is_refused(copy, codes, column, value):
    where = copy.spoil("not_modelled", "keywords.p1.s1", **{column: value})
    assert [line.split("  ")[0] for line in copy.table_problems(codes)] == [where]


def test_a_row_of_an_unknown_source_is_refused(copy):
    where = copy.spoil("not_modelled", "keywords.p1.s1", source="lewis-2012")
    assert copy.problems() == [f'{where}  source "lewis-2012" is not in data/sources.tsv; did you mean "lewis-2021"?']


def test_a_build_refuses_all_that_the_tables_contradict_at_once(copy):
    supported = copy.add("not_modelled", "keywords.p1.s1", id="themes.p1.s2")
    of_nothing = copy.spoil("not_modelled", "interests.p1.s1", restates="")
    before = copy.files()
    assert copy.build() == 1
    assert copy.said == [
        f"{of_nothing}  restates is empty; name the places that it repeats word for word",
        f"{supported}  a statement rests on themes.p1.s2, which is listed as not modelled; drop the row",
        "2 problems; nothing was written.",
    ]
    assert copy.files() == before


# ----------------------------------------------------------------------------------------------------------- A checkout


def separated(path: Path, header: list[str], lines: list[dict[str, str]]) -> None:
    rows = [header, *([line.get(name, "") for name in header] for line in lines)]
    path.write_text("".join("\t".join(cells) + "\n" for cells in rows), "utf-8")


@pytest.fixture
def survey(tmp_path, monkeypatch) -> Copy:
    """A checkout of the invented article, of which one entry is not accounted for; its text lies beside it."""
    made = Copy(tmp_path)
    data = made.root / "data"
    source = {"id": NAME, "label": "Survey", "citation": "A survey.", "text_sha256": DIGEST}
    described = {**source, **dict.fromkeys(("doi", "url", "licence"), "https://example.org/survey")}
    columns = ["id", "label", "citation", "doi", "url", "licence", "text_sha256"]
    separated(data / "sources.tsv", columns, [described])
    marks = [{"source": NAME, **mark._asdict()} for mark in LAYOUT]
    separated(data / "layout.tsv", ["source", "section", "kind", "starts_with", "part"], marks)
    apart = [{"source": NAME, "word": word, "apart": apart} for word, apart in JOINED.items()]
    separated(data / "joined-words.tsv", ["source", "word", "apart"], apart)
    common = {"certainty": "certain", "claim_status": "interpretation", "hedge": "unhedged"}
    rows = {
        "passages": [{name: str(value) for name, value in each._asdict().items()} for each in PASSAGES],
        "interpretations": [
            {"id": name, "passages": on, "definition": "It says so.", **common} for name, on in STATEMENTS.items()
        ],
        "not_modelled": [
            {"id": name, "source": NAME, "reason": reason, "restates": restates}
            for name, (reason, restates) in LISTED.items()
        ],
    }
    for table in TABLES:
        names = [column.name for column in table.columns]
        separated(data / "tables" / f"{table.name}.tsv", names, rows.get(table.name, []))
    (made.root / "survey.txt").write_text(TEXT, "utf-8")
    # The other guards have tests of their own.
    monkeypatch.setattr(checks, "_graph", lambda *_: None)
    return made


def run(survey: Copy, capsys, *options: str) -> tuple[int, str, str]:
    text = str(survey.root / "survey.txt")
    code = main(["coverage", "--text", text, "--root", str(survey.root), *options])
    told = capsys.readouterr()
    return code, told.out, told.err


def finish(survey: Copy) -> None:
    """Account for the one place that was left out, and publish the numbers."""
    survey.add("not_modelled", "table-2.helped.e01", id=LEFT_OUT)
    assert main(["coverage", "--text", f"{survey.root}/survey.txt", "--root", str(survey.root), "--write"]) == 0


def test_the_command_counts_each_section_and_lists_what_a_curator_must_look_at(survey, capsys):
    code, out, err = run(survey, capsys)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0].split("  ")[0] == "section"
    cells = {line.split()[0]: line.split()[1:] for line in lines if line.endswith("%")}
    assert cells["table-2"] == ["4", "0", "1", "2", "1", "75.0%"]
    assert cells["body"] == cells["all"] == ["16", "7", "1", "7", "1", "93.7%"]
    assert "accounted for: 15 of 16 places (93.7%); all of them should be" in lines
    assert "supported by statements: 7 of 16 places of the body (43.7%); 90% of them should be" in lines
    assert "not accounted for (1):" in lines
    assert f"  {LEFT_OUT}  Shortage …" in lines
    assert "supported, but a third or more of its words lies in no passage (1):" in lines
    assert [line.split()[0] for line in lines if line.endswith("low-river")] == ["results.p2.s1"]


def test_the_command_is_content_when_every_place_is_accounted_for(survey, capsys):
    """That little of a place lies in passages is worth a look, and no fault."""
    finish(survey)
    capsys.readouterr()
    code, out, _ = run(survey, capsys)
    assert code == 0
    assert "accounted for: 16 of 16 places (100.0%); all of them should be" in out
    assert "not accounted for" not in out
    assert "results.p2.s1" in out


def test_every_place_is_listed_with_what_accounts_for_it(survey, capsys):
    code, out, _ = run(survey, capsys, "--all")
    assert code == 1
    told = {line.split()[0]: line.split("  ")[-1].strip() for line in out.splitlines()[2:]}
    assert len(told) == 16
    assert told["results.p1.s1"] == "inspected, divers"
    assert told["table-1.weir.e01"] == "heading"
    assert told["table-2.hindered.e01"] == "restatement of table-1.weir.e02"
    assert told[LEFT_OUT] == "NOT ACCOUNTED FOR"


def test_sections_and_places_come_as_csv(survey, capsys):
    assert run(survey, capsys, "--format", "csv")[1].splitlines()[-1] == "survey-2019,table-2,yes,4,0,1,2,1"
    lines = run(survey, capsys, "--format", "csv", "--all")[1].splitlines()
    assert lines[0] == "source,place,accounted_for_by,statements,restates,share_in_passages"
    assert "survey-2019,results.p1.s1,statements,inspected; divers,,1.000" in lines
    assert "survey-2019,table-2.hindered.e01,restatement,,table-1.weir.e02," in lines
    assert f"survey-2019,{LEFT_OUT},,,," in lines
    assert len(lines) == 17


def test_numbers_and_places_come_as_json(survey, capsys):
    told = json.loads(run(survey, capsys, "--format", "json")[1])
    assert told["whole"] == {"places": 16, "supported": 7, "restated": 1, "otherwise": 7, "unaccounted": 1}
    assert [section["section"] for section in told["sections"]] == ["abstract", "results", "table-1", "table-2"]
    assert told["unaccounted"] == [{"place": LEFT_OUT, "begins": "Shortage …"}]
    assert [each["place"] for each in told["thin"]] == ["results.p2.s1"]
    assert "places" not in told
    assert len(json.loads(run(survey, capsys, "--format", "json", "--all")[1])["places"]) == 16


def test_only_writing_writes_and_it_writes_the_numbers(survey, capsys):
    before = survey.files()
    run(survey, capsys)
    assert survey.files() == before
    code, out, _ = run(survey, capsys, "--write")
    assert code == 1
    content = (survey.root / tallies.FILE).read_bytes()
    assert out.splitlines() == [
        f"{tallies.FILE}  {len(content):,} bytes",
        "16 places, 15 accounted for, 7 of 16 in the body by statements",
    ]
    assert content.decode().splitlines() == [
        "source\tsection\tbody\tplaces\tsupported\trestated\totherwise\tunaccounted",
        "survey-2019\tabstract\tyes\t2\t0\t0\t2\t0",
        "survey-2019\tresults\tyes\t4\t4\t0\t0\t0",
        "survey-2019\ttable-1\tyes\t6\t3\t0\t3\t0",
        "survey-2019\ttable-2\tyes\t4\t0\t1\t2\t1",
    ]
    assert {name for name, was in before.items() if survey.files()[name] != was} == {tallies.FILE}


def test_wrong_rows_are_told_before_anything_is_counted_or_written(survey, capsys):
    wrong = survey.spoil("not_modelled", "table-2.hindered.e02", reason="restatement", restates="table-1.weir.e02")
    before = survey.files()
    code, out, err = run(survey, capsys, "--write")
    assert (code, out) == (1, "")
    assert err.startswith(f"pilotgraph: {wrong}  table-2.hindered.e02 does not repeat table-1.weir.e02 word for word; ")
    assert survey.files() == before


def test_tables_with_problems_are_told_before_anything_is_counted(survey, capsys):
    wrong = survey.spoil("interpretations", "traffic", passages="results.p1.s9")
    code, out, err = run(survey, capsys)
    assert (code, out) == (1, "")
    assert err.startswith(f'pilotgraph: {wrong}  passages "results.p1.s9" is not in data/tables/passages.tsv; ')


def test_another_text_is_not_counted(survey, capsys):
    text = survey.root / "survey.txt"
    text.write_text(TEXT.replace("4.2%", "4.3%"), "utf-8")
    code, out, err = run(survey, capsys)
    assert (code, out) == (1, "")
    assert err.startswith(f"pilotgraph: {text}  is not the text of survey-2019: text_sha256 in data/sources.tsv is ")


def test_a_layout_that_does_not_fit_is_told(survey, capsys):
    survey.swap("data/layout.tsv", "Old railings were", "New railings were")
    code, out, err = run(survey, capsys)
    assert (code, out) == (1, "")
    assert err.startswith("pilotgraph: data/layout.tsv  no line begins with ")


def test_a_text_is_needed(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["coverage"])
    assert "--text" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------------ The check


def of_coverage(said: list[str]) -> str:
    return next(line for line in said if line.startswith("coverage: "))


def test_a_check_fails_while_a_place_is_not_accounted_for(survey, capsys):
    run(survey, capsys, "--write")
    assert survey.check(survey.root / "survey.txt") == 1
    assert of_coverage(survey.said) == (
        "coverage: 1 problem in 16 places, 15 accounted for, 7 of 16 in the body by statements"
    )
    assert survey.said[-2].startswith(f"data/tables/not_modelled.tsv  {LEFT_OUT} is not accounted for: ")


def test_a_check_passes_once_every_place_is_accounted_for(survey):
    finish(survey)
    assert survey.check(survey.root / "survey.txt") == 0, survey.said
    assert of_coverage(survey.said) == "coverage: ok, 16 places, 16 accounted for, 7 of 16 in the body by statements"


def test_a_check_tells_published_numbers_that_are_old(survey):
    finish(survey)
    survey.drop("interpretations", "sound")
    survey.add("not_modelled", "table-2.helped.e01", id="results.p1.s3")
    assert survey.check(survey.root / "survey.txt") == 1
    old = "is not what the text and the tables give; run pilotgraph coverage --text FILE --write"
    assert survey.said[-2:] == [f"{tallies.FILE}  {old}", "1 problem."]


def test_a_check_tells_rows_that_the_text_belies(survey):
    finish(survey)
    survey.add("not_modelled", "table-2.helped.e01", id="results.p7.s1")
    assert survey.check(survey.root / "survey.txt") == 1
    assert 'the article has no place "results.p7.s1"; did you mean ' in survey.said[-2]


@pytest.mark.parametrize("change", ["the text", "the layout"])
def test_coverage_of_another_text_is_not_called_ok(survey, change):
    finish(survey)
    if change == "the text":
        (survey.root / "survey.txt").write_text(TEXT.replace("4.2%", "4.3%"), "utf-8")
    else:
        survey.swap("data/layout.tsv", "Old railings were", "New railings were")
    assert survey.check(survey.root / "survey.txt") == 1
    assert of_coverage(survey.said) == "coverage: not checked (the text is not the one that was curated)"


@pytest.mark.parametrize("spoilt", [False, True])
def test_coverage_is_not_called_ok_where_it_was_not_looked_at(survey, spoilt):
    if spoilt:
        survey.spoil("interpretations", "traffic", hedge="")
    survey.check(survey.root / "survey.txt" if spoilt else None)
    assert of_coverage(survey.said).startswith("coverage: not checked (")


# ------------------------------------------------------------------------------------------------------- The real graph


def test_what_is_not_modelled_can_be_asked_for(graph):
    query = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
        PREFIX source: <https://w3id.org/pilotgraph/id/source/>
        SELECT ?place ?reason WHERE { ?this a pg:PlaceNotModelled ; pg:place ?place ; pg:section "keywords" ;
        oa:hasSource source:lewis-2021 ; pg:reason ?reason }"""
    assert [tuple(cell.value for cell in found) for found in graph.sparql(query).rows] == [
        ("keywords.p1.s1", "https://w3id.org/pilotgraph/id/reason/index-terms")
    ]


def test_a_restatement_leads_to_the_statements_on_what_it_repeats():
    curated = checkout.Curated(ROOT)
    store = ox.Store()
    store.load(path=str(ROOT / "data" / "rdf" / "asserted.ttl"), format=ox.RdfFormat.TURTLE)
    query = """PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
        SELECT DISTINCT ?place WHERE { ?this pg:place ?place ; pg:restatesPassage/^pg:supportedBy ?statement }"""
    found = {answer["place"].value for answer in store.query(query)}
    listed = {row.id for row in curated.tables["not_modelled"] if row.one("reason") == coverage.RESTATEMENT}
    assert found == listed
    assert listed


@pytest.mark.needs_text
def test_the_published_numbers_are_what_the_text_and_the_tables_give():
    found = checks.covered(checkout.Curated(ROOT), at_hand.article_text(), "")
    assert found.wrong == ()
    assert (ROOT / tallies.FILE).read_bytes() == tallies.published(found)


@pytest.mark.needs_text
def test_every_sentence_and_entry_of_the_article_is_accounted_for():
    """And statements support nine tenths of its body."""
    found = checks.covered(checkout.Curated(ROOT), at_hand.article_text(), "")
    assert [account.place.id for account in found.unaccounted] == []
    body = found.body()
    assert body.supported >= 0.9 * body.places
