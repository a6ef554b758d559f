"""What a curator does with a checkout: build, check, locate, count what is covered, compare two readings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from pilotgraph.curation import checks, passages, sources, tables, tallies
from pilotgraph.curation.checkout import Curated, codes, other_texts, passage_of, read_text
from pilotgraph.curation.schema import PASSAGES
from pilotgraph.curation.secondreading import page, settling, sheets
from pilotgraph.curation.secondreading.agreement import disagreements
from pilotgraph.curation.sources import Source
from pilotgraph.errors import PilotGraphError, Problem
from pilotgraph.files import write_whole


def build(root: Path, say: Callable[[str], None] = print) -> int:
    """
    Build data/rdf and the codebook from the tables.

    Writes nothing if anything is wrong, and each file as a whole. Returns the exit code: 0, or 1 with problems told.
    """
    try:
        files = Curated(root).built()
    except PilotGraphError as error:
        return _refuse(error.problems, "nothing was written", say)
    for name, content in files.items():
        try:
            _write(root, name, content)
        except PilotGraphError as error:
            return _refuse(error.problems, "run the build again", say)
        say(f"{name}  {len(content):,} bytes")
    return 0


def check(root: Path, text: Path | None = None, say: Callable[[str], None] = print) -> int:
    """
    Run everything that guards the graph: tables, shapes, profile, style, graph rules, consistency, passages.

    text: the article's saved text; without it the passages are said to be not checked. Returns 0, or 1 with problems.
    """
    return checks.run(root, text, say)


def locate(root: Path, text: Path, say: Callable[[str], None] = print) -> int:
    """
    Fill in positions, digests and context of data/tables/passages.tsv from the article's text, and sort it.

    Returns the exit code: 0, or 1 with problems told and nothing written.
    """
    name = f"data/tables/{PASSAGES.name}.tsv"
    names = [column.name for column in PASSAGES.columns]
    try:
        located = _located(root / name, sources.read(root / "data"), text)
        lines = ["\t".join(names), *("\t".join(str(getattr(row, name)) for name in names) for row in located)]
        _write(root, name, ("\n".join(lines) + "\n").encode())
    except PilotGraphError as error:
        return _refuse(error.problems, "nothing was written", say)
    say(f"{len(located)} passages located")
    return 0


def coverage(
    root: Path,
    text: Path,
    form: str = "table",
    *,
    each: bool = False,
    write: bool = False,
    say: Callable[[str], None] = print,
) -> int:
    """
    Say of every place of the article what accounts for it; with `write`, put the numbers into data/coverage.tsv.

    form, each: as for `tallies.written`. Returns the exit code: 0, or 1 if a place is not accounted for.
    Raises PilotGraphError, and says and writes nothing, if tables are wrong or the text is another.
    """
    found = checks.covered(Curated(root), read_text(text), str(text))
    if found.wrong:
        raise PilotGraphError(found.wrong)
    if write:
        content = tallies.published(found)
        _write(root, tallies.FILE, content)
        say(f"{tallies.FILE}  {len(content):,} bytes")
        say(tallies.summary(found))
    else:
        say(tallies.written(found, form, each).removesuffix("\n"))
    return 1 if found.unaccounted else 0


def draw(root: Path, seed: int, say: Callable[[str], None] = print) -> int:
    """
    Draw the statements that are to be coded a second time, once, and write the files of data/second-reading.

    Returns the exit code: 0, or 1 with problems told and nothing written; so also if there is a draw already.
    """
    try:
        curated = Curated(root)
        if curated.problems:
            raise PilotGraphError(curated.problems)
        ids = sheets.known_ids(curated.tables, codes(curated.ontology), curated.sources)
        files = sheets.drawn_files(root, curated.tables, ids, seed)
        for name, content in files.items():
            _write(root, name, content)
            say(name)
    except PilotGraphError as error:
        return _refuse(error.problems, "nothing was written", say)
    return 0


def agreement(root: Path, say: Callable[[str], None] = print) -> int:
    """
    Tell how far the two readers agree, as Markdown.

    Where disagreements have been settled, all must be, and the tables must say so. Returns 0, or 1 with problems.
    """
    try:
        pairs = sheets.read_pairs(root)
        settled = settling.read(root)
        problems = list(settling.problems(settled, disagreements(pairs))) if settled else []
        if settled and not problems:
            curated = Curated(root)
            problems = curated.problems or list(settling.not_applied(settled, curated.tables))
        if problems:
            raise PilotGraphError(problems)
    except PilotGraphError as error:
        return _refuse(error.problems, "agreement is not told", say)
    say(page.page(pairs, settled))
    return 0


def disagreed(root: Path, say: Callable[[str], None] = print) -> int:
    """
    List every disagreement of the two readers, one on a line, with tabs.

    Returns 0; raises PilotGraphError after the list if one is not settled, or a settled row has no disagreement.
    """
    pairs = sheets.read_pairs(root)
    say(page.listed(pairs))
    problems = list(settling.problems(settling.read(root), disagreements(pairs)))
    if problems:
        raise PilotGraphError(problems)
    return 0


def _located(path: Path, known: dict[str, Source], text: Path) -> list[passages.Passage]:
    rows, problems = tables.read_table(path, PASSAGES)
    problems += _unknown_sources(rows, known)
    words = read_text(text)
    problems += other_texts(words, known.values(), str(text))
    if problems:
        raise PilotGraphError(problems)
    located = []
    for source in known.values():
        its_own = [passage_of(row) for row in rows if row.one("source") == source.id]
        try:
            located += passages.locate(its_own, words, source.layout, joined=source.joined)
        except ValueError as error:
            raise PilotGraphError(Problem("data/layout.tsv", str(error), "correct the layout of the text")) from error
    return located


def _unknown_sources(rows: Iterable[tables.Row], known: Iterable[str]) -> list[Problem]:
    names = set(known)
    wrong = [row for row in rows if row.one("source") not in names]
    return [
        Problem(
            row.where, f'source "{row.one("source")}" is not in data/sources.tsv', tables.near(row.one("source"), names)
        )
        for row in wrong
    ]


def _write(root: Path, name: str, content: bytes) -> None:
    """Write one whole file below the root; raises PilotGraphError if it cannot be written."""
    try:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(os.fspath(root / name), content)
    except OSError as error:
        raise PilotGraphError(Problem(name, f"cannot be written: {error.strerror}", "make room for it")) from error


def _refuse(problems: Iterable[Problem], outcome: str, say: Callable[[str], None]) -> int:
    listed = list(problems)
    for problem in listed:
        say(str(problem))
    say(f"{len(listed)} problem{'s' if len(listed) != 1 else ''}; {outcome}.")
    return 1
