"""Loads other files beside the graph, each into a named graph of its own, or says of all of them what is wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pyoxigraph as ox

from pilotgraph.beside import rdffiles
from pilotgraph.beside.ownterms import OURS, Watch
from pilotgraph.beside.rdffiles import NO_BASE, UnreadableError
from pilotgraph.engines import Embedded, load
from pilotgraph.errors import Problem, SourceError
from pilotgraph.names import GRAPHS
from pilotgraph.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pilotgraph.beside.rdffiles import File
    from pilotgraph.files import Folder

    Path = str | os.PathLike[str]
    Given = Iterable[Path | tuple[str, Path]] | Mapping[str, Path]

WITH = GRAPHS + "with/"
# In all files together; measured, a triple takes from 500 to 1000 bytes in memory.
MOST_TRIPLES = 1_000_000
GRAPH_BY_GRAPH = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD)


class Extra(Record):
    """A file that stands beside the graph: the IRI of its named graph, and its path."""

    iri: str
    path: str

    @property
    def name(self) -> str:
        """What the graph is called where it is told of."""
        return self.iri.removeprefix(WITH)


class Beside(Record):
    """
    The graph and what stands beside it, in one store.

    extras: the files. remarks: what looks like a slip in them.
    """

    store: ox.Store
    extras: tuple[Extra, ...]
    remarks: tuple[Problem, ...]


def named(given: Given) -> tuple[Extra, ...]:
    """
    The files to load, each with the IRI of its named graph.

    given: paths, pairs of an IRI and a path, or paths by IRI.
    Raises SourceError with the problems of all of them: an IRI that is none or that is ours, and a name used twice.
    """
    pairs: list[Any] = list(given.items() if isinstance(given, Mapping) else given)
    found: dict[str, str] = {}
    problems = []
    for each in pairs:
        iri, given_path = each if isinstance(each, tuple) else ("", each)
        path = os.fsdecode(given_path)
        name = rdffiles.identifier(path)
        problem = _misnamed(iri, name, path)
        iri = iri or WITH + name
        if problem is None and iri in found:
            what = f"would be the graph <{iri}>, as {found[iri]} is"
            problem = Problem(path, what, "give one of them a name of its own: IRI=FILE")
        if problem:
            problems.append(problem)
        else:
            found[iri] = path
    if problems:
        raise SourceError(problems)
    return tuple(Extra(iri, path) for iri, path in found.items())


def put_beside(folder: Folder, graph: Embedded, extras: Iterable[Extra]) -> Beside:
    """
    Load the files beside the graph, which itself stays as it is.

    graph: the graph alone, with which the files are compared.
    Raises SourceError with the problems of all files.
    """
    files: list[tuple[Extra, File]] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
    left = MOST_TRIPLES
    for extra in extras:
        try:
            file = rdffiles.read(extra.path)
            watch = Watch(graph)
            parsed = file.quads()
            count = _watched(file, parsed, watch, left)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        left -= count
        problems += watch.problems(file)
        remarks += watch.remarks(file, parsed.prefixes)
        files.append((extra, file))
    if problems:
        raise SourceError(problems)
    store = load(folder, ox.Store())
    for extra, file in files:
        _add(store, extra.iri, file)
    return Beside(store, tuple(extra for extra, _ in files), tuple(remarks))


def _watched(file: File, parsed: rdffiles.Parsed, watch: Watch, most: int) -> int:
    """How many triples a file holds; UnreadableError if they are none or too many, or if one has no whole IRI."""
    count = 0
    for quad in parsed:
        count += 1
        if count > most:
            what = f"takes what is beside the graph above {MOST_TRIPLES:,} triples"
            raise UnreadableError(Problem(file.path, what, rdffiles.ELSEWHERE))
        for each in (quad.subject, quad.predicate, quad.object):
            if isinstance(each, ox.NamedNode) and each.value.startswith(NO_BASE):
                said = each.value.removeprefix(NO_BASE)
                raise UnreadableError(rdffiles.relative(file, file.line_of(said), said))
        watch.see(quad)
    if not count:
        raise UnreadableError(Problem(file.path, "says nothing: it holds no triple", f"leave it out; {rdffiles.READ}"))
    return count


def _add(store: ox.Store, iri: str, file: File) -> None:
    graph = ox.NamedNode(iri)
    if file.form in GRAPH_BY_GRAPH:
        # Whatever graphs the file itself knows, here it is one.
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in file.quads())
    else:
        store.bulk_load(file.content, file.form, base_iri=NO_BASE, to_graph=graph)


def _misnamed(iri: str, name: str, path: str) -> Problem | None:
    if not iri:
        return None if name else Problem(path, "has a name of which no IRI can be made", "name the graph: IRI=FILE")
    try:
        ox.NamedNode(iri)
    except ValueError:
        return Problem(path, f"is to be the graph <{iri}>, which is no IRI", "write it as IRI=FILE, with a whole IRI")
    if iri.startswith(OURS) and not iri.startswith(WITH):
        what = f"is to be the graph <{iri}>, whose name is PilotGraph's"
        return Problem(path, what, f"choose an IRI of your own, or one that begins with {WITH}")
    return None
