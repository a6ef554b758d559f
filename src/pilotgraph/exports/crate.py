"""Packs the files of the graph as an RO-Crate: a folder that describes each file in it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pilotgraph import queries
from pilotgraph.engines import load
from pilotgraph.errors import Problem, SourceError
from pilotgraph.exports.schemaorg import data_set

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pilotgraph.files import Folder
    from pilotgraph.graph import PilotGraph

SPECIFICATION = "https://w3id.org/ro/crate/1.2"
METADATA = "ro-crate-metadata.json"
# Each ending with the media type, and where the format is defined.
FORMATS = {
    ".ttl": ("text/turtle", "https://www.w3.org/TR/turtle/", "Turtle"),
    ".rq": ("application/sparql-query", "https://www.w3.org/TR/sparql11-query/", "SPARQL 1.1 Query Language"),
    ".tsv": ("text/tab-separated-values", "https://mapping-commons.github.io/sssom/", "SSSOM"),
}
ROLES = {
    "rdf/asserted.ttl": "What the curated tables say",
    "rdf/inferred.ttl": "What follows from it under the ontology; nothing here is asserted by a source",
    "rdf/dataset.ttl": "The data set's description of itself",
    "rdf/mappings.ttl": "How its concepts relate to those of other vocabularies",
    "ontology/pilotgraph.ttl": "The ontology",
    "ontology/shapes.ttl": "What data must satisfy",
    "ontology/alignments.ttl": "How its classes relate to those of other ontologies",
}
FOLDERS = {
    "rdf/": "The named graphs",
    "ontology/": "The ontology, what data must satisfy, and what is mapped to other vocabularies",
    "queries/": "The saved questions",
}


def crate(graph: PilotGraph) -> list[tuple[str, bytes]]:
    """
    (name, content) of every file of the crate; the folder can be given to `--graph`.

    Raises SourceError if a file of the graph is missing or broken, or if the graph does not say when it was published.
    """
    contents = _contents(graph.folder)
    described = data_set(graph)
    if "datePublished" not in described:
        remedy = "build it again with `pilotgraph build`"
        raise SourceError(Problem("export ro-crate", "the graph does not say when it was published", remedy))
    asked = {f"queries/{each.name}.rq": each.question for each in graph.questions()}
    metadata = _metadata(described, contents, asked, dict(_named_graphs(graph.folder)))
    return [(METADATA, (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode()), *contents]


def _contents(folder: Folder) -> list[tuple[str, bytes]]:
    # Read as RDF too, so that a broken file is told with its line and never packed.
    import pyoxigraph as ox

    load(folder, ox.Store())
    paths = {name: Path(path) for path, name in _named_paths(folder)}
    for name in queries.names(folder.queries):
        paths[f"queries/{name}.rq"] = Path(folder.queries, f"{name}.rq")
    ontology = Path(folder.root, "ontology")
    for pattern in ("*.ttl", "schemes/*.ttl", "mappings/*.tsv"):
        paths |= {f"ontology/{path.relative_to(ontology).as_posix()}": path for path in ontology.glob(pattern)}
    found, problems = [], []
    for name, path in sorted(paths.items()):
        try:
            found.append((name, path.read_bytes()))
        except OSError as error:
            problems.append(Problem(folder.name(str(path)), f"cannot be read: {error.strerror}", "restore the file"))
    if problems:
        raise SourceError(problems)
    return found


def _named_paths(folder: Folder) -> Iterator[tuple[str, str]]:
    """(path, name in the crate) of the file of each named graph."""
    for _, path in folder.graphs:
        yield path, folder.name(path).removeprefix("data/")


def _named_graphs(folder: Folder) -> Iterator[tuple[str, str]]:
    """(name in the crate, IRI) of each named graph."""
    for (iri, _), (_, name) in zip(folder.graphs, _named_paths(folder), strict=True):
        yield name, iri


def _metadata(
    described: dict[str, Any], contents: list[tuple[str, bytes]], asked: dict[str, str], graphs: dict[str, str]
) -> dict[str, Any]:
    nodes: dict[str, dict[str, Any]] = {}
    root = {name: _flat(value, nodes) for name, value in described.items() if name not in ("@id", "distribution")}
    root["author"] = root["publisher"] = root["creator"]
    root["license"] = {"@id": described["license"]}
    root["identifier"] = _flat({"@type": "PropertyValue", "name": "IRI", "value": described["@id"]}, nodes)
    nodes[described["license"]] = {
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International",
        "description": "Free to use and change, also commercially, if those who made it are named.",
    }
    files, folders = [], dict.fromkeys(name.rpartition("/")[0].partition("/")[0] + "/" for name, _ in contents)
    for name, content in contents:
        media, where, form = FORMATS[PurePosixPath(name).suffix]
        nodes[where] = {"@type": "WebPage", "name": form}
        file: dict[str, Any] = {
            "@id": name,
            "@type": "File",
            "name": name.rpartition("/")[2],
            "description": ROLES.get(name) or asked.get(name) or _role(name),
            "encodingFormat": [media, {"@id": where}],
            "contentSize": str(len(content)),
            "sha256": sha256(content).hexdigest(),
        }
        if name in graphs:
            file["identifier"] = graphs[name]
        if name == "rdf/inferred.ttl":
            file["isBasedOn"] = [{"@id": "rdf/asserted.ttl"}, {"@id": "ontology/pilotgraph.ttl"}]
        files.append(file)
    for each in folders:
        inside = [{"@id": name} for name, _ in contents if name.startswith(each)]
        nodes[each] = {"@type": "Dataset", "name": each, "description": FOLDERS[each], "hasPart": inside}
    root["hasPart"] = [{"@id": each} for each in (*folders, *(name for name, _ in contents))]
    described_by = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    others = [{"@id": node, **said} for node, said in sorted(nodes.items())]
    return {
        "@context": f"{SPECIFICATION}/context",
        "@graph": [described_by, {"@id": "./", **root}, *files, *others],
    }


def _role(name: str) -> str:
    if name.startswith("ontology/mappings/"):
        return "Reviewed mappings, with who decided and why"
    return "A scheme of concepts" if name.startswith("ontology/schemes/") else f"The file {name}"


def _flat(value: Any, nodes: dict[str, dict[str, Any]]) -> Any:
    """A value with each node inside it put into `nodes` and referred to, as RO-Crate wants it."""
    if isinstance(value, list):
        several = [_flat(each, nodes) for each in value]
        return several[0] if len(several) == 1 else several
    if not isinstance(value, dict):
        return value
    said = {name: _flat(each, nodes) for name, each in value.items() if name != "@id"}
    if "license" in said:
        said["license"] = {"@id": said["license"]}
    # A node without an IRI is known inside the crate only, by what it says.
    name = value.get("@id") or "#" + sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
    if said:
        nodes[name] = said
    return {"@id": name}
