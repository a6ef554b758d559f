"""Definitions and notes are in our own words."""

from __future__ import annotations

import pytest

from pilotgraph.curation import ownwords, schema
from pilotgraph.curation.tables import Row

PLACES = next(table for table in schema.TABLES if table.name == "places")
TEXT = "The inspectors of Mill Bridge found that scour at the south pier had reached a depth of 0.4 m by the spring."


def row(definition: str, label: str = "pier") -> dict[str, tuple[Row, ...]]:
    cells = {"id": ("pier",), "label": (label,), "definition": (definition,)}
    return {"places": (Row(PLACES, "pier", cells, "data/tables/places.tsv:2"),)}


def test_a_sentence_of_the_source_is_noticed():
    (problem,) = ownwords.problems(row("It is said that scour at the south pier had reached a depth."), TEXT)
    assert problem.where == "data/tables/places.tsv:2"
    assert problem.what.startswith('definition repeats the source: "that scour at the south pier had reached"')


@pytest.mark.parametrize(
    "definition",
    ["By spring the river had washed away 0.4 m below the south pier.", "The scour at the south pier had grown."],
)
def test_a_fact_in_other_words_and_a_short_phrase_pass(definition):
    assert ownwords.problems(row(definition), TEXT) == []


def test_a_change_of_capitals_hides_nothing():
    assert ownwords.problems(row("THAT SCOUR AT THE SOUTH PIER HAD REACHED, SO THEY SAY."), TEXT)


def test_a_name_is_no_sentence():
    name = "scour at the south pier had reached a depth"
    assert ownwords.problems(row("Scour at the south pier had reached a depth", label=name), TEXT) == []
