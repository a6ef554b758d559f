"""Makes the link that opens the published article at a passage, and tells what a browser would highlight for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from pilotgraph.curation.article import LayoutMark, normalise, places

NONE_JOINED: Mapping[str, str] = MappingProxyType({})
MOST_CONTEXT = 12  # words of context tried on each side before two passages count as impossible to tell apart
CROSSING = 6  # a context that leaves the passage's own block is worth this many words: it leans on the page's layout
QUOTES = str.maketrans("‘’‚“”„", "'''\"\"\"")


class Fragment(NamedTuple):
    """
    The words a link is made of, as they stand in the saved text.

    before, after: words next to the passage, empty unless start and end alone would highlight something else.
    end: empty if start is the whole passage.
    """

    before: str
    start: str
    end: str
    after: str


class Block(NamedTuple):
    """Character positions of a stretch that the page sets apart: a paragraph, a heading, a table entry."""

    start: int
    end: int


def link(base: str, fragment: Fragment, joined: Mapping[str, str] = NONE_JOINED) -> str:
    """
    The address that opens the article at a passage and highlights it.

    base: the address of the article's page, without a fragment.
    joined: words that only the saved text runs together, and how the page has them ("rangeof": "range of").
    """
    before, start, end, after = (_encoded(words, joined) for words in avoiding(fragment, joined))
    parts = [f"{before}-," if before else "", start, f",{end}" if end else "", f",-{after}" if after else ""]
    return f"{base}#:~:text={''.join(parts)}"


def avoiding(fragment: Fragment, joined: Mapping[str, str]) -> Fragment:
    """Shorten first words to end before, and last words to begin after, a run-together word; two words must be left."""
    if not fragment.end:
        return fragment
    start, end = fragment.start.split(" "), fragment.end.split(" ")
    at = [number for number, word in enumerate(start) if word in joined]
    start = start[: at[0]] if at and at[0] >= 2 else start
    at = [number for number, word in enumerate(end) if word in joined]
    end = end[at[-1] + 1 :] if at and len(end) - at[-1] > 2 else end
    return fragment._replace(start=" ".join(start), end=" ".join(end))


def blocks(text: str, layout: Iterable[LayoutMark]) -> list[Block]:
    """
    Cut the saved text into the blocks of the page, as positions in the normalised text.

    A search for one piece of a link never leaves a block. Raises ValueError as `places` does.
    """
    starts = [place.start for place in places(text, layout)]
    found: list[Block] = []
    begin = 0
    for line in filter(None, map(normalise, text.splitlines())):
        end = begin + len(line)
        following = bisect_right(starts, begin - 1)
        first = starts[following] if following < len(starts) and starts[following] < end else begin
        if first > begin:  # a row's name or a bullet stands before the entry, in a cell of its own
            found.append(Block(begin, first - 1))
        found.append(Block(first, end))
        begin = end + 1
    return found


class Page:
    """
    The article as a browser searches it for a text fragment.

    Chromium ignores case and the shape of quotation marks, and takes the first match it meets. Where
    its idea of a word's edge is uncertain this class expects a match, so a link it calls right does not rely on luck.
    """

    def __init__(self, text: str, layout: Iterable[LayoutMark], joined: Mapping[str, str] = NONE_JOINED) -> None:
        """text: as saved, with its line breaks. Raises ValueError if text and layout do not fit."""
        self.text = normalise(text)
        self.blocks = blocks(text, layout)
        self._joined = joined
        self._folded = _folded(self.text)
        self._starts = [block.start for block in self.blocks]

    def highlighted(self, fragment: Fragment) -> tuple[int, int] | None:
        """The span (start, end) that the fragment's link highlights, or None if it finds nothing."""
        before, start, end, after = map(_folded, avoiding(fragment, self._joined))
        for first, first_end in self._first_pieces(before, start):
            ends = ((first, first_end),) if not end else self._occurrences(end, first_end)
            for _, last_end in ends:
                if not after or self._stands_at(after, self._skip_space(last_end)):
                    return first, last_end
        return None

    def with_context(self, fragment: Fragment, start: int, end: int) -> Fragment | None:
        """
        The fragment with the least context, often none, that highlights exactly start..end.

        Where the same words stand elsewhere between the same neighbours no context can tell the two apart; then the
        first fragment that highlights the same words is given. None if there is not even that.
        """
        same_words: Fragment | None = None
        for tried in self._choices(fragment, start, end):
            found = self.highlighted(tried)
            if found == (start, end):
                return tried
            if same_words is None and found and self.text[slice(*found)] == self.text[start:end]:
                same_words = tried
        return same_words

    def _choices(self, fragment: Fragment, start: int, end: int) -> Iterator[Fragment]:
        """The fragment with every context of up to MOST_CONTEXT words on each side, the cheapest first."""
        before, crosses_before = self._neighbours(start, -1)
        after, crosses_after = self._neighbours(end, +1)
        costs = sorted(
            (b + a + (CROSSING if b and crosses_before else 0) + (CROSSING if a and crosses_after else 0), a, b)
            for b in range(min(len(before), MOST_CONTEXT) + 1)
            for a in range(min(len(after), MOST_CONTEXT) + 1)
        )
        for _, a, b in costs:
            yield fragment._replace(before=" ".join(before[len(before) - b :]), after=" ".join(after[:a]))

    def _first_pieces(self, before: str, start: str) -> Iterator[tuple[int, int]]:
        if not before:
            yield from self._occurrences(start, 0)
            return
        for _, end in self._occurrences(before, 0):
            first = self._skip_space(end)
            if self._stands_at(start, first):
                yield first, first + len(start)

    def _occurrences(self, words: str, position: int) -> Iterator[tuple[int, int]]:
        while words and (position := self._folded.find(words, position)) >= 0:
            if self._stands_at(words, position):
                yield position, position + len(words)
            position += 1

    def _stands_at(self, words: str, position: int) -> bool:
        end = position + len(words)
        return (
            self._folded.startswith(words, position)
            and not self._inside_word(position)
            and not self._inside_word(end)
            and end <= self._block_at(position).end
        )

    def _inside_word(self, position: int) -> bool:
        around = self._folded[max(position - 1, 0) : position + 1]
        return 0 < position < len(self.text) and around.isalnum()

    def _block_at(self, position: int) -> Block:
        return self.blocks[max(bisect_right(self._starts, position) - 1, 0)]

    def _skip_space(self, position: int) -> int:
        return position + 1 if self.text[position : position + 1] == " " else position

    def _neighbours(self, position: int, step: int) -> tuple[list[str], bool]:
        """The words before (step -1) or after (step 1) a position: its block's, else those of the block next door."""
        number = bisect_right(self._starts, position if step < 0 else position - 1) - 1
        block = self.blocks[number]
        inside = self.text[block.start : position] if step < 0 else self.text[position : block.end]
        if inside.strip():
            return inside.split(), False
        number += step
        beyond = self.blocks[number] if 0 <= number < len(self.blocks) else Block(0, 0)
        return self.text[beyond.start : beyond.end].split(), True


def _folded(text: str) -> str:
    """Fold what Chromium's search ignores, one character for one, so that positions stay."""
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text.translate(QUOTES))


def _encoded(words: str, joined: Mapping[str, str]) -> str:
    mended = " ".join(joined.get(word, word) for word in words.split(" "))
    # A bare hyphen marks a prefix or suffix in a fragment, so it is escaped too, which quote() would not do.
    return quote(mended, safe="").replace("-", "%2D")
