"""Reads a checkout of the project, and says what its built files should hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, Graph
from rdflib.namespace import SKOS

from pilotgraph import queries
from pilotgraph.curation import builder, codebook, coverage, description, passages, readings, reasoning, sources, tables
from pilotgraph.curation.article import normalise
from pilotgraph.curation.linking import mappinggraph, mappings
from pilotgraph.curation.passages import Passage
from pilotgraph.curation.sources import Source
from pilotgraph.errors import PilotGraphError, Problem
from pilotgraph.names import ALIGNMENTS, ASSERTED, CODE_LISTS, GRAPHS, INFERRED, MAPPINGS, PREFIXES, SCHEMES, TERMS


class Curated:
    """
    The tables, sources, ontology, alignments and schemes of a checkout, read and checked by themselves.

    Raises PilotGraphError if one of the last three cannot be read; problems of sources and tables are collected.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ontology = read_turtle(root / "ontology" / "pilotgraph.ttl", root)
        self.alignments = read_turtle(root / "ontology" / "alignments.ttl", root)
        files = {iri: root / "ontology" / "schemes" / f"{iri.removeprefix(GRAPHS)}.ttl" for iri in SCHEMES}
        self.schemes = {iri: read_turtle(path, root) for iri, path in files.items()}
        self.version = _version(self.ontology)
        self.sources: dict[str, sources.Source] = {}
        unread: list[Problem] = []
        try:
            self.sources = sources.read(root / "data")
        except PilotGraphError as error:
            unread += error.problems
        known = None if unread else self.sources
        self.tables, self.problems = tables.read(root / "data" / "tables", codes(self.ontology), known)
        self.problems += unread
        self.passages: list[Passage] = []
        if not self.problems:
            self.passages = [passage_of(row) for row in self.tables["passages"]]
            self.problems += passages.form_problems(self.passages)
            self.problems += readings.problems(self.tables)
            self.problems += coverage.problems(self.tables)

    def built(self) -> dict[str, bytes]:
        """
        Every built file by its name below the root.

        Raises PilotGraphError with all problems of the tables, or all of the mappings.
        """
        if self.problems:
            raise PilotGraphError(self.problems)
        asserted = builder.build(self.tables, self.sources)
        inferred = infer(asserted, self.ontology)
        asked = queries.read_all(str(self.root / "queries"))
        linked, problems = mappings.read(self.root, labels(asserted, self.ontology, *self.schemes.values()))
        if linked is None or problems:
            raise PilotGraphError(problems)
        mapped = mappinggraph.graph(linked)
        # The file stands alone and so declares again what it speaks of; a triple in two graphs would be counted twice.
        aligned = bound(self.alignments - self.ontology - mapped)
        links = {MAPPINGS: mapped, ALIGNMENTS: aligned, **self.schemes}
        described = description.describe(
            asserted, inferred, self.ontology, links, list(self.sources.values()), asked, self.version
        )
        return {
            "data/rdf/asserted.ttl": turtle(asserted),
            "data/rdf/inferred.ttl": turtle(inferred),
            "data/rdf/mappings.ttl": turtle(mapped),
            "data/rdf/alignments.ttl": turtle(aligned),
            "data/rdf/dataset.ttl": turtle(described),
            "data/README.md": codebook.codebook(self.tables, self.ontology).encode(),
            "queries/README.md": codebook.questions(asked).encode(),
        }


def bound(graph: Graph) -> Graph:
    """The same graph with our prefixes."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def infer(asserted: Graph, ontology: Graph) -> Graph:
    """What follows from the asserted graph, in our own terms, and is not asserted."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    new = reasoning.closure(triples(asserted), triples(ontology))
    graph.parse(data="\n".join(f"{triple} ." for triple in new), format="nt")
    return graph


