"""Reads a named graph once, for exports that need all of it."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from pilotgraph.errors import Problem, SourceError
from pilotgraph.exports.vocabulary import TYPE
from pilotgraph.names import DATA_SET, DATASET, IDENTIFIER, PREFIXES
from pilotgraph.things import labels
from pilotgraph.values import DECIMAL, INTEGER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Term, Triple

    Node = NamedNode | Literal


class Said:
    """All that one named graph says, by subject."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._of: dict[str, list[tuple[str, Node]]] = {}
        for subject, name, value in triples:
            # The graph has no blank nodes; an endpoint's own are not part of it.
            if isinstance(subject, NamedNode) and isinstance(value, (NamedNode, Literal)):
                self._of.setdefault(subject.value, []).append((name.value, value))
        for found in self._of.values():
            found.sort(key=lambda pair: (pair[0], str(pair[1])))

    def __contains__(self, subject: str) -> bool:
        return subject in self._of

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._of))

    def of(self, subject: str) -> list[tuple[str, Node]]:
        """(property, value) pairs, in order."""
        return self._of.get(subject, [])

    def values(self, subject: str, name: str) -> list[Node]:
        """The values of one property, in order."""
        return [value for said, value in self.of(subject) if said == name]

    def first(self, subject: str, *names: str) -> str:
        """The first value of the first of these properties that has one, as text; "" where none has."""
        return next((value.value for name in names for value in self.values(subject, name)), "")

    def typed(self, kind: str) -> list[str]:
        """The subjects of a class, in order."""
        node = NamedNode(kind)
        return [subject for subject in self if node in self.values(subject, TYPE)]


def read(graph: PilotGraph, name: str) -> Said:
    """
    All that the named graph with this IRI says.

    An endpoint's whole decimals come as integers; they are turned back where the ontology wants a decimal.
    """
    decimal = NamedNode(DECIMAL)
    ranged = graph.engine.match(p=NamedNode(PREFIXES["rdfs"] + "range"), o=decimal)
    numbers = {prop.value for prop, _, _ in ranged if isinstance(prop, NamedNode)}

    def exact(prop: str, value: Term) -> Term:
        whole = isinstance(value, Literal) and value.datatype.value == INTEGER
        return Literal(value.value, datatype=decimal) if whole and value and prop in numbers else value

    return Said((s, p, exact(p.value, o)) for s, p, o in graph.engine.match(graph=name))  # type: ignore[misc]


def identifier(subject: str, where: str) -> str:
    """
    The last part of an IRI, fit for the name of a file.

    Raises SourceError where it is no id, as an endpoint's may be.
    """
    last = subject.rpartition("/")[2]
    if not re.fullmatch(IDENTIFIER, last):
        raise SourceError(Problem(where, f"<{subject}> ends with no id", "export from a graph that comes from a build"))
    return last


def nothing(where: str, what: str) -> SourceError:
    """The error for a graph in which there is nothing of a kind to export."""
    remedy = "use the graph that comes along, or an endpoint to which `pilotgraph publish` has written"
    return SourceError(Problem(where, f"the graph holds no {what}", remedy))


class Edition:
    """
    What the data set says of itself.

    source: the IRI of the publication whose statements it holds. issued: when it was published, as YYYY-MM-DD; may be
        empty.
    """

    def __init__(self, graph: PilotGraph) -> None:
        said = read(graph, DATASET)
        dcterms = PREFIXES["dcterms"]
        self.title = said.first(DATA_SET, dcterms + "title")
        self.description = said.first(DATA_SET, dcterms + "description")
        self.licence = said.first(DATA_SET, dcterms + "license")
        self.creator = said.first(DATA_SET, dcterms + "creator")
        self.version = said.first(DATA_SET, PREFIXES["dcat"] + "version")
        self.citation = said.first(DATA_SET, dcterms + "bibliographicCitation")
        self.source = said.first(DATA_SET, dcterms + "source")
        self.issued = said.first(DATA_SET, dcterms + "issued")
        named = labels(graph.engine, [self.creator])
        # A creator that has no name of its own stands at the beginning of the citation.
        self.creator_name = named.get(self.creator) or self.citation.partition(". ")[0]
        if not (self.title and self.licence and self.creator and self.version and self.source):
            raise nothing("export", "description of the data set")
