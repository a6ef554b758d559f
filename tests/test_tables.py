"""Every fault of a table is told with its file and line, what is wrong, and what to do."""

from __future__ import annotations

import pytest

from curated import codes, copy
from pilotgraph.curation.schema import TABLES

__all__ = ["codes", "copy"]

FACTORS = "data/tables/factors.tsv"
COLUMNS = "the columns are id, label, factor_domain, definition"
CLIMATE, FIRST_LINE = "bureaucracy", f"{FACTORS}:2"


def test_the_curated_tables_have_no_fault(copy, codes):
    assert copy.table_problems(codes) == []


def test_a_missing_table_is_named(copy, codes):
    copy.path("grants").unlink()
    said = copy.table_problems(codes)
    assert said[0] == (
        "data/tables/grants.tsv  cannot be read; every table of the codebook must be there, if only its header"
    )


def test_a_file_that_is_no_table_is_named(copy, codes):
    copy.path("grant").write_text("id\n")
    assert copy.table_problems(codes) == ["data/tables/grant.tsv  is not a table of the project; remove or rename it"]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("id\tlabel\tdefinition", "column factor_domain is missing"),
        ("id\tlabel\tfactor_domain\tcolour\tdefinition", 'unknown column "colour"'),
        ("id\tlabel\tdomain\tdefinition", 'column factor_domain is missing, unknown column "domain"'),
        ("label\tid\tfactor_domain\tdefinition", "columns are out of order or doubled"),
        ("id\tlabel\tlabel\tfactor_domain\tdefinition", "columns are out of order or doubled"),
        ('"id"\tlabel\tfactor_domain\tdefinition', 'column id is missing, unknown column ""id""'),
    ],
)
def test_other_columns_are_told_beside_the_right_ones(copy, codes, header, what):
    copy.swap("factors", "id\tlabel\tfactor_domain\tdefinition", header)
    assert copy.table_problems(codes)[0] == f"{FACTORS}:1  {what}; {COLUMNS}"


def test_an_empty_file_lacks_all_columns(copy, codes):
    copy.path("factors").write_bytes(b"")
    said = copy.table_problems(codes)[0]
    assert said.startswith(f"{FACTORS}:1  column id is missing, column label is missing")


def test_a_byte_that_is_not_utf_8_is_told_with_its_line(copy, codes):
    lines = copy.path("factors").read_bytes().split(b"\n")
    lines[6] += "é".encode("latin-1")
    copy.path("factors").write_bytes(b"\n".join(lines))
    assert copy.table_problems(codes)[0] == f'{FACTORS}:7  is not UTF-8; save the table as "UTF-8", tab separated'


def test_a_table_saved_as_utf_16_is_not_utf_8(copy, codes):
    copy.path("factors").write_bytes(copy.path("factors").read_text("utf-8").encode("utf-16"))
    assert copy.table_problems(codes)[0].startswith(f"{FACTORS}:1  is not UTF-8")


def test_a_byte_order_mark_is_the_only_fault_told_of_its_table(copy, codes):
    copy.path("factors").write_bytes(b"\xef\xbb\xbf" + copy.path("factors").read_bytes())
    assert copy.table_problems(codes) == [f'{FACTORS}:1  begins with a byte order mark; save it as "UTF-8" without one']


def test_windows_line_ends_are_told_once_with_the_first_line_that_has_one(copy, codes):
    first, rest = copy.path("factors").read_bytes().split(b"\n", 1)
    copy.path("factors").write_bytes(first + b"\n" + rest.replace(b"\n", b"\r\n"))
    assert copy.table_problems(codes) == [
        f"{FACTORS}:2  has Windows line ends; save the table with Unix line ends (LF)"
    ]


@pytest.mark.parametrize(
    ("line", "count"), [("one\ttwo\tthree", "3 cells"), ("", "1 cell"), ("a\tb\tc\td\te", "5 cells")]
)
def test_a_row_with_another_number_of_cells_is_told(copy, codes, line, count):
    number = copy.path("factors").read_text("utf-8").count("\n") + 1
    with copy.path("factors").open("a") as file:
        file.write(line + "\n")
    assert copy.table_problems(codes) == [
        f"{FACTORS}:{number}  has {count}, the header has 4; add or remove tabs; a cell holds no tab and no line break"
    ]


def test_a_last_line_without_a_line_end_is_a_row(copy, codes):
    copy.path("factors").write_bytes(copy.path("factors").read_bytes().removesuffix(b"\n"))
    assert copy.table_problems(codes) == []


def test_an_id_used_twice_is_told_with_its_first_place(copy, codes):
    where = copy.add("factors", CLIMATE)
    assert copy.table_problems(codes) == [
        f'{where}  id "{CLIMATE}" is already used at {FIRST_LINE}; give it another id'
    ]


