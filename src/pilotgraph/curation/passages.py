"""Finds each passage in the article's text, exactly where its row says, and nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pilotgraph.curation.article import LayoutMark, normalise, places
from pilotgraph.curation.finding import NotFoundError, find_between
from pilotgraph.curation.links import NONE_JOINED, Fragment, Page
from pilotgraph.errors import PilotGraphError, Problem

TABLE = "data/tables/passages.tsv"
LOCATE = 'run "pilotgraph locate" and look at the difference'
OTHER_WORDS = "give more first or last words"
SHORT_ENTRY = 8  # a table entry of so many words may be given whole
REFERENCES = re.compile(r"\[\d+(?:[,–-]\d+)*\]")
STITCH = re.compile(r"\.\.\.|…|\[|\]")
ADDRESS = re.compile(r"https?://\S+")
ENTRY = re.compile(r"\.e\d+(?:\.s\d+)?$")


class Passage(NamedTuple):
    """
    A stretch of a source that statements rest on: located, not copied.

    id: the place, plus a letter if the passage is only a part of it.
    first_words, last_words: exactly as in the normalised text; last_words is empty if first_words are all of it.
    start, end: character positions in the normalised text; None until located.
    sha256: hexadecimal digest of the passage's UTF-8 bytes.
    before, after: neighbouring words, only where the link needs them.
    line: of its row in the table.
    """

    id: str
    source: str
    place: str
    first_words: str
    last_words: str
    start: int | None = None
    end: int | None = None
    sha256: str = ""
    before: str = ""
    after: str = ""
    line: int = 0

    @classmethod
    def from_row(cls, row: Mapping[str, str], line: int) -> Passage:
        """Read a row of passages.tsv; raises PilotGraphError if a position is not a whole number."""
        wrong = [name for name in ("start", "end") if row[name] and not re.fullmatch(r"[0-9]+", row[name])]
        if wrong:
            said = (f'{name} is "{row[name]}", not a character position' for name in wrong)
            raise PilotGraphError(Problem(f"{TABLE}:{line}", what, LOCATE) for what in said)
        words = {name: row[name] for name in cls._fields if name not in ("start", "end", "line")}
        start, end = (int(row[name]) if row[name] else None for name in ("start", "end"))
        return cls(**words, start=start, end=end, line=line)

    @property
    def fragment(self) -> Fragment:
        return Fragment(self.before, self.first_words, self.last_words, self.after)

    @property
    def where(self) -> str:
        return f"{TABLE}:{self.line}"


@dataclass(frozen=True)
class Checked:
    """How many passages were looked up in the text, and all that was wrong with them."""

    count: int
    problems: tuple[Problem, ...]


def digest(words: str) -> str:
    """The SHA-256 of the words' UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


def form_problems(passages: Iterable[Passage]) -> list[Problem]:
    """What is wrong with the rows as they stand, without the article's text."""
    listed = list(passages)
    problems = [*_row_problems(listed), *_order_problems(listed)]
    for passage in listed:
        if passage.start is None or passage.end is None or not re.fullmatch(r"[0-9a-f]{64}", passage.sha256):
            problems.append(Problem(passage.where, f"passage {passage.id} has no position or digest", LOCATE))
        elif passage.start >= passage.end:
            problems.append(Problem(passage.where, f"passage {passage.id} ends before it starts", LOCATE))
        elif not _is_short_entry(passage, passage.first_words):
            words = f"{passage.first_words} {passage.last_words}"
            addresses = sum(map(len, ADDRESS.findall(words)))  # a web address is a fact, not a sentence
            given, length = len(words) - addresses, passage.end - passage.start - addresses
            if given > 0.6 * length:  # characters stand in for words here, so the limit leaves room for long ones
                what = f"first and last words give {min(given, length)} of the passage's {length} characters"
                problems.append(Problem(passage.where, what, "give fewer: a passage is located, not copied"))
    return problems


def check(
    passages: Iterable[Passage],
    text: str,
    layout: Iterable[LayoutMark],
    text_sha256: str,
    *,
    joined: Mapping[str, str] = NONE_JOINED,
) -> Checked:
    """
    Find every passage of one source in its text again, and compare place, positions, digest and link.

    text: as saved, with its line breaks. text_sha256: of the normalised text, as data/sources.tsv gives it.
    joined: as for `links.link`. Having nothing to check is a problem.
    """
    listed, marks = list(passages), list(layout)
    problems: list[Problem] = []
    if (found := digest(normalise(text))) != text_sha256:
        what = f"the text at hand has digest {found[:12]}…, but text_sha256 says {text_sha256[:12]}…"
        problems.append(Problem("data/sources.tsv", what, "give the text as it was saved when it was curated"))
    if not listed:
        problems.append(Problem(TABLE, "0 passages checked", "add the passages that the statements rest on"))
    try:
        article = _Article(text, marks, joined)
    except ValueError as error:
        problems.append(Problem("data/layout.tsv", str(error), "give the text that this layout describes"))
        return Checked(0, tuple(problems))
    problems += [*_row_problems(listed), *_order_problems(listed)]
    for passage in listed:
        try:
            span = article.find(passage)
        except NotFoundError as refusal:
            problems.append(Problem(passage.where, refusal.what, refusal.remedy))
            continue
        problems += (Problem(passage.where, *told) for told in article.differences(passage, *span))
    return Checked(len(listed), tuple(problems))


