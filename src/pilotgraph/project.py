"""What a curator does with a checkout: build the graph, check it, locate passages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, Graph

from pilotgraph import builder, codebook, description, passages, readings, reasoning, sources, tables
from pilotgraph.errors import PilotGraphError, Problem
from pilotgraph.files import write_whole
from pilotgraph.names import ASSERTED, CODE_LISTS, INFERRED, PREFIXES, TERMS
from pilotgraph.passages import Passage
from pilotgraph.schema import PASSAGES


class Curated:
    """
    The tables, sources and ontology of a checkout, read and checked by themselves.

    Raises PilotGraphError if the ontology or a source cannot be read; problems of the tables are collected.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ontology = read_turtle(root / "ontology" / "pilotgraph.ttl", root)
        self.sources = sources.read(root / "data")
        self.tables, self.problems = tables.read(root / "data" / "tables", codes(self.ontology))
        self.passages: list[Passage] = []
        if not self.problems:
            self.passages = [_passage(row) for row in self.tables["passages"]]
            self.problems += passages.form_problems(self.passages)
            self.problems += readings.problems(self.tables)
            self.problems += _unknown_sources(self.tables["passages"], self.sources)

    @property
    def version(self) -> str:
        return str(next(self.ontology.objects(predicate=OWL.versionInfo)))

    def built(self) -> dict[str, bytes]:
        """Every built file by its name below the root; raises PilotGraphError with all problems of the tables."""
        if self.problems:
            raise PilotGraphError(self.problems)
        asserted = builder.build(self.tables, self.sources)
        inferred = infer(asserted, self.ontology)
        described = description.describe(asserted, inferred, list(self.sources.values()), self.version)
        return {
            "data/rdf/asserted.ttl": turtle(asserted),
            "data/rdf/inferred.ttl": turtle(inferred),
            "data/rdf/dataset.ttl": turtle(described),
            "data/README.md": codebook.codebook(self.tables, self.ontology).encode(),
        }


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
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(os.fspath(target), content)
        say(f"{name}  {len(content):,} bytes")
    return 0


def check(root: Path, text: Path | None = None, say: Callable[[str], None] = print) -> int:
    """
    Run everything that guards the graph: tables, shapes, profile, style, graph rules, consistency, passages.

    text: the article's saved text; without it the passages are said to be not checked. Returns 0, or 1 with problems.
    """
    from pilotgraph import checks

    return checks.run(root, text, say)


def locate(root: Path, text: Path, say: Callable[[str], None] = print) -> int:
    """
    Fill in positions, digests and context of data/tables/passages.tsv from the article's text, and sort it.

    Returns the exit code: 0, or 1 with problems told and nothing written.
    """
    path = root / "data" / "tables" / "passages.tsv"
    rows, problems = tables.read_table(path, PASSAGES)
    if problems:
        return _refuse(problems, "nothing was written", say)
    try:
        words = read_text(text)
        located = [
            passage
            for source in sources.read(root / "data").values()
            for passage in passages.locate(
                [_passage(row) for row in rows if row.one("source") == source.id],
                words,
                source.layout,
                joined=source.joined,
            )
        ]
    except PilotGraphError as error:
        return _refuse(error.problems, "nothing was written", say)
    except ValueError as error:
        return _refuse([Problem(str(text), str(error), "give the text that data/layout.tsv describes")], "", say)
    names = [column.name for column in PASSAGES.columns]
    lines = ["\t".join(names), *("\t".join(str(getattr(row, name)) for name in names) for row in located)]
    write_whole(os.fspath(path), ("\n".join(lines) + "\n").encode())
    say(f"{len(located)} passages located")
    return 0


def infer(asserted: Graph, ontology: Graph) -> Graph:
    """What follows from the asserted graph, in our own terms, and is not asserted."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    new = reasoning.closure(_triples(asserted), _triples(ontology))
    graph.parse(data="\n".join(f"{triple} ." for triple in new), format="nt")
    return graph


def codes(ontology: Graph) -> dict[str, frozenset[str]]:
    """The ids of the fixed concepts, by code list."""
    subjects = {str(subject) for subject in ontology.subjects()}
    return {
        name: frozenset(iri.removeprefix(PREFIXES[name]) for iri in subjects if iri.startswith(PREFIXES[name]))
        for name in CODE_LISTS
    }


def store(asserted: Graph, inferred: Graph, ontology: Graph) -> ox.Store:
    """The graphs that the rules speak of, each under its name, in an engine that can run them."""
    found = ox.Store()
    for name, graph in ((ASSERTED, asserted), (INFERRED, inferred), (TERMS, ontology)):
        named = ox.NamedNode(name)
        found.extend(ox.Quad(t.subject, t.predicate, t.object, named) for t in _triples(graph))
    return found


def turtle(graph: Graph) -> bytes:
    """The same graph gives the same bytes: no blank nodes, prefixes and terms sorted."""
    return graph.serialize(format="turtle").encode()


def read_turtle(path: Path, root: Path) -> Graph:
    """Parse a Turtle file; raises PilotGraphError naming the file and what the parser says."""
    try:
        return Graph().parse(path, format="turtle")
    except FileNotFoundError as error:
        where = path.relative_to(root).as_posix()
        raise PilotGraphError(Problem(where, "is missing", "run this in a checkout of the project")) from error
    except Exception as error:  # rdflib raises several kinds of its own
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise PilotGraphError(
            Problem(path.relative_to(root).as_posix(), f"is not Turtle: {first}", "mend it")
        ) from error


def read_text(path: Path) -> str:
    """The article's text; raises PilotGraphError if the file cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PilotGraphError(Problem(str(path), "cannot be read", "name the file of the article's text")) from error
    except UnicodeDecodeError as error:
        raise PilotGraphError(Problem(str(path), "is not UTF-8", "save the text as UTF-8")) from error


def _passage(row: tables.Row) -> Passage:
    cells = {column.name: row.one(column.name) for column in row.table.columns}
    return Passage.from_row(cells, int(row.where.rsplit(":", 1)[1]))


def _unknown_sources(rows: Iterable[tables.Row], known: Iterable[str]) -> list[Problem]:
    names = set(known)
    wrong = [row for row in rows if row.one("source") not in names]
    return [
        Problem(
            row.where, f'source "{row.one("source")}" is not in data/sources.tsv', tables.near(row.one("source"), names)
        )
        for row in wrong
    ]


def _refuse(problems: Iterable[Problem], outcome: str, say: Callable[[str], None]) -> int:
    listed = list(problems)
    for problem in listed:
        say(str(problem))
    say(f"{len(listed)} problem{'s' if len(listed) != 1 else ''}{'; ' + outcome if outcome else ''}.")
    return 1


def _triples(graph: Graph) -> Iterator[ox.Triple]:
    for quad in ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)
