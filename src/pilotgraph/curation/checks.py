"""Runs everything that guards the graph, and says of each guard how much it looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rdflib import Graph

from pilotgraph.curation import checkout, coverage, entailments, ownwords, passages, tallies, validation
from pilotgraph.errors import PilotGraphError, Problem

NOT_CHECKED = "not checked (give the article's text with --text FILE)"


def run(root: Path, text: Path | None, say: Callable[[str], None]) -> int:
    """
    Check a checkout: its tables, its built files, its rules and shapes, its consistency, its passages, its coverage.

    text: the article's saved text. Says one line for each guard, then every problem. A guard that looked at nothing
    is itself a problem. Returns the exit code: 0, or 1 with problems.
    """
    problems: list[Problem] = []

    def told(name: str, looked_at: str, found: Sequence[Problem]) -> None:
        problems.extend(found)
        say(f"{name}: {f'{_count(found)} in ' if found else 'ok, '}{looked_at}")

    try:
        curated = checkout.Curated(root)
        rows = sum(map(len, curated.tables.values()))
        told("tables", f"{rows} rows in {len(curated.tables)} tables", curated.problems or _nothing("tables", rows))
        if not curated.problems:
            try:
                _graph(root, curated, told)
            except PilotGraphError as error:
                # A guard that cannot run does not keep the passages from being looked up.
                problems += error.problems
        _with_text(root, curated, text, say, told)
    except PilotGraphError as error:
        problems += error.problems
    for problem in problems:
        say(str(problem))
    say(f"{_count(problems)}.")
    return 1 if problems else 0


def _graph(root: Path, curated: checkout.Curated, told: Callable[[str, str, Sequence[Problem]], None]) -> None:
    from pilotgraph.curation import hermit

    files = curated.built()
    told("built files", f"{len(files)} files", _stale(root, files))
    asserted = Graph().parse(data=files["data/rdf/asserted.ttl"], format="turtle")
    shapes = checkout.read_turtle(root / "ontology" / "shapes.ttl", root)
    found = validation.shape_problems(asserted, curated.ontology, shapes)
    told("shapes", f"{len(asserted)} asserted triples", found)
    own, linked = (checkout.store(curated, files, links=links) for links in (False, True))
    rules = root / "ontology" / "rules"
    for name, store, guard in (
        ("profile", own, validation.profile_problems),
        ("style", linked, validation.style_problems),
        ("graph", own, validation.graph_problems),
        ("links", linked, validation.link_problems),
    ):
        told(f"{name} rules", f"{len(validation.read_rules(rules / name))} rules", guard(store, rules))
    tried, wrong = entailments.problems(root / "tests" / "entailments", checkout.triples(curated.ontology))
    told("entailments", f"{tried} sentences that must, or must not, follow", wrong)
    told("consistency", "ontology and facts, by HermiT", hermit.consistency_problems(asserted, curated.ontology))


def covered(curated: checkout.Curated, words: str, where: str) -> coverage.Coverage:
    """
    What accounts for each place of the text.

    words: the text as saved. where: its file.
    Raises PilotGraphError if tables are wrong, or if this is not the text that was curated.
    """
    problems = curated.problems or checkout.other_texts(words, curated.sources.values(), where)
    if problems:
        raise PilotGraphError(problems)
    try:
        return coverage.cover(curated.sources.values(), words, curated.tables)
    except ValueError as error:
        raise PilotGraphError(Problem("data/layout.tsv", str(error), "correct the layout of the text")) from error


def _with_text(
    root: Path,
    curated: checkout.Curated,
    text: Path | None,
    say: Callable[[str], None],
    told: Callable[[str, str, Sequence[Problem]], None],
) -> None:
    if text is None:
        say(f"passages: {NOT_CHECKED}")
        say(f"coverage: {NOT_CHECKED}")
        return
    words = checkout.read_text(text)
    if curated.problems:
        say("passages: not checked (the tables have problems)")
        say("coverage: not checked (the tables have problems)")
        return
    for source in curated.sources.values():
        rows = [passage for passage in curated.passages if passage.source == source.id]
        checked = passages.check(rows, words, source.layout, source.text_sha256, joined=source.joined)
        told("passages", f"{checked.count} passages of {source.id}", checked.problems)
        repeated = ownwords.problems(curated.tables, words)
        told("own words", f"{ownwords.count(curated.tables)} definitions and notes beside {source.id}", repeated)
    try:
        found = covered(curated, words, str(text))
    except PilotGraphError:
        # What is wrong with the text was told with the passages.
        say("coverage: not checked (the text is not the one that was curated)")
        return
    told("coverage", tallies.summary(found), [*found.problems, *_old(root, found)])


def _old(root: Path, found: coverage.Coverage) -> list[Problem]:
    if _same(root / tallies.FILE, tallies.published(found)):
        return []
    return [
        Problem(tallies.FILE, "is not what the text and the tables give", "run pilotgraph coverage --text FILE --write")
    ]


def _stale(root: Path, files: dict[str, bytes]) -> list[Problem]:
    wrong = [name for name, content in files.items() if not _same(root / name, content)]
    return [Problem(name, "is not what the tables give", "run pilotgraph build") for name in wrong]


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _nothing(name: str, count: int) -> list[Problem]:
    return [] if count else [Problem(f"data/{name}", "hold nothing to check", "restore them")]


def _count(problems: Sequence[Problem]) -> str:
    return f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
