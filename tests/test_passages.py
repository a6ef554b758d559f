"""Facts about passages: what is found again, and every kind of false passage that is refused."""

from __future__ import annotations

from typing import Any

import pytest

import at_hand
from bridges import DIGEST, LAYOUT, PASSAGES, TEXT, WHOLE
from pilotgraph.curation.article import places
from pilotgraph.curation.links import NONE_JOINED, Page
from pilotgraph.curation.passages import Passage, check, digest, form_problems, locate
from pilotgraph.errors import PilotGraphError, Problem

TRAFFIC, REPORT, KEEPER = "results.p1.s2", "results.p1.s3", "results.p2.s1a"
BEARINGS, STONE, HINDERED = "table-1.mill.e01", "table-1.mill.e02", "table-2.hindered.e01"
SENTENCE = next(place.text for place in places(TEXT, LAYOUT) if place.id == TRAFFIC)

FALSE = {
    # The eight that the best existing checker of quotations let through.
    "two columns stitched": (BEARINGS, {"first_words": "New bearings on ... Old railings"}, "an ellipsis or brackets"),
    "parts in reverse order": (
        TRAFFIC,
        {"first_words": "the whole period [3].", "last_words": "Traffic on the bridge"},
        "the last words do not follow the first words",
    ),
    "a negation put in brackets": (TRAFFIC, {"last_words": "was [not] statistically"}, "an ellipsis or brackets"),
    "'not' left out": (TRAFFIC, {"last_words": "fall was statistically significant over"}, f"are not in {TRAFFIC}"),
    "digits changed": (TRAFFIC, {"first_words": "Traffic on the bridge fell by 4-2%"}, f"are not in {TRAFFIC}"),
    "a word's beginning": (TRAFFIC, {"last_words": "was not statistically signif"}, 'cut "significant"'),
    "a word's end": (TRAFFIC, {"first_words": "affic on the bridge"}, 'cut "Traffic"'),
    "the word 'the'": (TRAFFIC, {"first_words": "the", "last_words": ""}, '"the" is too little'),
    # Numbers, signs and letters.
    "% dropped": (TRAFFIC, {"first_words": "Traffic on the bridge fell by 4.2 in"}, f"are not in {TRAFFIC}"),
    "% cut off": (TRAFFIC, {"first_words": "Traffic on the bridge fell by 4.2"}, 'cut "4.2%"'),
    "a decimal cut off": (TRAFFIC, {"first_words": "Traffic on the bridge fell by 4"}, 'cut "4.2%"'),
    "minus written as hyphen": (REPORT, {"last_words": "by -3 mm between the"}, f"are not in {REPORT}"),
    "minus cut off": (REPORT, {"first_words": "3 mm between", "last_words": "two visits."}, 'cut "−3"'),
    "hyphen written as dash": (REPORT, {"first_words": "two of its non–listed"}, f"are not in {REPORT}"),
    "hyphen left out": (REPORT, {"first_words": "two of its non listed"}, f"are not in {REPORT}"),
    "half of a hyphenated word": (REPORT, {"first_words": "listed spans moved"}, 'cut "non-listed"'),
    "curly quotes made straight": (REPORT, {"first_words": "the pier 'sound enough'"}, f"are not in {REPORT}"),
    "apostrophe made straight": (REPORT, {"first_words": "The engineers' report"}, f"are not in {REPORT}"),
    "full-width digits": (TRAFFIC, {"first_words": "the bridge fell by ４.２%"}, f"are not in {TRAFFIC}"),
    "case changed": (TRAFFIC, {"first_words": "traffic on the bridge"}, f"are not in {TRAFFIC}"),
    "words changed": (TRAFFIC, {"first_words": "Traffic on this bridge"}, f"are not in {TRAFFIC}"),
    # Places.
    "right words, wrong place": (
        TRAFFIC,
        {"id": "results.p1.s1a", "place": "results.p1.s1"},
        "are not in results.p1.s1 but in results.p1.s2",
    ),
    "two sentences joined": (
        TRAFFIC,
        {"last_words": "between the two visits."},
        f"would run from {TRAFFIC} to {REPORT}",
    ),
    "two entries joined": (
        BEARINGS,
        {"last_words": "by 9% (measured twice)"},
        "would run from table-1.mill.e01 to table-1.mill.e02",
    ),
    "two columns joined": (
        STONE,
        {"first_words": "Loss of stone", "last_words": "before the first winter"},
        "would run from table-1.mill.e02 to table-1.weir.e01",
    ),
    "words across two entries": (
        STONE,
        {"first_words": "(measured twice) • - widerange"},
        "run over an end of a place",
    ),
    "a place that is none": (TRAFFIC, {"id": "results.p9.s2", "place": "results.p9.s2"}, "has no place"),
    "an id that is not its place": (TRAFFIC, {"id": "results.p1.s9"}, "is not its place"),
    # Found, but not once, or not as the row says.
    "a phrase that stands there twice": (KEEPER, {"first_words": "keeper of Mill Bridge"}, "fit 2 spans"),
    "the same words first and last": (
        TRAFFIC,
        {"first_words": "on the bridge fell", "last_words": "the bridge fell by"},
        "do not follow",
    ),
    "digest changed": (TRAFFIC, {"sha256": digest("Traffic")}, "the digest of passage results.p1.s2"),
    "positions shifted": (TRAFFIC, {"start": 214}, "row says characters 214 to"),
    "not yet located": (TRAFFIC, {"start": None, "end": None, "sha256": ""}, "row says characters None to None"),
    "context that is not next to it": (HINDERED, {"before": "Helped"}, "not the words next to the passage"),
    "context left out": (HINDERED, {"before": ""}, "would highlight other words"),
    # Located, not copied.
    "a whole sentence copied": (TRAFFIC, {"first_words": SENTENCE, "last_words": ""}, "give 23 of the passage's 23"),
    "most of a sentence copied": (
        TRAFFIC,
        {"first_words": SENTENCE[:60].rsplit(" ", 1)[0], "last_words": SENTENCE[-30:].split(" ", 1)[1]},
        "of the passage's 23 words",
    ),
    "too few words": (TRAFFIC, {"first_words": "Traffic"}, "too few words to know the passage by"),
    "white space doubled": (TRAFFIC, {"first_words": "Traffic  on the"}, "needless white space"),
    "no words": (TRAFFIC, {"first_words": ""}, "first_words are empty"),
}


