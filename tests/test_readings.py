"""Certainty, placements and readings of Table 2 agree; each way in which they could not is refused."""

from __future__ import annotations

import pytest

from curated import copy
from pilotgraph.curation import readings

__all__ = ["copy"]

OPEN, SETTLED, ROW = "t2-barrier-09", "t2-barrier-03", "barriers-08-14"
PIONEERS_OR_ICPS = f"{OPEN} with icps or pioneers"


def test_the_curated_readings_agree_with_the_entries(copy):
    assert copy.read().tables["readings"]
    assert copy.problems() == []


def test_an_entry_that_readings_leave_open_is_not_certain(copy):
    where = copy.spoil("barrier_statements", OPEN, certainty="inferred", about="icps")
    assert copy.problems() == [
        f"{where}  the readings leave open whether {OPEN} is about icps or pioneers; mark it ambiguous and leave "
        "about empty"
    ]


def test_an_ambiguous_entry_names_no_subject_beside_its_placements(copy):
    where = copy.spoil("barrier_statements", OPEN, about="icps")
    assert [line.split(";")[0] for line in copy.problems()] == [
        f"{where}  the readings leave open whether {OPEN} is about icps or pioneers"
    ]


def test_an_entry_that_all_readings_settle_is_not_ambiguous(copy):
    where = copy.spoil("barrier_statements", SETTLED, certainty="ambiguous", about="")
    assert copy.problems() == [
        f"{where}  every reading places {SETTLED} with icps; name that programme, or correct the readings"
    ]


def test_an_entry_stands_in_the_column_where_all_readings_have_it(copy):
    where = copy.spoil("barrier_statements", SETTLED, about="vanguards")
    assert copy.problems() == [
        f"{where}  every reading places {SETTLED} with icps; name that programme, or correct the readings"
    ]


def test_an_open_entry_has_a_placement_for_each_programme_that_readings_name(copy):
    copy.drop("placements", f"{OPEN}-pioneers")
    copy.spoil("placements", f"{OPEN}-icps", probability="1")
    (said,) = copy.problems()
    assert said.endswith(f"  the readings place {PIONEERS_OR_ICPS}; give it just these placements")


def test_an_open_entry_has_no_other_placement(copy):
    copy.spoil("placements", f"{OPEN}-icps", probability="0.75")
    copy.add("placements", f"{OPEN}-icps", id=f"{OPEN}-vanguards", programme="vanguards", probability="0.1")
    (said,) = copy.problems()
    assert said.endswith(f"  the readings place {PIONEERS_OR_ICPS}; give it just these placements")


def test_a_settled_entry_has_no_placement(copy):
    copy.add("placements", f"{OPEN}-icps", id=f"{SETTLED}-icps", statement=SETTLED, probability="1")
    (said,) = copy.problems()
    assert said.endswith(f"  every reading places {SETTLED} with icps; remove its placements, or correct the readings")


def test_only_an_entry_of_a_row_with_readings_has_placements(copy):
    added = {"id": "fact-icps-launch-icps", "statement": "fact-icps-launch", "probability": "1"}
    where = copy.add("placements", f"{OPEN}-icps", **added)
    assert copy.problems() == [
        f"{where}  fact-icps-launch is no entry of a row that has readings; remove the placement, or add the readings"
    ]


def test_the_probabilities_of_an_entry_add_up_to_one(copy):
    copy.spoil("placements", f"{OPEN}-pioneers", probability="0.25")
    (said,) = copy.problems()
    assert said.endswith("  probabilities add up to 1.1; they must add up to 1")


def test_probabilities_that_add_up_to_one_but_for_rounding_are_accepted(copy):
    copy.spoil("placements", f"{OPEN}-pioneers", probability="0.1501")
    assert copy.problems() == []


def test_a_placement_is_named_by_its_statement_and_its_programme(copy):
    where = copy.spoil("placements", f"{OPEN}-icps", id=f"{OPEN}-pilots")
    assert copy.problems() == [f"{where}  id is not its statement and programme; join the two with a hyphen"]


def test_two_entries_in_the_same_words_do_not_share_a_column(copy):
    """The entries 9 and 17 of the barriers are in the same words, so both cannot be the Pioneers'."""
    where = copy.add("readings", ROW, id="barriers-08-17", pioneers_end="table-2.barriers.e17")
    assert copy.problems() == [
        f"{where}  puts {OPEN} and t2-barrier-17, which say the same words, into one column; remove the reading"
    ]


@pytest.mark.parametrize(("table", "row"), [("readings", ROW), ("boundaries", "barriers-icps-pioneers")])
def test_the_row_of_the_table_is_one_with_open_columns(copy, table, row):
    where = copy.spoil(table, row, table_row="barrier")
    assert (
        copy.problems()[0]
        == f'{where}  table_row "barrier" is no row with open columns; write facilitators or barriers'
    )


def test_columns_end_in_the_row_that_a_reading_is_of(copy):
    where = copy.spoil("readings", ROW, icps_end="table-2.facilitators.e08")
    assert copy.problems() == [f"{where}  a column ends with an entry of another row; name entries of its own row"]


def test_the_second_column_ends_after_the_first(copy):
    where = copy.spoil("readings", ROW, pioneers_end="table-2.barriers.e08")
    assert copy.problems() == [f"{where}  pioneers_end does not come after icps_end; columns stand in that order"]


@pytest.mark.parametrize(
    ("entry", "programme"),
    [("e01", "icps"), ("e08", "icps"), ("e09", "pioneers"), ("e14", "pioneers"), ("e15", "vanguards")],
)
def test_an_entry_stands_in_the_column_that_has_not_ended(copy, entry, programme):
    (reading,) = (row for row in copy.read().tables["readings"] if row.id == ROW)
    assert readings.column_of(f"table-2.barriers.{entry}", reading) == programme


def test_a_reading_places_every_open_entry_of_its_row_once(copy):
    tables = copy.read().tables
    (reading,) = (row for row in tables["readings"] if row.id == ROW)
    placed = dict(readings.placed(tables, reading))
    assert placed == {
        "t2-barrier-09": "pioneers",
        "t2-barrier-15": "vanguards",
        "t2-barrier-16": "vanguards",
        "t2-barrier-17": "vanguards",
        "t2-barrier-18": "vanguards",
    }