def test_two_kinds_of_statement_share_no_id(copy, codes):
    where = copy.add("facilitator_statements", "t2-facilitator-01", id="t2-barrier-01")
    what = f'id "t2-barrier-01" is already used at {where}'
    assert copy.table_problems(codes) == [f"data/tables/barrier_statements.tsv:2  {what}; give it another id"]


@pytest.mark.parametrize("table", ["waves", "model_types", "pilot_groups", "pilots", "evaluations"])
def test_what_a_statement_can_be_about_shares_no_id_between_tables(copy, codes, table):
    """The column `about` names no table, so an id in two of them would leave open whom it is about."""
    where = copy.add(table, copy.path(table).read_text("utf-8").split("\n")[1].split("\t")[0], id="icps")
    assert copy.table_problems(codes) == [
        f'{where}  id "icps" is already used at data/tables/programmes.tsv:2; give it another id'
    ]


def test_a_place_and_an_outcome_may_share_an_id(copy, codes):
    copy.add("places", "england", id="access-to-care")
    assert copy.table_problems(codes) == []


@pytest.mark.parametrize("name", ["Bureaucracy", "bad id", "é", "-a", "a_b", "a/b", "a>b"])
def test_an_id_is_written_in_few_characters(copy, codes, name):
    where = copy.add("factors", CLIMATE, id=name)
    assert copy.table_problems(codes) == [
        f'{where}  "{name}" is not an id; use lower case, digits, hyphens and full stops'
    ]


def test_a_reference_to_nothing_is_told_with_the_nearest_name(copy, codes):
    where = copy.spoil("factors", CLIMATE, factor_domain="national-contxt")
    assert copy.table_problems(codes) == [
        f'{where}  factor_domain "national-contxt" is not in data/tables/factor_domains.tsv; '
        'did you mean "national-context"?'
    ]


def test_a_reference_with_no_near_name_is_told_where_to_add_it(copy, codes):
    where = copy.spoil("factors", CLIMATE, factor_domain="zzz")
    assert copy.table_problems(codes)[0].startswith(f"{where}  ")
    assert copy.table_problems(codes)[0].endswith("; add it there, or correct the name")


def test_each_of_several_values_is_looked_up(copy, codes):
    where = copy.spoil("barrier_statements", "t2-barrier-01", passages="table-2.barriers.e01; table-2.barriers.e99")
    assert copy.table_problems(codes)[0].startswith(
        f'{where}  passages "table-2.barriers.e99" is not in data/tables/passages.tsv; did you mean "table-2.barriers.e'
    )


def test_several_values_in_a_cell_for_one_are_one_unknown_name(copy, codes):
    where = copy.spoil("fact_statements", "fact-icps-launch", about="icps; pioneers")
    assert copy.table_problems(codes)[0].startswith(f'{where}  about "icps; pioneers" is not in data/tables/programmes')


def test_an_unknown_code_is_told_with_the_nearest_one(copy, codes):
    where = copy.spoil("barrier_statements", "t2-barrier-01", certainty="certian")
    assert copy.table_problems(codes) == [
        f'{where}  certainty "certian" is not in code list "certainty"; did you mean "certain"?'
    ]


@pytest.mark.parametrize(
    ("table", "row", "column", "remedy"),
    [
        ("factors", CLIMATE, "label", "give what the thing is called"),
        ("factors", CLIMATE, "id", "give a name of its own, in lower case, with hyphens; it never changes"),
        ("barrier_statements", "t2-barrier-01", "passages", "give the passages in which the source says it"),
        ("fact_statements", "fact-icps-launch", "value", "give its value: an id, a number or a code"),
    ],
)
def test_an_empty_cell_that_is_needed_is_told(copy, codes, table, row, column, remedy):
    where = copy.spoil(table, row, **{column: ""})
    assert f"{where}  {column} is empty; {remedy}" in copy.table_problems(codes)


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "form"),
    [
        ("references", "lewis-2021-01", "number", "one", "a whole number"),
        ("references", "lewis-2021-01", "number", "1.0", "a whole number"),
        ("references", "lewis-2021-01", "number", "１", "a whole number"),
        ("placements", "t2-barrier-09-icps", "probability", "0,85", 'a number such as "4.2"'),
        ("placements", "t2-barrier-09-icps", "probability", "-1", 'a number such as "4.2"'),
        ("placements", "t2-barrier-09-icps", "probability", ".5", 'a number such as "4.2"'),
        ("fact_statements", "fact-icps-launch", "value", "08", "a year of four digits"),
        ("fact_statements", "fact-icps-count", "value", "sixteen", "a whole number"),
        (
            "publications",
            "erens-2017",
            "page",
            "https://example.org/a b",
            'an address such as "https://example.org/page"',
        ),
        ("publications", "erens-2017", "page", "doi:10.1/2", 'an address such as "https://example.org/page"'),
    ],
)
def test_a_value_of_another_form_is_told(copy, codes, table, row, column, value, form):
    where = copy.spoil(table, row, **{column: value})
    assert f'{where}  {column} "{value}" is not {form}; correct it' in copy.table_problems(codes)