def line_of(name: str) -> int:
    return next(passage.line for passage in PASSAGES if passage.id == name)


def with_one_changed(name: str, changes: dict[str, Any]) -> list[Passage]:
    return [passage._replace(**changes) if passage.id == name else passage for passage in PASSAGES]


def problems(passages: list[Passage]) -> tuple[Problem, ...]:
    return check(passages, TEXT, LAYOUT, DIGEST).problems


def test_true_passages_are_all_found_again() -> None:
    checked = check(PASSAGES, TEXT, LAYOUT, DIGEST)
    assert (checked.count, checked.problems) == (8, ())


@pytest.mark.parametrize(("name", "changes", "expected"), FALSE.values(), ids=FALSE)
def test_a_false_passage_is_refused(name: str, changes: dict[str, Any], expected: str) -> None:
    found = problems(with_one_changed(name, changes))
    assert {problem.where for problem in found} == {f"data/tables/passages.tsv:{line_of(name)}"}
    assert expected in " | ".join(problem.what for problem in found)
    assert all(problem.remedy for problem in found)


def test_the_nearest_words_of_the_place_are_shown() -> None:
    found = problems(with_one_changed(TRAFFIC, {"first_words": "the bridge fell by 4-2% in"}))
    assert found[0].remedy == 'nearest there: "the bridge fell by 4.2% in"'


def test_the_nearest_place_is_shown() -> None:
    found = problems(with_one_changed(TRAFFIC, {"id": "results.p1.s22", "place": "results.p1.s22"}))
    assert "results.p1.s2" in found[0].remedy


def test_an_id_stands_only_once() -> None:
    twice = [*PASSAGES, PASSAGES[-1]._replace(line=99)]
    line = line_of(HINDERED)
    assert f'id "{HINDERED}" is already on line {line}' in [problem.what for problem in problems(twice)]


def test_passages_stand_in_the_order_of_the_text() -> None:
    assert [problem.what for problem in problems([PASSAGES[1], PASSAGES[0], *PASSAGES[2:]])] == [
        "passage results.p1.s1 stands before the one above it in the text"
    ]


def test_the_same_span_is_one_passage() -> None:
    twice = [PASSAGES[0], PASSAGES[0]._replace(id="results.p1.s1b"), *PASSAGES[1:]]
    assert [problem.what for problem in problems(twice)] == [
        "passage results.p1.s1b is the same span as the one above it"
    ]


def test_having_checked_nothing_is_a_problem() -> None:
    checked = check([], TEXT, LAYOUT, DIGEST)
    assert (checked.count, [problem.what for problem in checked.problems]) == (0, ["0 passages checked"])


def test_another_text_is_refused_although_every_passage_is_in_it() -> None:
    checked = check(PASSAGES, f"{TEXT}\nA later note.", LAYOUT, DIGEST)
    assert [problem.where for problem in checked.problems] == ["data/sources.tsv"]


def test_a_text_without_the_parts_of_the_layout_is_refused() -> None:
    checked = check(PASSAGES, TEXT.replace("Results", "Outcome"), LAYOUT, DIGEST)
    assert (checked.count, checked.problems[-1].where) == (0, "data/layout.tsv")


