"""Puts in order what is recorded of a thing, what follows of it, and what points to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import BlankNode, Literal, NamedNode

from pilotgraph.engines import Table
from pilotgraph.evidence import ABOUT, MAY_BE_ABOUT
from pilotgraph.names import ASSERTED, INFERRED, PREFIXES, THINGS, shorten, term
from pilotgraph.queries import ANYTHING
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, LABELS, OTHER_LABEL, TYPE, class_iri, classes
from pilotgraph.values import BOOLEAN, DECIMAL, FLOATS, INTEGERS, LANGUAGE_STRING, STRING, plain
from pilotgraph.web.naming import named_in, words
from pilotgraph.web.things.descriptions import pointing

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Term, Triple

# What a page says at its head.
AT_THE_HEAD = (*LABELS, OTHER_LABEL, DEFINITION)
# What needs no telling of a literal.
ENGLISH = ("en", "en-gb")
LINKED = PREFIXES["skos"] + "mappingRelation"
PLAIN = {LANGUAGE_STRING, STRING, BOOLEAN, *INTEGERS, DECIMAL, *FLOATS}


class Value(Record):
    """
    A value of a property: what it is called, and its IRI if it has one.

    kind: a literal's language or data type, where that is worth telling.
    follows: whether nobody recorded it. why: the address of the page that says on what it rests, or "".
    """

    text: str
    iri: str
    kind: str
    follows: bool
    why: str


class Fact(Record):
    """All values of one property of a thing."""

    iri: str
    label: str
    values: list[Value]


class Group(Record):
    """
    What points to a thing by one property and is of one class; "" for what is of none.

    shown: the things themselves, by what they are called.
    """

    through: str
    through_label: str
    kind: str
    kind_label: str
    shown: list[Value]


def facts(engine: Engine, iri: str) -> list[Fact]:
    """What is recorded of a thing and what follows of it, by property; what a thing is comes first."""
    node = NamedNode(iri)
    said = engine.match(s=node)
    follows = _follows(engine, said, engine.match(s=node, graph=INFERRED))
    backed = _backed(engine, iri)
    named = words(engine, named_in(each for _, p, o in said for each in (p, o)))
    found: dict[str, list[Value]] = {}
    for triple in said:
        _, p, o = triple
        text = named.get(o.value, o.value) if not isinstance(o, BlankNode) else "something without a name"
        why = _why(triple) if triple in follows or (p.value, str(o)) in backed else ""
        value = Value(text, o.value if isinstance(o, NamedNode) else "", _kind(o), triple in follows, why)
        found.setdefault(p.value, []).append(value)
    listed = [Fact(name, named[name], sorted(values, key=_in_order)) for name, values in found.items()]
    return sorted(listed, key=lambda fact: (fact.iri != TYPE, fact.label.casefold()))


def groups(engine: Engine, iri: str, most: int) -> tuple[list[Group], bool]:
    """What points to a thing, the largest groups first, and whether there is more than the `most` that are told."""
    node = NamedNode(iri)
    arrows = pointing(engine, iri, most)
    told = [(s, p) for s, p in arrows[:most] if isinstance(s, NamedNode) and s != node]
    inferred = _follows(engine, [(s, p, node) for s, p in told], engine.match(o=node, graph=INFERRED))
    kind = classes(engine, (s.value for s, _ in told))
    named = words(engine, {each.value for pair in told for each in pair} | {*kind.values()})
    found: dict[tuple[str, str], list[Value]] = {}
    for s, p in told:
        follows = (s, p, node) in inferred
        value = Value(named[s.value], s.value, "", follows, _why((s, p, node)) if follows else "")
        found.setdefault((p.value, kind.get(s.value, "")), []).append(value)
    listed = [
        Group(through, named[through], each, named.get(each, "thing"), sorted(values, key=_in_order))
        for (through, each), values in found.items()
    ]
    size: dict[str, int] = {}
    for group in listed:
        size[group.through] = size.get(group.through, 0) + len(group.shown)
    ordered = sorted(
        listed,
        key=lambda each: (-size[each.through], each.through_label, -len(each.shown), each.kind_label),
    )
    # What is said of a thing is read before what it is good for.
    ordered.sort(key=lambda each: not any(s.through == each.through for s in listed if _of_statements(s)))
    return ordered, len(arrows) > most


def questions(graph: PilotGraph, iri: str, types: Iterable[str]) -> list[tuple[str, str]]:
    """The saved questions that can be narrowed to a thing of these classes: the address of each, and its wording."""
    known = {*types}
    if graph.engine.match(s=NamedNode(iri), p=NamedNode(LINKED)):
        known.add(class_iri(ANYTHING))
    chosen = iri.rpartition("/")[2].rpartition("#")[2] if shorten(iri) != iri else iri
    found = []
    for each in graph.questions():
        fits = next((parameter for parameter in each.parameters if class_iri(parameter.type) in known), None)
        if fits:
            found.append((f"/questions/{each.name}?{urlencode({fits.name: chosen})}", each.question))
    return found


def uses(engine: Engine, iri: str) -> int:
    """How often something is used as a property."""
    table = engine.run(f"SELECT (COUNT(*) AS ?n) {{ ?s <{iri}> ?o }}")
    assert isinstance(table, Table)
    return int(plain(table.rows[0][0]) or 0)


def _of_statements(group: Group) -> bool:
    return group.shown[0].iri.startswith(THINGS + "statement/")


def _follows(engine: Engine, said: Iterable[Triple], inferred: Iterable[Triple]) -> set[Triple]:
    """Those of some triples that are inferred and recorded nowhere."""
    found = {*said} & {*inferred}
    return {each for each in found if not engine.match(*each, graph=ASSERTED)}


def _backed(engine: Engine, iri: str) -> set[tuple[str, str]]:
    """The properties and values of a thing for which there are statements that state them."""
    stated, value = term("statesProperty"), term("statesValue")
    asked = f"SELECT ?p ?o {{ ?s <{ABOUT}>|<{MAY_BE_ABOUT}> <{iri}> ; <{stated}> ?p ; <{value}> ?o }}"
    table = engine.run(asked)
    assert isinstance(table, Table)
    return {(p.value, str(o)) for p, o in table.rows if p is not None}


def _why(triple: Triple) -> str:
    names = ("subject", "predicate", "object")
    return f"/why?{urlencode({name: each.value for name, each in zip(names, triple, strict=True)})}"


def _kind(value: Term) -> str:
    if not isinstance(value, Literal):
        return ""
    if value.language:
        return "" if value.language.lower() in ENGLISH else value.language
    return "" if value.datatype.value in PLAIN else shorten(value.datatype.value)


def _in_order(value: Value) -> tuple[bool, float, str]:
    """Numbers by their size, before words."""
    number = re.fullmatch(r"[+-]?\d+(\.\d+)?", value.text)
    return (not number, float(value.text) if number else 0, value.text.casefold())