def codes(ontology: Graph) -> dict[str, frozenset[str]]:
    """The ids of the fixed concepts, by code list."""
    subjects = {str(subject) for subject in ontology.subjects()}
    return {
        name: frozenset(iri.removeprefix(PREFIXES[name]) for iri in subjects if iri.startswith(PREFIXES[name]))
        for name in CODE_LISTS
    }


def labels(*graphs: Graph) -> dict[str, str]:
    """What each term, thing and part of a scheme is called, by IRI."""
    return {str(thing): str(label) for graph in graphs for thing, label in graph.subject_objects(SKOS.prefLabel)}


def store(curated: Curated, built: Mapping[str, bytes], *, links: bool) -> ox.Store:
    """
    The graphs that rules speak of, each under its name, in an engine that can run them.

    links: whether those that lead to other vocabularies are among them.
    """
    found = ox.Store()
    for name in (ASSERTED, INFERRED, *((MAPPINGS,) if links else ())):
        content = built[f"data/rdf/{name.removeprefix(GRAPHS)}.ttl"]
        found.load(content, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(name))
    beside = {ALIGNMENTS: curated.alignments, **curated.schemes} if links else {}
    for name, graph in {TERMS: curated.ontology, **beside}.items():
        named = ox.NamedNode(name)
        found.extend(ox.Quad(t.subject, t.predicate, t.object, named) for t in triples(graph))
    return found


def turtle(graph: Graph) -> bytes:
    """The same graph gives the same bytes: no blank nodes, prefixes and terms sorted."""
    return graph.serialize(format="turtle").encode()


def read_turtle(path: Path, root: Path) -> Graph:
    """Parse a Turtle file; raises PilotGraphError naming the file, the line and what the parser says."""
    where = path.relative_to(root).as_posix()
    try:
        content = path.read_bytes()
        # Unlike rdflib's, this parser names the line and stops at every fault with the same kind of error.
        for _ in ox.parse(content, format=ox.RdfFormat.TURTLE):
            pass
    except FileNotFoundError as error:
        raise PilotGraphError(Problem(where, "is missing", "run this in a checkout of the project")) from error
    except OSError as error:
        raise PilotGraphError(Problem(where, f"cannot be read: {error.strerror}", "restore the file")) from error
    except SyntaxError as error:
        said = re.sub(r"^Parser error (at|between) .*?: | \(line \d+\)$", "", str(error))
        raise PilotGraphError(Problem(f"{where}:{error.lineno or 1}", f"is not Turtle: {said}", "mend it")) from error
    return Graph().parse(data=content, format="turtle")


def read_text(path: Path) -> str:
    """The article's text; raises PilotGraphError if the file cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PilotGraphError(Problem(str(path), "cannot be read", "name the file of the article's text")) from error
    except UnicodeDecodeError as error:
        raise PilotGraphError(Problem(str(path), "is not UTF-8", "save the text as UTF-8")) from error


def other_texts(words: str, known: Iterable[Source], where: str) -> list[Problem]:
    """
    A problem for each source of which this is not the text.

    words: the text as saved. where: its file.
    """
    found = passages.digest(normalise(words))
    return [
        Problem(
            where,
            f"is not the text of {source.id}: text_sha256 in data/sources.tsv is another",
            "give the text as it was saved when it was curated",
        )
        for source in known
        if source.text_sha256 != found
    ]


def passage_of(row: tables.Row) -> Passage:
    """The passage that a row of passages.tsv locates; raises PilotGraphError if a position is not a whole number."""
    cells = {column.name: row.one(column.name) for column in row.table.columns}
    return Passage.from_row(cells, int(row.where.rsplit(":", 1)[1]))


def _version(ontology: Graph) -> str:
    version = next(ontology.objects(predicate=OWL.versionInfo), None)
    if version is None:
        what = "says no owl:versionInfo"
        raise PilotGraphError(Problem("ontology/pilotgraph.ttl", what, "restore the header of the ontology"))
    return str(version)


def triples(graph: Graph) -> Iterator[ox.Triple]:
    """The triples of a graph as the engine has them."""
    for quad in ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)