def test_line_breaks_in_the_text_hide_no_passage() -> None:
    windows = TEXT.replace("\n", "\r\n")
    assert check(PASSAGES, windows, LAYOUT, DIGEST).problems == ()


def test_all_problems_come_at_once() -> None:
    wrong = [passage._replace(sha256=digest("")) for passage in PASSAGES]
    assert len(problems(wrong)) == len(PASSAGES)


def test_true_rows_have_the_right_form() -> None:
    assert form_problems(PASSAGES) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"first_words": SENTENCE, "last_words": ""}, "first and last words give"),
        ({"first_words": "the", "last_words": ""}, "is too little"),
        ({"first_words": "Traffic … fell"}, "an ellipsis or brackets"),
        ({"id": "results.p1.s22"}, "is not its place"),
        ({"sha256": "9f2c"}, "has no position or digest"),
        ({"start": None}, "has no position or digest"),
        ({"end": 1}, "ends before it starts"),
    ],
)
def test_a_wrong_form_is_refused_without_the_text(changes: dict[str, Any], expected: str) -> None:
    found = form_problems(with_one_changed(TRAFFIC, changes))
    assert expected in " | ".join(problem.what for problem in found)


def test_a_reference_in_brackets_is_no_stitch() -> None:
    assert form_problems(with_one_changed(TRAFFIC, {"last_words": "period [3,7–9]."})) == []


def test_locating_fills_position_and_digest() -> None:
    first = PASSAGES[0]
    words = WHOLE[first.start : first.end]
    assert words.startswith("Divers inspected")
    assert first.sha256 == digest(words)


def test_locating_gives_context_only_to_what_would_be_taken_for_something_else() -> None:
    assert {passage.id: passage.before for passage in PASSAGES if passage.before or passage.after} == {
        HINDERED: "Hindered"
    }


def test_locating_again_changes_nothing() -> None:
    assert locate(reversed(PASSAGES), TEXT, LAYOUT) == PASSAGES


def test_locating_reports_every_passage_that_is_not_there() -> None:
    wrong = [passage._replace(first_words="Nobody ever wrote") for passage in PASSAGES]
    with pytest.raises(PilotGraphError) as raised:
        locate(wrong, TEXT, LAYOUT)
    assert len(raised.value.problems) == len(PASSAGES)


def test_locating_refuses_what_would_be_a_copy() -> None:
    with pytest.raises(PilotGraphError, match="located, not copied"):
        locate(with_one_changed(TRAFFIC, {"first_words": SENTENCE, "last_words": ""}), TEXT, LAYOUT)


def test_a_row_is_read_with_its_line() -> None:
    row = {name: "x" for name in Passage._fields if name != "line"} | {"start": "3", "end": ""}
    passage = Passage.from_row(row, 7)
    assert (passage.start, passage.end, passage.where) == (3, None, "data/tables/passages.tsv:7")


def test_a_position_that_is_no_number_is_refused() -> None:
    row = {name: "x" for name in Passage._fields if name != "line"} | {"start": "3.5", "end": ""}
    with pytest.raises(PilotGraphError, match=r'passages\.tsv:7  start is "3\.5", not a character position'):
        Passage.from_row(row, 7)


@pytest.mark.needs_text
def test_every_curated_passage_is_found_in_the_article() -> None:
    text = at_hand.article_text()
    joined = at_hand.joined()
    checked = check(at_hand.passages(), text, at_hand.layout(), at_hand.source()["text_sha256"], joined=joined)
    assert checked.problems == ()
    assert checked.count > 0


@pytest.mark.needs_text
def test_every_place_of_the_article_can_be_located_by_a_few_words() -> None:
    text, layout = at_hand.article_text(), at_hand.layout()
    rows = []
    for line, place in enumerate(places(text, layout), start=2):
        words = place.text.split()
        few = (len(words) - 1) // 4 if len(words) > 8 else len(words)
        last = "" if few == len(words) else " ".join(words[-few:])
        rows.append(Passage(place.id, "lewis-2021", place.id, " ".join(words[:few]), last, line=line))
    # Running text so short, and the page's own furniture in front of the article, cannot be cited without copying it.
    rows = [row for row in rows if row.last_words or ".e" in row.id]
    rows = [row for row in rows if not row.id.startswith("front")]
    located = locate(rows, text, layout)
    page = Page(text, layout, NONE_JOINED)
    elsewhere = [row.id for row in located if page.highlighted(row.fragment) != (row.start, row.end)]
    # The article prints its competing interests word for word as in its funding statement.
    assert [name for name in elsewhere if not name.startswith("interests.")] == []
    assert len(located) > 250
    assert check(located, text, layout, digest(page.text)).problems == ()
