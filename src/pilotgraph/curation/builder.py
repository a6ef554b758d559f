"""Says everything the tables say, as RDF, and nothing more; inference comes later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from pilotgraph.curation.links import Fragment, link
from pilotgraph.curation.readings import placed
from pilotgraph.curation.schema import FACTS, NOT_MODELLED, PASSAGES, STATEMENTS, TABLES, Column
from pilotgraph.curation.sources import Source
from pilotgraph.curation.tables import Row, Tables
from pilotgraph.names import PREFIXES, mint, term

DATATYPES = {"integer": XSD.integer, "decimal": XSD.decimal, "year": XSD.integer}
# Text in a human language carries its tag; everything else of a table is a plain string.
IN_ENGLISH = frozenset({"skos:prefLabel", "skos:altLabel", "skos:definition", "skos:note"})
FACTS_BY_NAME = {fact.name: fact for fact in FACTS}
PASSAGE_SEPARATOR = "."
BASES = {
    "abstract": "abstract",
    "front": "front-matter",
    "funding": "declaration",
    "interests": "declaration",
    "reviewers": "front-matter",
    "table": "table",
}


def build(tables: Tables, sources: Mapping[str, Source]) -> Graph:
    """
    Turn checked tables into the asserted graph.

    Adds nothing that a row does not state, except what follows from a row alone: the basis of a statement from the
    place of its passages, the direction to hold against an aim, and the alternatives of an open entry.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    writer = _Writer(graph, tables, sources)
    for source in sources.values():
        writer.source(source)
    for table in TABLES:
        for row in tables[table.name]:
            writer.row(row)
    return graph


