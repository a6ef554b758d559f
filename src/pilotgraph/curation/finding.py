"""Finds words in one place of a text, as whole words, or says why they are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches

from pilotgraph.curation.article import Place

OPENING, CLOSING = "([{‘“\"'", ")]}’”\"'.,;:!?"
APART = "make a passage of each place: a passage joins neither entries nor sentences"


class NotFoundError(Exception):
    """Words that do not stand where they should: what is wrong, what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def find_between(first: str, last: str, place: str, places: Mapping[str, Place], text: str) -> tuple[int, int]:
    """
    Positions of the one span in a place that begins with the first words and ends with the last words.

    last: empty if the first words are the whole span. places: by id. text: the whole, normalised text.
    Nothing is folded or forgiven: case, digits, signs and quotation marks must agree, and words be whole.
    Raises NotFoundError if there is no such span, or more than one.
    """
    at = places.get(place)
    if at is None:
        raise NotFoundError(f'the article has no place "{place}"', nearest_name(place, places))
    firsts = list(whole_words(first, at.text))
    if not firsts:
        raise _why_not("first words", first, at, places.values(), text)
    spans = firsts
    if last:
        lasts = list(whole_words(last, at.text))
        if not lasts:
            raise _why_not("last words", last, at, places.values(), text)
        spans = [(start, end) for start, middle in firsts for begin, end in lasts if begin >= middle]
    if not spans:
        raise NotFoundError(
            f"the last words do not follow the first words in {place}", "give them in the order of the text"
        )
    if len(spans) > 1:
        raise NotFoundError(
            f"the words fit {len(spans)} spans in {place}", "give more first or last words, to fit only one"
        )
    return at.start + spans[0][0], at.start + spans[0][1]


def whole_words(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text without cutting a word at either end."""
    return (span for span in _anywhere(words, text) if _cut_word(text, *span) is None)


def _anywhere(words: str, text: str) -> Iterator[tuple[int, int]]:
    if words:
        for match in re.finditer(f"(?={re.escape(words)})", text):
            yield match.start(), match.start() + len(words)


def _cut_word(text: str, start: int, end: int) -> str | None:
    """
    The word that start or end falls within, if any.

    A word is what stands between spaces, signs and hyphens and all, without the brackets, quotation marks and stops
    around it: "Pioneers" is only a part of "non-Pioneers", and "9" a part of "9%".
    """
    begin, finish = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    finish = len(text) if finish < 0 else finish
    if text[begin:start].strip(OPENING):
        return text[begin:].split(" ", 1)[0]
    if text[end:finish].strip(CLOSING):
        return text[text.rfind(" ", 0, end) + 1 : finish]
    return None


def _why_not(name: str, words: str, at: Place, places: Iterable[Place], text: str) -> NotFoundError:
    """The likeliest reason why words are not in a place."""
    cut = [_cut_word(at.text, *span) for span in _anywhere(words, at.text)]
    if cut:
        return NotFoundError(f'{name} "{words}" cut "{cut[0]}" in {at.id}', "give whole words")
    others = [other.id for other in places if any(whole_words(words, other.text))]
    if others and name == "last words":
        return NotFoundError(f"the passage would run from {at.id} to {' or '.join(others[:3])}", APART)
    if others:
        return NotFoundError(f'{name} "{words}" are not in {at.id} but in {", ".join(others[:3])}', "name that place")
    if any(whole_words(words, text)):
        return NotFoundError(f'{name} "{words}" run over an end of a place', APART)
    return NotFoundError(f'{name} "{words}" are not in {at.id}', f'nearest there: "{nearest_words(words, at.text)}"')


def nearest_words(words: str, text: str) -> str:
    """The stretch of the text, about as many words long, that looks most like the words."""
    tokens, wanted = text.split(), max(len(words.split()), 1)
    stretches = [
        " ".join(tokens[start : start + size])
        for size in sorted({max(wanted - 1, 1), wanted, wanted + 1})
        for start in range(max(len(tokens) - size, 0) + 1)
    ]
    return max(stretches, key=lambda stretch: SequenceMatcher(None, words.casefold(), stretch.casefold()).ratio())


def nearest_name(name: str, names: Iterable[str]) -> str:
    """The remedy for a place that does not exist: the places of the most similar names."""
    near = get_close_matches(name, list(names), n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else "name a section, paragraph and sentence, or a table's entry"
