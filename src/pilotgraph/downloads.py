"""Writes the graph to files that other tools can load."""

from __future__ import annotations

import os

from pilotgraph.engines import load
from pilotgraph.errors import Problem, SourceError
from pilotgraph.files import Folder, write_whole


def download(folder: Folder, target: str, form: str) -> list[str]:
    """
    Write the graph into the folder `target` and return the paths of the files.

    form: "turtle" and "ntriples" write a file for each named graph, "nquads" one file for all.
    Every file is whole or not there at all.
    Raises SourceError if the graph cannot be read, the folder cannot be written to, or holds other files of the names.
    """
    contents = _contents(folder, form)
    others = [name for name, content in contents if _differs(os.path.join(target, name), content)]
    if others:
        what, remedy = "is there already and is another file", "name a new folder, or take the file away"
        raise SourceError([Problem(f"--to {target}", f"{name} {what}", remedy) for name in others])
    try:
        os.makedirs(target, exist_ok=True)
        for name, content in contents:
            write_whole(os.path.join(target, name), content)
    except OSError as error:
        remedy = "name a folder that can be written to"
        raise SourceError(Problem(f"--to {target}", f"cannot be written to: {error.strerror}", remedy)) from None
    return [os.path.join(target, name) for name, _ in contents]


def _contents(folder: Folder, form: str) -> list[tuple[str, bytes]]:
    import pyoxigraph as ox

    store = load(folder, ox.Store())
    if form == "nquads":
        lines = sorted((store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
        return [("pilotgraph.nq", b"".join(lines))]
    found = []
    for iri, path in folder.graphs:
        stem = os.path.splitext(os.path.basename(path))[0]
        stem = "ontology" if stem == "pilotgraph" else stem
        if form == "ntriples":
            content = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(iri)) or b""
            found.append((f"{stem}.nt", b"".join(sorted(content.splitlines(keepends=True)))))
        else:
            # Byte for byte as built, so that it can be compared and cited.
            with open(path, "rb") as file:
                found.append((f"{stem}.ttl", file.read()))
    return found


def _differs(path: str, content: bytes) -> bool:
    """Whether something else stands where a file is to be written."""
    if not os.path.lexists(path):
        return False
    if not os.path.isfile(path) or os.path.getsize(path) != len(content):
        return True
    with open(path, "rb") as file:
        return file.read() != content
