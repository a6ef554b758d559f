"""Facts about how an article is split into places."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

import at_hand
import bridges
from pilotgraph.curation.article import LayoutMark, normalise, places

TINY = {place.id: place for place in places(bridges.TEXT, bridges.LAYOUT)}


def test_normalising_folds_white_space_and_nothing_else() -> None:
    assert normalise(" −4.2 %\n\t‘Sound’\u00a0… ") == "−4.2 % ‘Sound’ …"


def test_places_are_numbered_by_paragraph_and_sentence() -> None:
    assert [name for name in TINY if name.startswith("results")] == [
        "results.p1.s1",
        "results.p1.s2",
        "results.p1.s3",
        "results.p2.s1",
    ]


def test_table_entries_are_numbered_within_their_column_or_row() -> None:
    assert TINY["table-1.weir.e02"].text == TINY["table-2.hindered.e01"].text == "Shortage of divers"


def test_the_name_of_a_row_is_not_part_of_its_first_entry() -> None:
    assert TINY["table-2.helped.e01"].text == "Good weather"


def test_a_bullet_is_not_part_of_its_entry() -> None:
    assert TINY["table-1.mill.e03"].text.startswith("widerange of")


def test_headings_are_no_places() -> None:
    assert not {"Results", "Table 1."} & {place.text for place in TINY.values()}


def test_a_stop_in_a_number_or_after_et_al_ends_no_sentence() -> None:
    found = places("Okafor et al. Measured scour of 0.4 m. It grew.", [])
    assert [place.text for place in found] == ["Okafor et al. Measured scour of 0.4 m.", "It grew."]


def test_positions_lead_back_to_the_words() -> None:
    assert all(bridges.WHOLE[place.start : place.end] == place.text for place in TINY.values())


def test_places_do_not_overlap() -> None:
    found = list(TINY.values())
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_another_text_than_the_layout_describes_is_refused() -> None:
    with pytest.raises(ValueError, match='no line begins with "Annex" where section annex should begin'):
        places(bridges.TEXT, [*bridges.LAYOUT, LayoutMark("annex", "heading", "Annex", "")])


@pytest.mark.needs_text
def test_the_article_has_every_entry_of_its_table_2() -> None:
    found = Counter(place.id.rsplit(".e", 1)[0] for place in places(at_hand.article_text(), at_hand.layout()))
    assert (found["table-2.facilitators"], found["table-2.barriers"]) == (22, 20)


@pytest.mark.needs_text
def test_no_word_of_the_article_is_lost_but_headings_row_names_and_bullets() -> None:
    text = at_hand.article_text()
    marks = at_hand.layout()
    named = " ".join(mark.starts_with for mark in marks if mark.kind in ("heading", "row"))
    left = Counter(normalise(text).split()) - Counter(" ".join(place.text for place in places(text, marks)).split())
    assert left - Counter(named.split()) == Counter({"-": left["-"], "•": left["•"]})
