"""The codebook tells every table, column, fact and code."""

from __future__ import annotations

import pytest

from curated import ROOT
from pilotgraph.curation import checkout
from pilotgraph.curation.codebook import codebook
from pilotgraph.curation.schema import FACTS, TABLES
from pilotgraph.names import CODE_LISTS


@pytest.fixture(scope="module")
def curated() -> checkout.Curated:
    return checkout.Curated(ROOT)


@pytest.fixture(scope="module")
def page(curated) -> str:
    return codebook(curated.tables, curated.ontology)


def section(page: str, title: str) -> str:
    return page.split(f"### {title}\n")[1].split("\n#")[0]


def test_every_table_is_told_with_its_rows_and_its_class(page):
    assert page.count("\n### ") == len(TABLES) + len(CODE_LISTS)
    rows = (ROOT / "data" / "tables" / "factors.tsv").read_text("utf-8").count("\n") - 1
    assert f"{rows} rows, class `pg:Factor`." in section(page, "factors.tsv")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_told_in_order(page, table):
    told = [line.split("`")[1] for line in section(page, f"{table.name}.tsv").split("\n") if line.startswith("| `")]
    header = (ROOT / "data" / "tables" / f"{table.name}.tsv").read_text("utf-8").split("\n")[0]
    assert told == header.split("\t")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("factors", "| `factor_domain` | the group it belongs to | id in `factor_domains` | yes |"),
        ("placements", "| `probability` | a curator's estimate, from 0 to 1 | decimal | yes |"),
        (
            "barrier_statements",
            "| `certainty` | how sure it is that the statement belongs to its subject | code list `certainty` | yes |",
        ),
        (
            "barrier_statements",
            "| `passages` | the passages in which the source says it | id in `passages`, several | yes |",
        ),
    ],
)
def test_a_column_says_what_it_holds_and_whether_it_is_needed(page, table, row):
    assert row in section(page, f"{table}.tsv")


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_every_plain_fact_is_told(page, fact):
    assert f"| `{fact.name}` | {fact.help} |" in page.split("## Plain facts")[1]


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_code_is_told_with_its_meaning(page, curated, name):
    lines = [line for line in section(page, name).split("\n") if line.startswith("| `")]
    assert {line.split("`")[1] for line in lines} == checkout.codes(curated.ontology)[name]
    assert lines
    assert not [line for line in lines if "None" in line]


def test_no_cell_breaks_its_table(page):
    """A bar in a help text or a definition would add a column."""
    widths = {line.count("|") for line in page.split("\n") if line.startswith("|")}
    assert widths == {4, 5}
