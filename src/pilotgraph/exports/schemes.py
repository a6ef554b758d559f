"""Writes the concept schemes as SKOS."""

from __future__ import annotations

from pyoxigraph import NamedNode

from pilotgraph.exports.endings import ENDINGS
from pilotgraph.exports.reading import identifier, nothing
from pilotgraph.exports.vocabulary import FOREIGN, TYPE, iri
from pilotgraph.names import GRAPHS
from pilotgraph.results import rdf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Triple


def schemes(graph: PilotGraph, form: str = "turtle") -> bytes:
    """
    All schemes in one file.

    form: "turtle", "ntriples", "jsonld" or "rdfxml".
    Raises SourceError if the graph holds no scheme.
    """
    return rdf([triple for _, triples in _all(graph) for triple in triples], form, FOREIGN).encode()


def schemes_separately(graph: PilotGraph, form: str = "turtle") -> list[tuple[str, bytes]]:
    """
    (name of the file, content) of each scheme; the name is the scheme's id.

    Raises SourceError if the graph holds no scheme.
    """
    return [(f"{name}.{ENDINGS[form]}", rdf(triples, form, FOREIGN).encode()) for name, triples in _all(graph)]


def _all(graph: PilotGraph) -> list[tuple[str, list[Triple]]]:
    """Each scheme with all that its graph says; the graph has the scheme's id."""
    kind = NamedNode(iri("skos:ConceptScheme"))
    found = []
    for node in sorted({s.value for s, _, _ in graph.engine.match(p=NamedNode(TYPE), o=kind)}):
        name = identifier(node, "export schemes")
        triples = graph.engine.match(graph=GRAPHS + name)
        if triples:
            found.append((name, triples))
    if not found:
        raise nothing("export schemes", "concept scheme")
    return found