def locate(
    passages: Iterable[Passage], text: str, layout: Iterable[LayoutMark], *, joined: Mapping[str, str] = NONE_JOINED
) -> list[Passage]:
    """
    Fill in positions, digest and, where the link needs it, context; sort by position.

    Raises PilotGraphError with every passage that cannot be found, and ValueError if text and layout do not fit.
    """
    listed = list(passages)
    article = _Article(text, list(layout), joined)
    problems = list(_row_problems(listed))
    located: list[tuple[int, int, Passage]] = []
    for passage in listed:
        try:
            start, end = article.find(passage)
        except NotFoundError as refusal:
            problems.append(Problem(passage.where, refusal.what, refusal.remedy))
            continue
        words, fragment = article.page.text[start:end], article.page.with_context(passage.fragment, start, end)
        problems += (Problem(passage.where, *told) for told in _copying(passage, words))
        if fragment is None:
            problems.append(Problem(passage.where, f"no link can highlight passage {passage.id}", OTHER_WORDS))
            continue
        filled = passage._replace(
            start=start, end=end, sha256=digest(words), before=fragment.before, after=fragment.after
        )
        located.append((start, end, filled))
    if problems:
        raise PilotGraphError(problems)
    return [passage for _, _, passage in sorted(located, key=lambda found: found[:2])]


class _Article:
    """The text with its places, ready to look passages up in."""

    def __init__(self, text: str, layout: Sequence[LayoutMark], joined: Mapping[str, str]) -> None:
        self.page = Page(text, layout, joined)
        self.places = {place.id: place for place in places(text, layout)}

    def find(self, passage: Passage) -> tuple[int, int]:
        """Positions of the one span in the passage's place; raises NotFoundError if there is none, or more than one."""
        return find_between(passage.first_words, passage.last_words, passage.place, self.places, self.page.text)

    def differences(self, passage: Passage, start: int, end: int) -> Iterator[tuple[str, str]]:
        """What the row says otherwise of a passage that stands at start..end."""
        words = self.page.text[start:end]
        if (passage.start, passage.end) != (start, end):
            yield f"row says characters {passage.start} to {passage.end}, the text has it at {start} to {end}", LOCATE
        if passage.sha256 != digest(words):
            yield f"the digest of passage {passage.id} is not that of the words in the text", LOCATE
        yield from _copying(passage, words)
        before, after = self.page.text[:start].rstrip(), self.page.text[end:].lstrip()
        if not before.endswith(passage.before) or not after.startswith(passage.after):
            yield "before or after are not the words next to the passage", LOCATE
            return
        best = self.page.with_context(passage.fragment, start, end)
        if best is None:
            yield f"no link can highlight passage {passage.id}", OTHER_WORDS
        elif self.page.highlighted(passage.fragment) != self.page.highlighted(best):
            yield f"the link of passage {passage.id} would highlight other words", LOCATE


def _row_problems(passages: Sequence[Passage]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for passage in passages:
        for what, remedy in _row_faults(passage):
            yield Problem(passage.where, what, remedy)
        key = f"{passage.source}.{passage.id}"
        if key in seen:
            yield Problem(passage.where, f'id "{passage.id}" is already on line {seen[key]}', "give another letter")
        seen.setdefault(key, passage.line)


def _row_faults(passage: Passage) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(f"{re.escape(passage.place)}[a-z]?", passage.id):
        yield (
            f'id "{passage.id}" is not its place "{passage.place}" with at most a letter',
            "name the passage by its place",
        )
    for name in ("first_words", "last_words", "before", "after"):
        words: str = getattr(passage, name)
        if words != normalise(words):
            yield f"{name} have needless white space", "put one space between words, none at the ends"
        if STITCH.search(REFERENCES.sub("", words)):
            yield f'{name} "{words}" hold an ellipsis or brackets', "give the words as they stand, nothing stitched in"
    first = passage.first_words.split()
    if not first:
        yield "first_words are empty", "give the words the passage begins with"
    elif len(first) == 1 and not passage.last_words and (passage.id != passage.place or len(first[0]) < 4):
        yield f'"{passage.first_words}" is too little to be a passage', "give more words"


def _order_problems(passages: Sequence[Passage]) -> Iterator[Problem]:
    latest: dict[str, tuple[int, int]] = {}
    for passage in passages:
        position = (passage.start or 0, passage.end or 0)
        if passage.start is not None and position < latest.get(passage.source, (0, 0)):
            what = f"passage {passage.id} stands before the one above it in the text"
            yield Problem(passage.where, what, "sort the rows by start, then end")
        elif passage.start is not None and position == latest.get(passage.source):
            yield Problem(passage.where, f"passage {passage.id} is the same span as the one above it", "keep one")
        latest[passage.source] = max(position, latest.get(passage.source, (0, 0)))


def _copying(passage: Passage, words: str) -> Iterator[tuple[str, str]]:
    """First and last words must be enough to know the passage by, and too few to replace it."""
    if _is_short_entry(passage, words):
        return
    first, last, length = len(passage.first_words.split()), len(passage.last_words.split()), len(words.split())
    most = max((length - 1) // 2, 2)
    least = min(3, most // 2)
    if not passage.last_words or first + last > most:
        what = f"first and last words give {first + last} of the passage's {length} words"
        yield what, f"give at most {most}: a passage is located, not copied"
    elif min(first, last) < least:
        what = f'"{passage.first_words}" and "{passage.last_words}" are too few words to know the passage by'
        yield what, f"give at least {least} each"


def _is_short_entry(passage: Passage, words: str) -> bool:
    return bool(ENTRY.search(passage.place)) and len(words.split()) <= SHORT_ENTRY