@pytest.mark.parametrize(
    "label", [" Paper", "Paper ", "Paper  work", "Paper\u00a0work", "Paper\x0bwork", "Paper\u2028work"]
)
def test_needless_white_space_is_told(copy, codes, label):
    where = copy.spoil("factors", CLIMATE, label=label)
    assert copy.table_problems(codes) == [f"{where}  label has needless white space; put one space between words"]


@pytest.mark.parametrize("label", ["Pa\u00adper", "Pa\u200bper", "Pa\x00per"])
def test_a_character_that_nobody_sees_is_told(copy, codes, label):
    where = copy.spoil("factors", CLIMATE, label=label)
    assert copy.table_problems(codes) == [f"{where}  label has a character that cannot be seen; remove it"]


def test_the_same_value_twice_is_told(copy, codes):
    where = copy.spoil("policy_statements", "themes-all-policy-conflict", about="icps; pioneers; icps")
    assert copy.table_problems(codes) == [f"{where}  about has the same value twice; keep one"]


def test_a_needless_semicolon_is_told(copy, codes):
    where = copy.spoil("policy_statements", "themes-all-policy-conflict", about="icps; pioneers;")
    assert f"{where}  about has an empty value between semicolons; remove the semicolon" in copy.table_problems(codes)


def test_a_fact_of_an_unknown_property_is_told(copy, codes):
    where = copy.spoil("fact_statements", "fact-icps-count", property="pilots_count")
    assert copy.table_problems(codes) == [
        f'{where}  property "pilots_count" is no plain fact; did you mean "pilot_count"?'
    ]


def test_a_value_of_a_fact_is_looked_up_where_its_property_says(copy, codes):
    row = next(
        line for line in copy.path("fact_statements").read_text("utf-8").split("\n") if "\ttakes_place_in\t" in line
    )
    where = copy.spoil("fact_statements", row.split("\t")[0], value="englnd")
    assert copy.table_problems(codes) == [
        f'{where}  value "englnd" is not in data/tables/places.tsv; did you mean "england"?'
    ]


def test_a_code_in_a_fact_is_looked_up(copy, codes):
    row = next(line for line in copy.path("fact_statements").read_text("utf-8").split("\n") if "\tscope\t" in line)
    where = copy.spoil("fact_statements", row.split("\t")[0], value="nothing-known")
    assert f'{where}  value "nothing-known" is not in code list "scope"' in copy.table_problems(codes)[0]


def test_a_fact_may_be_about_an_evaluation_and_other_statements_may_not(copy, codes):
    facts = copy.path("fact_statements").read_text("utf-8")
    evaluations = {line.split("\t")[0] for line in copy.path("evaluations").read_text("utf-8").split("\n")[1:-1]}
    assert evaluations & {line.split("\t")[1] for line in facts.split("\n")[1:-1]}
    where = copy.spoil("barrier_statements", "t2-barrier-01", about=min(evaluations))
    assert copy.table_problems(codes)[0].startswith(
        f'{where}  about "{min(evaluations)}" is not in data/tables/programmes'
    )


def test_a_reference_may_not_point_to_another_kind_of_thing(copy, codes):
    """An id that exists, but in another table than the column says, is a reference to nothing."""
    where = copy.spoil("barrier_statements", "t2-barrier-01", names_barrier="bureaucracy", note="an idea is no factor")
    ideas = copy.path("ideas").read_text("utf-8")
    assert "\nbureaucracy\t" not in ideas
    assert copy.table_problems(codes)[0].startswith(
        f'{where}  names_barrier "bureaucracy" is not in data/tables/ideas.tsv'
    )


def test_faults_of_all_tables_come_at_once(copy, codes):
    places = [
        copy.spoil("factors", CLIMATE, label=""),
        copy.spoil("barrier_statements", "t2-barrier-01", certainty="sure"),
        copy.spoil("references", "lewis-2021-01", number="one"),
    ]
    copy.path("grants").unlink()
    said = copy.table_problems(codes)
    assert {*places, "data/tables/grants.tsv"} <= {line.split("  ")[0] for line in said}


def test_no_table_repeats_a_column():
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name
