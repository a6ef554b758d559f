"""Loads other files beside the graph, each into a named graph of its own, or says of all of them what is wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pyoxigraph as ox

from pilotgraph.beside import rdffiles
from pilotgraph.beside.merging import merge
from pilotgraph.beside.ownterms import OURS, Watch
from pilotgraph.beside.rdffiles import NO_BASE, UnreadableError
from pilotgraph.beside.traps import ELSEWHERE
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
# In all files together; measured, these take a gigabyte of memory.
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

    engine: Embedded
    extras: tuple[Extra, ...]
    remarks: tuple[Problem, ...]


def put_beside(folder: Folder, graph: Embedded, given: Given) -> Beside:
    """
    Load files beside the graph, which itself stays as it is.

    graph: the graph alone, with which the files are compared. given: paths, pairs of an IRI and a path, or paths by
    IRI; where the IRI is missing or empty, one is made of the file's name.
    Raises SourceError with the problems of all files.
    """
    extras: dict[str, tuple[Extra, File]] = {}
    taken: dict[str, str] = {}
    problems: list[Problem] = []
    remarks: list[Problem] = []
    left = MOST_TRIPLES
    for iri, path in _pairs(given):
        name = rdffiles.identifier(path)
        misnamed = _misnamed(iri, name, path)
        iri = iri or WITH + name
        if misnamed is None and iri in taken:
            what = f"would be the graph <{iri}>, as {taken[iri]} is"
            misnamed = Problem(path, what, "give one of them a name of its own: IRI=FILE")
        problems += [misnamed] if misnamed else []
        taken.setdefault(iri, path)
        try:
            file = rdffiles.read(path)
            watch = Watch(graph)
            parsed = file.quads()
            left -= _watched(file, parsed, watch, left)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        problems += watch.problems(file)
        remarks += watch.remarks(file, parsed.prefixes)
        extras[iri] = Extra(iri, path), file
    if problems:
        raise SourceError(problems)
    store = load(folder, ox.Store())
    for extra, file in extras.values():
        _add(store, extra.iri, file)
    engine = Embedded(store, merged=merge(store, tuple(extras)))
    return Beside(engine, tuple(extra for extra, _ in extras.values()), tuple(remarks))


def _pairs(given: Given) -> list[tuple[str, str]]:
    """The IRI of each graph, or "", and the path of its file."""
    if isinstance(given, (str, os.PathLike)):
        # One path is meant, not its letters.
        given = [given]
    pairs: list[Any] = list(given.items() if isinstance(given, Mapping) else given)
    return [
        (str(each[0]), os.fsdecode(each[1])) if isinstance(each, tuple) else ("", os.fsdecode(each)) for each in pairs
    ]


def _watched(file: File, parsed: rdffiles.Parsed, watch: Watch, most: int) -> int:
    """How many triples a file holds; UnreadableError if they are none or too many, or if one has no whole IRI."""
    count = 0
    for quad in parsed:
        count += 1
        if count > most:
            what = f"takes what is beside the graph above {MOST_TRIPLES:,} triples"
            raise UnreadableError(Problem(file.path, what, ELSEWHERE))
        for each in (quad.subject, quad.predicate, quad.object):
            if isinstance(each, ox.NamedNode) and each.value.startswith(NO_BASE):
                said = each.value.removeprefix(NO_BASE)
                raise UnreadableError(rdffiles.relative(file, file.line_of(said), said))
        watch.see(quad)
    if not count:
        raise UnreadableError(Problem(file.path, "says nothing that can be read as RDF", rdffiles.READ))
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
