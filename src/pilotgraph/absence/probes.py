"""Tries parts of a query on the graph, each in a bounded question, and only so many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from time import monotonic

from pyoxigraph import Literal, NamedNode

from pilotgraph.absence.connections import together
from pilotgraph.engines import Table
from pilotgraph.errors import Problem, RequestError
from pilotgraph.guard import check
from pilotgraph.names import IDENTIFIER, PREFIXES, shorten
from pilotgraph.records import Record
from pilotgraph.things import LABELS, OTHER_LABEL, SUBCLASS
from pilotgraph.values import INTEGER, LANGUAGE_STRING, STRING, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.absence.clauses import Part, Query
    from pilotgraph.absence.cursor import Node
    from pilotgraph.engines import Engine
    from pilotgraph.values import Row, Term

# Of more rows than this a count or a list of values is that of a sample.
SAMPLE = 5000
MOST_NAMES = 20000
LISTED = 8
LONGEST = 60
AT_MOST = f"LIMIT {MOST_NAMES}"
# Everything is of these.
SAYING_NOTHING = ("http://www.w3.org/2002/07/owl#Thing", "http://www.w3.org/2002/07/owl#NamedIndividual")


class SpentError(Exception):
    """As many questions were asked, or as much time was taken, as was allowed."""


class Vocabulary(Record):
    """
    What the graph calls things.

    types: the classes of each thing. labels: of each thing that has some. properties, classes: those in use.
    """

    types: dict[str, set[str]]
    labels: dict[str, list[str]]
    properties: set[str]
    classes: set[str]


class Inquiry:
    """
    What is asked of a graph about one query.

    query: as it was read from `text`. where: how a problem names it.
    most: questions; seconds: after which no further one is asked.
    """

    def __init__(self, engine: Engine, query: Query, text: str, where: str, most: int, seconds: float) -> None:
        self.engine, self.query, self.text, self.where = engine, query, text, where
        self.left = most
        self.until = monotonic() + seconds
        # Whether the engine could not answer one of them.
        self.refused = False
        # From now on the graphs that the query names with FROM count, unless they are what is wrong.
        self.dataset = query.dataset

    def has(self, parts: Iterable[Part], inside: str = "", *, anywhere: bool = False) -> bool:
        """Whether the parts have a match together; inside: such as "GRAPH ?g". What cannot be tried is not blamed."""
        return self.ask(together(parts, inside), anywhere=anywhere)

    def ask(self, pattern: str, *, anywhere: bool = False) -> bool:
        """Whether a pattern has a match; anywhere: whatever FROM says."""
        dataset = "" if anywhere else self.dataset
        try:
            return bool(self._run(f"{self.query.prologue}ASK {dataset} {{ {pattern} }}"))
        except RequestError:
            self.refused = True
            return True

    def rows(self, named: str, pattern: str, after: str = "", *, anywhere: bool = False) -> list[Row]:
        """The rows of a SELECT, by what it names, its pattern, and what stands after; none where it cannot be asked."""
        dataset = "" if anywhere else self.dataset
        try:
            result = self._run(f"{self.query.prologue}SELECT {named} {dataset} {{ {pattern} }} {after}")
        except RequestError:
            return []
        return [row for row in result.rows if all(row)] if isinstance(result, Table) else []

    def _run(self, text: str) -> object:
        if self.left <= 0 or monotonic() > self.until:
            raise SpentError
        self.left -= 1
        # The query has no SERVICE, so its parts have none; this makes sure.
        if "SERVICE" in text.upper():
            check(text)
        return self.engine.run(text, self.where)

    def values(self, pattern: str, variable: str) -> list[tuple[Term, int]]:
        """The values that a variable has where the pattern matches, and how often, most frequent first."""
        sample = f"{{ SELECT ?{variable} {{ {pattern} }} LIMIT {SAMPLE} }} FILTER(BOUND(?{variable}))"
        rows = self.rows(f"?{variable} (COUNT(*) AS ?rowsThere)", sample, f"GROUP BY ?{variable} LIMIT {SAMPLE}")
        # Sorted here: the embedded engine ends the whole process over some orders of values of several kinds.
        counted = [(value, int(number.value)) for value, number in rows if number]
        return sorted(counted, key=lambda each: (-each[1], str(each[0])))

    def kinds(self, pattern: str, variable: str) -> list[str]:
        """The classes of what a variable stands for: the most specific that all are of, else the most frequent."""
        sample = f"{{ SELECT DISTINCT ?{variable} {{ {pattern} }} LIMIT {SAMPLE} }} ?{variable} a ?kindThere"
        pattern = f"{sample} FILTER(isIRI(?kindThere))"
        rows = self.rows("?kindThere (COUNT(*) AS ?rowsThere)", pattern, f"GROUP BY ?kindThere LIMIT {SAMPLE}")
        counts = {kind.value: int(number.value) for kind, number in rows if kind and number}
        for general in SAYING_NOTHING:
            counts.pop(general, None)
        if not counts:
            return []
        all_of_them = {kind for kind, number in counts.items() if number == max(counts.values())}
        upper = {upper for kind in all_of_them for upper in self.above.get(kind, set()) - {kind}}
        return sorted(all_of_them - upper or all_of_them)

    def places(self, nodes: Iterable[Node]) -> dict[str, set[str]]:
        """Where the graph uses each IRI among the nodes: as "subject", "property" or "value" of what it says."""
        iris = list(dict.fromkeys(node.iri for node in nodes if node.iri))
        if not iris:
            return {}
        patterns = {"subject": "?iri ?b ?c", "property": "?a ?iri ?c", "value": "?a ?b ?iri"}
        tests = " ".join(f"BIND(EXISTS {{ {pattern} }} AS ?{place})" for place, pattern in patterns.items())
        listed = " ".join(f"<{iri}>" for iri in iris)
        rows = self.rows("?iri ?subject ?property ?value", f"VALUES ?iri {{ {listed} }} {tests}", anywhere=True)
        # What could not be asked for is not said to be missing.
        found = {iri: {*patterns} for iri in iris}
        for iri, *there in rows:
            used = (place for place, truth in zip(patterns, there, strict=True) if plain(truth))
            found[iri.value] = {*used}  # type: ignore[union-attr]
        return found

    @cached_property
    def above(self) -> dict[str, set[str]]:
        """The classes above each class, as far as the graph says it."""
        found: dict[str, set[str]] = {}
        pattern = f"?sub <{SUBCLASS}> ?upper FILTER(isIRI(?upper))"
        for sub, upper in self.rows("?sub ?upper", pattern, AT_MOST, anywhere=True):
            found.setdefault(sub.value, set()).add(upper.value)  # type: ignore[union-attr]
        return found

    @cached_property
    def graphs(self) -> list[str]:
        """The named graphs, as far as the engine shows them."""
        rows = self.rows("?graph", "GRAPH ?graph {}", "LIMIT 50", anywhere=True)
        # Some engines know a graph only by what is in it.
        rows = rows or self.rows("DISTINCT ?graph", "GRAPH ?graph { ?s ?p ?o }", "LIMIT 50", anywhere=True)
        return sorted(graph.value for (graph,) in rows if graph)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the graph calls things; of a very large graph a part."""
        path = "|".join(f"<{name}>" for name in (*LABELS, OTHER_LABEL))
        types: dict[str, set[str]] = {}
        for thing, kind in self.rows("?thing ?kind", "?thing a ?kind FILTER(isIRI(?thing))", AT_MOST, anywhere=True):
            types.setdefault(thing.value, set()).add(kind.value)  # type: ignore[union-attr]
        labels: dict[str, list[str]] = {}
        labelled = f"?thing {path} ?label FILTER(isIRI(?thing))"
        for thing, label in self.rows("?thing ?label", labelled, AT_MOST, anywhere=True):
            labels.setdefault(thing.value, []).append(label.value)  # type: ignore[union-attr]
        used = self.rows("DISTINCT ?property", "?subject ?property ?value", AT_MOST, anywhere=True)
        properties = {row[0].value for row in used if row[0]}
        kinds = {kind for each in types.values() for kind in each}
        properties |= {thing for thing, each in types.items() if any(kind.endswith("Property") for kind in each)}
        classes = kinds | {thing for thing, each in types.items() if any(kind.endswith("#Class") for kind in each)}
        return Vocabulary(types, labels, properties, classes)

    def line(self, start: int) -> int:
        """The line of a place in the text, from 1."""
        return self.text.count("\n", 0, start) + 1

    def problem(self, start: int, what: str, remedy: str = "") -> Problem:
        """A problem of the query at a place in its text."""
        return Problem(f"{self.where}:{self.line(start)}", what, remedy)

    def shown(self, iri: str) -> str:
        """An IRI with the query's own prefix, else with ours, else in full."""
        for prefix, (namespace, _) in self.query.prefixes.items():
            local = iri.removeprefix(namespace)
            if namespace and local != iri and re.fullmatch(IDENTIFIER, local):
                return f"{prefix}:{local}"
        short = shorten(iri)
        return short if short != iri else f"<{iri}>"

    def name(self, node: Node) -> str:
        """An IRI, value or variable as the query has it; what stands there only between the lines by a word."""
        if node.kind == "made":
            return "?thing"
        made = node.iri and not self.text.startswith(node.text, node.start)
        return self.shown(node.iri) if made else node.text

    def written(self, iri: str, beside: str = "") -> str:
        """An IRI as one would write it where `beside` stands, with the PREFIX line that the query lacks."""
        own, colon, _ = beside.partition(":")
        namespace = self.query.prefixes.get(own, ("", 0))[0] if colon else ""
        local = iri.removeprefix(namespace)
        if namespace and local != iri and re.fullmatch(IDENTIFIER, local):
            return f"{own}:{local}"
        short = self.shown(iri)
        prefix = short.partition(":")[0]
        declared = short.startswith("<") or prefix in self.query.prefixes
        return short if declared else f"{short} (with PREFIX {prefix}: <{PREFIXES[prefix]}>)"

    def term(self, term: Term) -> str:
        """A term as one would write it in the query."""
        if isinstance(term, NamedNode):
            return self.shown(term.value)
        if not isinstance(term, Literal):
            return ""
        if term.datatype.value == INTEGER:
            return term.value
        text = str(Literal(term.value if len(term.value) <= LONGEST else term.value[:LONGEST] + "…"))
        if term.language:
            return f"{text}@{term.language}"
        plain = term.datatype.value in (STRING, LANGUAGE_STRING)
        return text if plain else f"{text}^^{self.shown(term.datatype.value)}"

    def listed(self, values: list[tuple[Term, int]]) -> str:
        """Up to eight values, each with how often it occurs."""
        named = [(self.term(value), number) for value, number in values if isinstance(value, (NamedNode, Literal))]
        shown = ", ".join(f"{text} ({number})" for text, number in named[:LISTED])
        return shown + (f" and {len(named) - LISTED} more" if len(named) > LISTED else "")


def body(parts: Iterable[Part], inside: str = "") -> str:
    """The text of some parts of a group, in their order."""
    text = "\n".join(part.text for part in parts)
    return f"{inside} {{ {text} }}" if inside else text
