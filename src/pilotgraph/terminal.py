"""Lays out text for a terminal: aligned tables wrapped to its width, and plain tables for a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

GAP = "  "
GAP_SIZE = len(GAP)
NARROWEST = 8
# A control character in the data must not steer the reader's terminal.
CONTROL = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """
    Columns side by side under their names.

    width: in characters; cells are wrapped so that no line is longer where that is possible. None never wraps.
    """
    cells = [[_clean(cell) for cell in row] for row in rows]
    natural = [max([len(name), *(len(row[number]) for row in cells)]) for number, name in enumerate(columns)]
    if width is None:
        widths = natural
    else:
        words = [
            max(map(_longest_word, [name, *(row[number] for row in cells)])) for number, name in enumerate(columns)
        ]
        widths = _fitted(words, natural, width)
    lines = [*_row(columns, widths), GAP.join("─" * size for size in widths)]
    for row in cells:
        lines.extend(_row(row, widths))
    return "\n".join(lines)


def wrapped(text: str, width: int | None, indent: str = "") -> str:
    """A paragraph wrapped to the width, every line after the indent."""
    text = _clean(text)
    if width is None:
        return indent + text
    return "\n".join(indent + line for line in _lines(text, max(NARROWEST, width - len(indent))))


def _longest_word(text: str) -> int:
    return max(NARROWEST, *map(len, text.split(" ")))


def _clean(text: str) -> str:
    return text if text.isprintable() else re.sub(CONTROL, " ", text)


def _fitted(longest_words: Sequence[int], natural: list[int], width: int) -> list[int]:
    """Take from the widest columns until the table fits; words are cut only where nothing else helps."""
    room = max(width - GAP_SIZE * (len(natural) - 1), NARROWEST * len(natural))
    whole = _narrowed(natural, longest_words, room)
    return whole if sum(whole) <= room else _narrowed(whole, [NARROWEST] * len(natural), room)


def _narrowed(widths: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    widths = list(widths)
    while (excess := sum(widths) - room) > 0:
        loose = [number for number, size in enumerate(widths) if size > floors[number]]
        if not loose:
            break
        widest = max(widths[number] for number in loose)
        shrinking = [number for number in loose if widths[number] == widest]
        below = max([size for number, size in enumerate(widths) if number in loose and size < widest], default=0)
        step = max(1, min(widest - below, -(-excess // len(shrinking))))
        for number in shrinking:
            widths[number] = max(floors[number], widths[number] - step)
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    stacks = [_lines(cell, size) for cell, size in zip(cells, widths, strict=True)]
    for number in range(max((len(stack) for stack in stacks), default=0)):
        parts = (stack[number] if number < len(stack) else "" for stack in stacks)
        yield GAP.join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip()


def _lines(text: str, width: int) -> list[str]:
    """Break at spaces; a word longer than the width is cut."""
    if len(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
            continue
        if lines[-1]:
            lines.append("")
        while len(word) > width:
            lines[-1], word = word[:width], word[width:]
            lines.append("")
        lines[-1] = word
    return lines