class _Writer:
    """Knows which id is which IRI while the rows are written."""

    def __init__(self, graph: Graph, tables: Tables, sources: Mapping[str, Source]) -> None:
        self.graph, self.tables, self.sources = graph, tables, sources
        self.iris = {("sources", name): URIRef(mint("source", name)) for name in sources}
        for table in TABLES:
            for row in tables[table.name]:
                self.iris[table.name, row.id] = self._iri(row)
        for table in STATEMENTS:
            for row in tables[table.name]:
                self.iris["statements", row.id] = self._iri(row)
        self.places = {row.id: row.one("place") for row in tables["passages"]}
        self.alternatives: dict[str, list[str]] = defaultdict(list)
        for placement in tables["placements"]:
            self.alternatives[placement.one("statement")].append(placement.one("programme"))

    def row(self, row: Row) -> None:
        """Everything one row says."""
        subject = self._iri(row)
        self._add(subject, RDF.type, URIRef(term(self._cls(row))))
        for column in row.table.columns:
            if column.term:
                for value in row.cells[column.name]:
                    self._add(subject, predicate(column.term), self._value(column, value))
        special = {
            "factor_matches": self._match,
            "fact_statements": self._fact,
            "outcome_findings": self._effect,
            "passages": self._passage,
            "not_modelled": self._not_modelled,
            "readings": self._reading,
            "boundaries": self._boundary,
        }
        if row.table.statement:
            self._statement(row, subject)
        if row.table.name in special:
            special[row.table.name](row, subject)

    def source(self, source: Source) -> None:
        """The publication the statements are drawn from."""
        subject = URIRef(mint("source", source.id))
        self._add(subject, RDF.type, URIRef(term("Source")))
        self._add(subject, predicate("skos:prefLabel"), Literal(source.label, lang="en"))
        self._add(subject, predicate("dcterms:bibliographicCitation"), Literal(source.citation))
        self._add(subject, predicate("dcterms:license"), URIRef(source.licence))
        self._add(subject, predicate("dcterms:identifier"), URIRef(source.doi))
        self._add(subject, predicate("foaf:page"), URIRef(source.url))

    def _statement(self, row: Row, subject: URIRef) -> None:
        self._add(subject, predicate("dcterms:identifier"), Literal(row.id))
        for basis in sorted({basis_of(self.places[passage]) for passage in row.cells["passages"]}):
            self._add(subject, predicate("basis"), URIRef(mint("basis", basis)))
        for programme in self.alternatives.get(row.id, ()):
            self._add(subject, predicate("mayBeAbout"), self.iris["programmes", programme])

    def _match(self, row: Row, _match: URIRef) -> None:
        if row.one("grade") == "same":
            idea, factor = self.iris["ideas", row.one("idea")], self.iris["factors", row.one("factor")]
            self._add(idea, predicate("expresses"), factor)

    def _fact(self, row: Row, subject: URIRef) -> None:
        """The plain triple, and what the statement needs to be found from it."""
        fact = FACTS_BY_NAME[row.one("property")]
        about = self._resolve(row.table.by_name["about"], row.one("about"))
        prop, value = predicate(fact.term), self._value(fact, row.one("value"))
        self._add(about, prop, value)
        self._add(subject, predicate("statesProperty"), prop)
        self._add(subject, predicate("statesValue"), value)
        self._add(subject, predicate("isComputed"), Literal(bool(row.cells["computed_from"])))

    def _effect(self, row: Row, subject: URIRef) -> None:
        direction = row.one("compared_direction") or row.one("direction")
        if direction:
            self._add(subject, predicate("effectDirection"), URIRef(mint("direction", direction)))

    def _passage(self, row: Row, subject: URIRef) -> None:
        source = self.sources[row.one("source")]
        selector = URIRef(f"{subject}-position")
        fragment = Fragment(row.one("before"), row.one("first_words"), row.one("last_words"), row.one("after"))
        self._add(subject, predicate("oa:hasSource"), URIRef(mint("source", source.id)))
        self._add(subject, predicate("section"), Literal(section_of(row.one("place"))))
        self._add(subject, predicate("foaf:page"), URIRef(link(source.url, fragment, source.joined)))
        self._add(subject, predicate("oa:hasSelector"), selector)
        self._add(selector, RDF.type, predicate("oa:TextPositionSelector"))
        for end in ("start", "end"):
            self._add(selector, predicate(f"oa:{end}"), Literal(row.one(end), datatype=XSD.integer))

    def _not_modelled(self, row: Row, subject: URIRef) -> None:
        self._add(subject, predicate("section"), Literal(section_of(row.id)))
        for passage in self.tables["passages"]:
            if passage.one("source") == row.one("source") and passage.one("place") in row.cells["restates"]:
                self._add(subject, predicate("restatesPassage"), self.iris["passages", passage.id])

    def _reading(self, row: Row, subject: URIRef) -> None:
        for statement, programme in placed(self.tables, row):
            placement = self.iris["placements", f"{statement}-{programme}"]
            self._add(subject, predicate("includes"), placement)

    def _boundary(self, row: Row, subject: URIRef) -> None:
        end = "icps_end" if row.one("ends_column_of") == "icps" else "pioneers_end"
        for reading in self.tables["readings"]:
            if reading.one("table_row") == row.one("table_row"):
                self._add(subject, predicate("mayLieAfter"), self.iris["passages", reading.one(end)])

    def _value(self, column: Column, value: str) -> URIRef | Literal:
        if column.code_list is not None:
            return URIRef(mint(column.code_list, value))
        if column.tables:
            return self._resolve(column, value)
        if column.term in IN_ENGLISH:
            return Literal(value, lang="en")
        if column.values == "address":
            return URIRef(value)
        datatype = DATATYPES.get(column.values)
        return Literal(value, datatype=datatype) if datatype else Literal(value)

    def _resolve(self, column: Column, value: str) -> URIRef:
        return next(self.iris[table, value] for table in column.tables if (table, value) in self.iris)

    def _iri(self, row: Row) -> URIRef:
        if row.table not in (PASSAGES, NOT_MODELLED):
            return URIRef(mint(row.table.kind, row.id))
        # The places of two sources can have the same name, so the IRI begins with the source. Some SPARQL parsers take
        # no full stops in a prefixed name, so it has hyphens instead.
        return URIRef(mint(row.table.kind, f"{row.one('source')}-{row.id.replace('.', '-')}"))

    @staticmethod
    def _cls(row: Row) -> str:
        conflict = row.table.name == "policy_statements" and row.cells["conflicts_with"]
        return "PolicyConflict" if conflict else row.table.cls

    def _add(self, subject: URIRef, prop: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, prop, value))


def predicate(name: str) -> URIRef:
    """The IRI of a property: a local name of our ontology, or prefix:name of a borrowed one."""
    prefix, colon, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local) if colon else URIRef(term(name))


def basis_of(place: str) -> str:
    """The part of the source in which a place lies: text, table, abstract or declaration."""
    return BASES.get(section_of(place).split("-")[0], "text")


def section_of(place: str) -> str:
    """The section or table in which a place lies."""
    return place.split(PASSAGE_SEPARATOR)[0]
