"""Splits the saved text of an article into its numbered places: sentences of running text and entries of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SENTENCE_END = re.compile(r"(?<=[.!?])(?<!et al\.)\s+(?=[A-Z‘“])")
BULLET = re.compile(r"^(?:•\s*)?-\s*")


class LayoutMark(NamedTuple):
    """
    A line of the article at which a new part of it begins.

    section: the section that begins, such as "themes" or "table-2".
    kind: "heading" (the line is only a heading), "text" (running text begins or goes on with this line),
        "column" (a column of a table begins with this line) or "row" (a row begins; its name opens the line).
    starts_with: the line's first words; for a heading the whole line.
    part: the column's or row's short name, empty for the other kinds.
    """

    section: str
    kind: str
    starts_with: str
    part: str

    def opens(self, line: str) -> bool:
        return line == self.starts_with if self.kind == "heading" else line.startswith(self.starts_with)


class Place(NamedTuple):
    """
    One sentence or one table entry, and where it stands.

    id: such as "themes.p3.s2" (paragraph, sentence) or "table-2.barriers.e11" (row, entry).
    start, end: character positions in the normalised text of the whole article.
    """

    id: str
    section: str
    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Fold every run of white space into one space; change nothing else (digits, signs and letters stay)."""
    return " ".join(text.split())


def places(text: str, layout: Iterable[LayoutMark]) -> list[Place]:
    """
    Split the saved text of an article into its places, in order; headings are left out.

    text: the text as saved, with its line breaks.
    layout: the article's parts in the order in which they begin.
    Raises ValueError if a part of the layout never begins: then this is another text, or another layout.
    """
    whole = normalise(text)
    found: list[Place] = []
    position = 0
    for name, section, words in _sentences(text, list(layout)):
        start = whole.index(words, position)
        position = start + len(words)
        found.append(Place(name, section, words, start, position))
    return found


def _sentences(text: str, layout: list[LayoutMark]) -> Iterator[tuple[str, str, str]]:
    """Walk the lines; each sentence comes with the name of its place and its section."""
    section, part, numbers = "front", "", Counter[str]()
    awaited = iter([*layout, None])
    mark = next(awaited)
    for raw in text.splitlines():
        line = normalise(raw)
        if not line:
            continue
        if mark is not None and mark.opens(line):
            kind, section, part = mark.kind, mark.section, mark.part
            row = mark.starts_with if kind == "row" else ""
            mark = next(awaited)
            if kind == "heading":
                continue
            line = line.removeprefix(row).strip()
        line = BULLET.sub("", line) if part else line
        where = f"{section}.{part}" if part else section
        numbers[where] += 1
        sentences = SENTENCE_END.split(line)
        name = f"{where}.e{numbers[where]:02}" if part else f"{where}.p{numbers[where]}"
        for number, sentence in enumerate(sentences, start=1):
            # An entry of a single sentence is named by the entry alone, as a reader of the table would.
            single_entry = part and len(sentences) == 1
            yield (name if single_entry else f"{name}.s{number}"), section, sentence
    if mark is not None:
        raise ValueError(f'no line begins with "{mark.starts_with}" where section {mark.section} should begin')
