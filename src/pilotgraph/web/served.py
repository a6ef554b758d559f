"""What is served: the graph that came along, other RDF files, or a remote endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from pilotgraph import __version__, files
from pilotgraph.beside import rdffiles
from pilotgraph.beside.extras import WITH, Beside, put_beside
from pilotgraph.beside.merging import merge
from pilotgraph.beside.rdffiles import UnreadableError
from pilotgraph.beside.traps import trap
from pilotgraph.engines import Embedded, load
from pilotgraph.errors import Problem, RequestError, SourceError
from pilotgraph.graph import PilotGraph
from pilotgraph.guard import check
from pilotgraph.records import Record

if TYPE_CHECKING:
    from pilotgraph.engines import Result

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "n3": ox.RdfFormat.N3,
}
QUADS = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG)
TRAPPED = (ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD)


class Source(Record):
    """
    Where the served data is.

    folder: of the graph, or "" for the one that came along; it also holds the saved questions.
    data: (IRI of the named graph, path) of each other RDF file; where there are any, they are all that is served.
    endpoint: the address of a SPARQL 1.1 endpoint that is asked instead, or "".
    graphs: the graphs to ask at the endpoint together; None for those that `pilotgraph publish` writes.
    beside: (IRI of the named graph or "", path) of each RDF file that stands beside the graph.
    """

    folder: str = ""
    data: tuple[tuple[str, str], ...] = ()
    endpoint: str = ""
    graphs: tuple[str, ...] | None = None
    beside: tuple[tuple[str, str], ...] = ()


class Guarded(Embedded):
    """The store as pages ask it: whatever finds its way into their queries, none asks another server."""

    def run(self, text: str, where: str = "query") -> Result:
        # Looking at every token costs more than most of these queries.
        if "\\" in text or "SERVICE" in text.upper():
            check(text, where)
        return super().run(text, where)


def data_files(given: list[str]) -> tuple[tuple[str, str], ...]:
    """
    The graphs that the values of --data name, each "FILE" or "IRI=FILE".

    Raises RequestError with the problems of all of them: no such file, an unknown kind of file, a graph named twice.
    """
    found: dict[str, str] = {}
    problems = []
    for each in given:
        iri, path = rdffiles.named(each)
        if not Path(path).is_file():
            problems.append(Problem(f"--data {each}", "is not a file", "name an RDF file, or IRI=FILE"))
            continue
        if _suffix(path) not in FORMATS:
            known = ", ".join(f".{suffix}" for suffix in FORMATS)
            problems.append(
                Problem(f"--data {each}", "is of a kind that is not read", f"give a file that ends in {known}")
            )
            continue
        # Where the file is on this machine is nobody's business.
        iri = iri or WITH + (rdffiles.identifier(path) or "data")
        try:
            ox.NamedNode(iri)
        except ValueError:
            problems.append(Problem(f"--data {each}", f"{iri} is not an IRI", "write it as IRI=FILE"))
            continue
        if iri in found:
            problems.append(
                Problem(f"--data {each}", f"the graph {iri} is named twice", "give each file its own: IRI=FILE")
            )
        found[iri] = path
    if problems:
        raise RequestError(problems)
    return tuple(found.items())


def engine(source: Source) -> Embedded:
    """
    What asks the data, which it holds in memory.

    Raises SourceError naming every file that is missing or broken.
    """
    opened = ox.Store()
    if not source.data:
        return Embedded(load(files.folder(source.folder or None), opened))
    problems = []
    for iri, path in source.data:
        try:
            _add(opened, iri, path)
        except UnreadableError as error:
            problems.append(error.problem)
        except SyntaxError as error:
            remedy = "mend the file there"
            problems.append(Problem(f"{path}:{error.lineno or 1}", f"cannot be read: {error.msg}", remedy))
        except (OSError, ValueError) as error:
            problems.append(Problem(path, f"cannot be read: {error}", "mend the file, or leave it out"))
    if problems:
        raise SourceError(problems)
    return Embedded(opened, merged=merge(opened))


def beside(source: Source, alone: Embedded) -> Beside | None:
    """
    The graph and what stands beside it; None where nothing does.

    alone: asks the graph alone. Raises SourceError with the problems of all files.
    """
    if not source.beside:
        return None
    return put_beside(files.folder(source.folder or None), alone, source.beside)


def graph(source: Source) -> tuple[PilotGraph, Sequence[Problem]]:
    """
    The graph as the pages ask it, and what looks like a slip in what stands beside it.

    Raises SourceError naming every file that is missing or broken, RequestError for an address that is none.
    """
    if source.endpoint:
        return PilotGraph.connect(source.endpoint, source.graphs, source.folder or None), ()
    opened = engine(source)
    folder, found = files.folder(source.folder or None), beside(source, opened)
    alone = Guarded(opened.store, opened.merged)
    if found is None:
        return PilotGraph(alone, folder), ()
    return PilotGraph(alone, folder, Guarded(found.engine.store, found.engine.merged), found.extras), found.remarks


def edition(source: Source) -> str:
    """What changes whenever an answer could: the program, the data and the questions, as a short digest."""
    named_graphs = [iri for iri, _ in (*source.data, *source.beside)]
    digest = sha256(f"{__version__} {ox.__version__} {source.endpoint} {named_graphs}\n".encode())
    folder = files.folder(source.folder or None)
    paths = [path for _, path in (*(source.data or folder.graphs), *source.beside)]
    paths += sorted(str(path) for path in Path(folder.queries).glob("*.rq"))
    paths += sorted(str(path) for path in Path(__file__).parent.rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in paths:
        digest.update(sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()[:16]


def spec(source: Source) -> dict[str, Any]:
    """The source as JSON, for a worker; `from_spec` reads it again."""
    return source._asdict()


def from_spec(said: dict[str, Any]) -> Source:
    """The source that a worker was told to open."""
    graphs = said["graphs"]
    data, other = (tuple((iri, path) for iri, path in said[name]) for name in ("data", "beside"))
    return Source(said["folder"], data, said["endpoint"], None if graphs is None else tuple(graphs), other)


def _add(opened: ox.Store, iri: str, path: str) -> None:
    form = FORMATS[_suffix(path)]
    # Other forms are read from the file as they are parsed, however large it is.
    if form in TRAPPED and (problem := trap(path, Path(path).read_bytes(), form)):
        raise UnreadableError(problem)
    if form in QUADS:
        opened.bulk_load(path=path, format=form, base_iri=iri)
    else:
        # A graph that is empty is there as well.
        opened.add_graph(ox.NamedNode(iri))
        opened.bulk_load(path=path, format=form, base_iri=iri, to_graph=ox.NamedNode(iri))


def _suffix(path: str) -> str:
    return path.rpartition(".")[2].lower()
