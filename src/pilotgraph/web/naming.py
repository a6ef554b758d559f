"""Finds words for anything that the graph names, so that no page shows an address where there is something to say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pilotgraph.evidence import FIRST, LAST, PLACE
from pilotgraph.names import PREFIXES, shorten, term
from pilotgraph.things import DEFINITION, TYPE, labels
from pilotgraph.web.wording import place

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term

# What a page calls terms of other vocabularies, which come without labels.
SAID = {
    TYPE: "is a",
    **{
        PREFIXES[prefix] + name: said
        for prefix, name, said in (
            ("cito", "cites", "cites"),
            ("dcat", "version", "version"),
            ("dcterms", "bibliographicCitation", "cite as"),
            ("dcterms", "creator", "made by"),
            ("dcterms", "description", "description"),
            ("dcterms", "identifier", "identifier"),
            ("dcterms", "license", "licence"),
            ("dcterms", "source", "source"),
            ("dcterms", "title", "title"),
            ("fabio", "hasPubMedCentralId", "number in PubMed Central"),
            ("fabio", "hasPubMedId", "number in PubMed"),
            ("foaf", "page", "page on the web"),
            ("oa", "end", "ends at character"),
            ("oa", "hasSelector", "place in the text"),
            ("oa", "hasSource", "source"),
            ("oa", "start", "starts at character"),
            ("oa", "TextPositionSelector", "place in a text"),
            ("owl", "AnnotationProperty", "annotation property"),
            ("owl", "Class", "class"),
            ("owl", "DatatypeProperty", "property with a plain value"),
            ("owl", "ObjectProperty", "relation between things"),
            ("owl", "Ontology", "ontology"),
            ("owl", "equivalentClass", "the same class as"),
            ("rdfs", "domain", "said of"),
            ("rdfs", "range", "leads to"),
            ("rdfs", "subClassOf", "kind of"),
            ("rdfs", "subPropertyOf", "implies"),
            ("schema", "funder", "paid for by"),
            ("skos", "altLabel", "also called"),
            ("skos", "definition", "definition"),
            ("skos", "example", "example"),
            ("skos", "note", "note"),
            ("skos", "prefLabel", "name"),
            ("skos", "scopeNote", "use"),
            ("void", "class", "counted class"),
            ("void", "property", "counted property"),
        )
    },
}

# What has no name of its own is called by the two things that it ties.
JOINED = (
    (term("matchesIdea"), term("matchesFactor")),
    (term("ofStatement"), term("toProgramme")),
)
START, END = PREFIXES["oa"] + "start", PREFIXES["oa"] + "end"


def words(engine: Engine, iris: Iterable[str], *, ties: bool = True) -> dict[str, str]:
    """
    What to call each IRI: its label; what a statement says; where a passage begins and ends; else its short form.
    """
    wanted = list(dict.fromkeys(iris))
    found = {**{iri: SAID[iri] for iri in wanted if iri in SAID}, **labels(engine, wanted)}
    missing = [iri for iri in wanted if iri not in found]
    said = engine.look_up(missing, (DEFINITION, PLACE, FIRST, LAST, START, END, *chain(*JOINED))) if missing else {}
    ends = {
        value.value
        for (_, name), values in said.items()
        if ties and name in chain(*JOINED)
        for value in values
        if value
    }
    joined = words(engine, ends, ties=False) if ends else {}
    for iri in missing:
        gloss, where, first, last = (_one(said.get((iri, name))) for name in (DEFINITION, PLACE, FIRST, LAST))
        quoted = f"“{first} … {last}”" if last and last != first else f"“{first}”"
        located = f"{place(where)}: {quoted}" if first else place(where)
        start, end = (_one(said.get((iri, name))) for name in (START, END))
        both = [[_one(said.get((iri, name))) for name in names] for names in JOINED if ties]
        told = next((" → ".join(joined[each] for each in pair) for pair in both if all(pair)), "")
        characters = f"characters {start} to {end} of the text" if start and end else ""
        found[iri] = gloss or located or told or characters or shorten(iri)
    return found


def named_in(terms: Iterable[Term]) -> set[str]:
    """The IRIs among some terms."""
    return {term.value for term in terms if isinstance(term, NamedNode)}


def _one(values: list[Term] | None) -> str:
    return values[0].value if values and values[0] is not None else ""
