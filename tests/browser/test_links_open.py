"""In a real browser the link of every passage highlights the passage, the whole of it and nothing else."""

from __future__ import annotations

import pytest
from opened import Reader, served, written

import at_hand
import bridges
from pilotgraph.curation.article import LayoutMark, normalise
from pilotgraph.curation.links import Page, link
from pilotgraph.curation.passages import Passage

pytestmark = pytest.mark.needs_browser
SAME_WORDS_ELSEWHERE = "interests."  # printed twice in the article, so no link can tell the second from the first


def mishighlighted(
    browser: object, passages: list[Passage], text: str, layout: list[LayoutMark], joined: dict[str, str]
) -> dict[str, str]:
    """The passages whose link highlights something else, and what."""
    whole, page, model = normalise(text), written(text, layout, joined), Page(text, layout, joined)
    wrong = {}
    with served(page.html) as address:
        reader = Reader(browser, address, page)
        for passage in passages:
            start, end = passage.start, passage.end
            if passage.id.startswith(SAME_WORDS_ELSEWHERE):
                start, end = model.highlighted(passage.fragment) or (0, 0)
                assert whole[start:end] == whole[passage.start : passage.end]
            assert start is not None
            assert end is not None
            letters = [position for position in range(start, end) if whole[position] != " "]
            highlighted = reader.highlighted(link(reader.address, passage.fragment, joined))
            red = [position for position in highlighted if whole[position] != " "]
            if red != letters:
                wrong[passage.id] = whole[red[0] : red[-1] + 1] if red else "nothing"
    return wrong


def test_links_of_the_tiny_article_open_at_their_passages(browser: object) -> None:
    assert mishighlighted(browser, bridges.PASSAGES, bridges.TEXT, bridges.LAYOUT, bridges.JOINED) == {}


def test_a_link_without_its_context_is_seen_to_highlight_something_else(browser: object) -> None:
    """The measurement itself can fail: it tells the second of two equal phrases from the first."""
    bare = [passage._replace(before="") for passage in bridges.PASSAGES if passage.before]
    assert list(mishighlighted(browser, bare, bridges.TEXT, bridges.LAYOUT, {})) == ["table-2.hindered.e01"]


@pytest.mark.needs_text
def test_every_link_opens_the_article_at_its_passage(browser: object) -> None:
    text, passages = at_hand.article_text(), at_hand.passages()
    assert passages, "0 links opened"
    assert mishighlighted(browser, passages, text, at_hand.layout(), at_hand.joined()) == {}
