"""Facts about links that open the article at a passage."""

from __future__ import annotations

import pytest

import at_hand
import bridges
from pilotgraph.curation.article import places
from pilotgraph.curation.links import Fragment, Page, avoiding, blocks, link

PAGE = Page(bridges.TEXT, bridges.LAYOUT)


def span(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = bridges.WHOLE.index(words, start + 1)
    return start, start + len(words)


def test_a_link_gives_first_and_last_words() -> None:
    assert (
        link("https://x.org/a/", Fragment("", "Divers", "footing.", "")) == "https://x.org/a/#:~:text=Divers,footing."
    )


def test_context_stands_in_front_with_a_hyphen_and_behind_with_one() -> None:
    assert link("a", Fragment("so", "low", "June", "and")) == "a#:~:text=so-,low,June,-and"


def test_what_separates_the_parts_of_a_link_is_escaped_within_them() -> None:
    assert link("a", Fragment("", "non-listed, R&D", "", "")) == "a#:~:text=non%2Dlisted%2C%20R%26D"


def test_characters_outside_ascii_are_escaped_as_utf8() -> None:
    assert link("a", Fragment("", "‘–’", "", "")) == "a#:~:text=%E2%80%98%E2%80%93%E2%80%99"


def test_a_link_holds_only_characters_that_an_iri_may_hold() -> None:
    made = link("a", Fragment("", '"<x> {y}|z\\ ^`[3]', "100%", ""))
    assert not set('"<>{}|\\^`[] ') & set(made)


def test_first_words_end_before_a_run_together_word() -> None:
    assert avoiding(Fragment("", "laid at southpier", "x", ""), bridges.JOINED).start == "laid at"


def test_last_words_begin_after_a_run_together_word() -> None:
    assert avoiding(Fragment("", "x", "southpier and north", ""), bridges.JOINED).end == "and north"


def test_a_run_together_word_that_cannot_be_avoided_is_taken_apart_as_the_page_has_it() -> None:
    assert link("a", Fragment("", "widerange of", "", ""), bridges.JOINED) == "a#:~:text=wide%20range%20of"


def test_the_first_of_two_equal_phrases_is_highlighted() -> None:
    assert PAGE.highlighted(Fragment("", "Shortage of divers", "", "")) == span("Shortage of divers")


def test_words_before_lead_to_the_second_of_two_equal_phrases() -> None:
    assert PAGE.highlighted(Fragment("Hindered", "Shortage of divers", "", "")) == span("Shortage of divers", 1)


def test_case_and_the_shape_of_quotation_marks_do_not_tell_words_apart() -> None:
    assert PAGE.highlighted(Fragment("", "'SOUND enough'", "", "")) == span("‘sound enough’")


def test_a_part_of_a_word_is_not_highlighted() -> None:
    assert PAGE.highlighted(Fragment("", "ivers", "", "")) is None
    assert PAGE.highlighted(Fragment("", "Diver", "", "")) is None


def test_one_piece_of_a_link_does_not_reach_over_two_blocks() -> None:
    assert PAGE.highlighted(Fragment("", "June [4]. Table 1.", "", "")) is None


def test_last_words_that_come_up_too_early_are_told_apart_by_the_words_after() -> None:
    sentence = span("Traffic on the bridge fell by 4.2% in the first year, but the fall")
    found = PAGE.with_context(Fragment("", "Traffic", "the", ""), sentence[0], span("but the")[1])
    assert found is not None
    assert found.after == "fall"
    assert PAGE.highlighted(found) == (sentence[0], span("but the")[1])


def test_context_is_rather_taken_from_the_same_paragraph() -> None:
    """How paragraphs and cells follow each other may differ on the published page."""
    text = "A\n\nPier moved.\n\nB\n\nPier moved. It held."
    start = text.replace("\n\n", " ").rindex("Pier")
    found = Page(text, []).with_context(Fragment("", "Pier moved.", "", ""), start, start + 11)
    assert found == Fragment("", "Pier moved.", "", "It")


def test_no_context_is_given_where_none_is_needed() -> None:
    fragment = Fragment("", "Late steel", "from abroad", "")
    assert PAGE.with_context(fragment, *span("Late steel deliveries from abroad")) == fragment


def test_words_that_no_context_tells_apart_lead_to_their_first_equal() -> None:
    text = "A\n\nOne pier moved. It was sound.\n\nA\n\nOne pier moved. It was sound.\n\nA"
    second = text.replace("\n\n", " ").rindex("One")
    page = Page(text, [])
    found = page.with_context(Fragment("", "One", "moved.", ""), second, second + 15)
    assert found is not None
    assert page.highlighted(found) == (2, 17)


def test_words_that_no_link_can_highlight_get_none() -> None:
    start, end = span("Good weather Shortage")
    assert PAGE.with_context(Fragment("", "Good weather Shortage", "", ""), start, end) is None


def test_blocks_cover_the_whole_text() -> None:
    found = blocks(bridges.TEXT, bridges.LAYOUT)
    assert " ".join(bridges.WHOLE[block.start : block.end] for block in found) == bridges.WHOLE


def test_a_row_name_and_a_bullet_are_blocks_of_their_own() -> None:
    found = [bridges.WHOLE[block.start : block.end] for block in blocks(bridges.TEXT, bridges.LAYOUT)]
    assert {"Hindered", "• -", "Good weather"} <= set(found)


@pytest.mark.needs_text
def test_every_place_of_the_article_can_be_linked_to() -> None:
    text, marks = at_hand.article_text(), at_hand.layout()
    page = Page(text, marks)
    lost, linked = [], 0
    for place in places(text, marks):
        words = place.text.split()
        few = 4 if len(words) >= 8 else len(words)
        last = " ".join(words[-few:]) if few < len(words) else ""
        fragment = page.with_context(Fragment("", " ".join(words[:few]), last, ""), place.start, place.end)
        if fragment is None or page.highlighted(fragment) is None:
            lost.append(place.id)
        linked += 1
    assert linked > 250
    assert lost == []
