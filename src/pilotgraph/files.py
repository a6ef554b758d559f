"""Knows where the ontology, the data and the questions are, in a checkout and in an installed package."""

from __future__ import annotations

import os

from pilotgraph.errors import Problem, SourceError
from pilotgraph.names import ALIGNMENTS, ASSERTED, DATASET, GRAPHS, INFERRED, MAPPINGS, SCHEMES, TERMS
from pilotgraph.records import Record

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGED = os.path.join(HERE, "_graph")
CHECKOUT = os.path.dirname(os.path.dirname(HERE))


class Folder(Record):
    """
    Where one edition of the graph is.

    root: the folder that holds the others; problems name files relative to it.
    graphs: (IRI of the named graph, path of its Turtle file), in the order in which they are loaded.
    queries: the folder of saved questions.
    store: the folder of the ready-made store, which may not exist.
    """

    root: str
    graphs: tuple[tuple[str, str], ...]
    queries: str
    store: str

    def name(self, path: str) -> str:
        """How a message calls a file: relative to the root, with forward slashes."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")


def folder(path: str | os.PathLike[str] | None = None) -> Folder:
    """
    Find the graph: in the given folder, else inside the installed package, else in the checkout around it.

    Raises SourceError if the given folder does not hold a graph.
    """
    if path is None:
        return packaged(PACKAGED) if os.path.isdir(PACKAGED) else checkout(CHECKOUT)
    root = os.path.abspath(os.fspath(path))
    if os.path.isdir(os.path.join(root, "data", "rdf")):
        return checkout(root)
    if os.path.isdir(os.path.join(root, "rdf")):
        return packaged(root)
    remedy = "name a folder that holds data/rdf, ontology and queries"
    raise SourceError(Problem(os.fspath(path), "holds no graph", remedy))


def checkout(root: str) -> Folder:
    """The folders as they lie in a checkout of the project."""
    return _folder(root, os.path.join(root, "data", "rdf"), os.path.join(root, "data", "store"))


def packaged(root: str) -> Folder:
    """The folders as they lie in an installed package or a download."""
    return _folder(root, os.path.join(root, "rdf"), os.path.join(root, "store"))


def checksums(graphs: tuple[tuple[str, str], ...]) -> str:
    """
    A line for each Turtle file with its graph, size and CRC-32; it tells a ready-made store from a stale one.

    Nobody is to be outwitted here, and a cryptographic digest takes five times as long.
    """
    from zlib import crc32

    lines = []
    for iri, path in graphs:
        with open(path, "rb") as file:
            content = file.read()
        lines.append(f"{iri} {len(content)} {crc32(content):08x}\n")
    return "".join(lines)


def write_whole(path: str, content: bytes) -> None:
    """Write a file so that an interruption leaves either the old file or the new one, never half of it."""
    partial = f"{path}.{os.getpid()}.partial"
    try:
        with open(partial, "wb") as file:
            file.write(content)
        os.replace(partial, path)
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def _folder(root: str, rdf: str, store: str) -> Folder:
    ontology = os.path.join(root, "ontology")
    graphs = (
        (ASSERTED, os.path.join(rdf, "asserted.ttl")),
        (INFERRED, os.path.join(rdf, "inferred.ttl")),
        (DATASET, os.path.join(rdf, "dataset.ttl")),
        (TERMS, os.path.join(ontology, "pilotgraph.ttl")),
        (MAPPINGS, os.path.join(rdf, "mappings.ttl")),
        (ALIGNMENTS, os.path.join(rdf, "alignments.ttl")),
        *((iri, os.path.join(ontology, "schemes", iri.removeprefix(GRAPHS) + ".ttl")) for iri in SCHEMES),
    )
    return Folder(root, graphs, os.path.join(root, "queries"), store)
