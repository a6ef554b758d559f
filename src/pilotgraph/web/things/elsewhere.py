"""What a thing is in other vocabularies and published frameworks, or which things of ours are linked to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pilotgraph.names import PREFIXES
from pilotgraph.records import Record
from pilotgraph.web.naming import words

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term
    from pilotgraph.web.things.thingfacts import Fact, Group, Value

OWL, SKOS = PREFIXES["owl"], PREFIXES["skos"]
SOURCE, PROPERTY, TARGET = (OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget"))
CONFIDENCE, WHY = PREFIXES["sssom"] + "confidence", PREFIXES["rdfs"] + "comment"
SET = PREFIXES["dcterms"] + "isPartOf"
NO_TERM = PREFIXES["sssom"] + "NoTermFound"
# How the thing of the page stands to the other end: as source of the link, and as its target.
RELATIONS = {
    "exactMatch": ("the same as", "the same as"),
    "closeMatch": ("close to", "close to"),
    "broadMatch": ("narrower than", "broader than"),
    "narrowMatch": ("broader than", "narrower than"),
    "relatedMatch": ("related to", "related to"),
}
# By these a link is said once more, as a plain triple or from the side of its mapping.
LINKING = frozenset((SOURCE, TARGET, SKOS + "mappingRelation", *(SKOS + name for name in RELATIONS)))


class Elsewhere(Record):
    """
    One link of ours.

    relation: of the thing to the other end, in words; "" where nothing fits. other, label: the other end, "" likewise.
    vocabulary: in which the link leads. why: its reason. mapping: the IRI of the link itself.
    """

    relation: str
    other: str
    label: str
    vocabulary: str
    confidence: str
    why: str
    mapping: str


def elsewhere(engine: Engine, iri: str) -> list[Elsewhere]:
    """The links of a thing, the closest first, then by vocabulary; none of what stands for the lack of a term."""
    if iri == NO_TERM:
        return []
    node = NamedNode(iri)
    found = [(s, False) for s, _, _ in engine.match(p=NamedNode(SOURCE), o=node)]
    found += [(s, True) for s, _, _ in engine.match(p=NamedNode(TARGET), o=node)]
    mappings = {s.value: turned for s, turned in found if isinstance(s, NamedNode)}
    said = engine.look_up(mappings, (SOURCE, PROPERTY, TARGET, CONFIDENCE, WHY, SET))

    def one(mapping: str, name: str) -> str:
        values: Sequence[Term] = said.get((mapping, name), ())
        return values[0].value if values and values[0] is not None else ""

    others = {mapping: one(mapping, SOURCE if turned else TARGET) for mapping, turned in mappings.items()}
    named = words(engine, {*others.values(), *(one(mapping, SET) for mapping in mappings)} - {""})
    order = list(RELATIONS)
    listed = []
    for mapping, turned in mappings.items():
        match = one(mapping, PROPERTY).rpartition("#")[2]
        fits = others[mapping] != NO_TERM
        link = Elsewhere(
            RELATIONS.get(match, ("linked to",) * 2)[turned] if fits else "",
            others[mapping] if fits else "",
            named.get(others[mapping], others[mapping]) if fits else "",
            named.get(one(mapping, SET), ""),
            one(mapping, CONFIDENCE),
            one(mapping, WHY),
            mapping,
        )
        listed.append(((not fits, order.index(match) if match in order else 9, link.vocabulary, link.label), link))
    return [link for _, link in sorted(listed, key=lambda pair: pair[0])]


def apart(iri: str) -> str:
    """What is told of a thing that no source speaks of: a link, or a part of a published framework; else ""."""
    if iri.startswith((PREFIXES["mapping"], PREFIXES["mapping-set"])):
        return "This is PilotGraph’s own judgement and no statement of the source."
    if iri.startswith(tuple(PREFIXES[name] for name in ("scheme", "cfir", "eric", "rainbow"))):
        return (
            "This is from a published framework and not from the article: names and order are as published, "
            "definitions and links are PilotGraph’s own."
        )
    return ""


def without(told: Sequence[Elsewhere], said: list[Fact], pointing: list[Group]) -> tuple[list[Fact], list[Group]]:
    """What is recorded of a thing and what points to it, without what its links say already."""
    if not told:
        # On the page of a link, its ends are told nowhere else.
        return said, pointing
    known = {end for link in told for end in (link.other, link.mapping)} - {""}
    facts = [fact._replace(values=_others(fact.iri, fact.values, known)) for fact in said]
    groups = [group._replace(shown=_others(group.through, group.shown, known)) for group in pointing]
    return [fact for fact in facts if fact.values], [group for group in groups if group.shown]


def _others(name: str, values: list[Value], known: set[str]) -> list[Value]:
    """The values of a property but those that links tell."""
    return [value for value in values if name not in LINKING or value.iri not in known]
