"""The words that queries can use: those of the ontology, or of other data those that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from pilotgraph.engines import Table
from pilotgraph.names import PREFIXES, THINGS, shorten
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, LABELS, SUBCLASS, TYPE, labels

if TYPE_CHECKING:
    from pilotgraph.engines import Engine

OWL, RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
DOMAIN, RANGE = RDFS + "domain", RDFS + "range"
COMMENT = RDFS + "comment"
CLASSES = (OWL + "Class", RDFS + "Class")
PROPERTIES = tuple(OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
# Nobody writes these in a query; each is found by its two ends.
UNSAID = (PREFIXES["mapping"], PREFIXES["mapping-set"])
# More than this no editor offers in good time.
MOST = 3000


class Word(Record):
    """
    A class, a property, or a thing.

    short: how a query with the prefixes writes it. superclasses: of a class, those right above it. domain, range: of a
    property; types: of a thing.
    """

    iri: str
    short: str
    label: str
    definition: str = ""
    superclasses: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


class Vocabulary(Record):
    """The words of the served data."""

    prefixes: dict[str, str]
    classes: list[Word]
    properties: list[Word]
    individuals: list[Word]


def vocabulary(engine: Engine) -> Vocabulary:
    """
    The classes and properties that the data declares or uses, and the things of it that have labels.

    Raises SourceError if a remote graph cannot be read.
    """
    classes = {*_declared(engine, CLASSES), *_one_column(engine, "?s a ?x")}
    properties = {*_declared(engine, PROPERTIES), *_one_column(engine, "?s ?x ?o")}
    terms = {*classes, *properties}
    labelled = " ".join(f"<{name}>" for name in LABELS)
    things = _one_column(engine, f"VALUES ?said {{ {labelled} }} ?x ?said ?label") - terms
    own = sorted(iri for iri in things if iri.startswith(THINGS) and not iri.startswith(UNSAID)) or sorted(things)
    prefixes = dict(PREFIXES)
    for iri in sorted(terms):
        _declare(prefixes, iri)
    return Vocabulary(
        prefixes,
        _words(engine, classes, prefixes),
        _words(engine, properties, prefixes),
        _words(engine, own[:MOST], prefixes),
    )


def for_editor(words: Vocabulary) -> dict[str, Any]:
    """The vocabulary as the script of the editor reads it; what is empty is left out."""
    told = words._asdict()
    for name in ("classes", "properties", "individuals"):
        told[name] = [{key: value for key, value in word._asdict().items() if value} for word in told[name]]
        for word in told[name]:
            word.setdefault("label", "")
    return told


def _words(engine: Engine, iris: Iterable[str], prefixes: dict[str, str]) -> list[Word]:
    listed = sorted(iris)
    named = labels(engine, listed)
    said = engine.look_up(listed, (DEFINITION, COMMENT, SUBCLASS, DOMAIN, RANGE, TYPE))

    def several(iri: str, name: str) -> tuple[str, ...]:
        return tuple(value.value for value in said.get((iri, name), ()) if isinstance(value, NamedNode))

    found = []
    for iri in listed:
        definitions = [value.value for name in (DEFINITION, COMMENT) for value in said.get((iri, name), ()) if value]
        types = tuple(each for each in several(iri, TYPE) if not each.startswith(OWL))
        word = Word(
            iri,
            short=_short(iri, prefixes),
            label=named.get(iri) or re.split(r"[/#]", iri)[-1],
            definition=definitions[0] if definitions and not iri.startswith(THINGS) else "",
            superclasses=several(iri, SUBCLASS),
            domain=several(iri, DOMAIN),
            range=several(iri, RANGE),
            types=types if not several(iri, DOMAIN) else (),
        )
        found.append(word)
    return sorted(found, key=lambda word: word.label.casefold())


def _declared(engine: Engine, kinds: Iterable[str]) -> set[str]:
    return {iri for kind in kinds for iri in _one_column(engine, f"?x a <{kind}>")}


def _one_column(engine: Engine, pattern: str) -> set[str]:
    table = engine.run(f"SELECT DISTINCT ?x {{ {pattern} FILTER(isIRI(?x)) }} LIMIT {MOST}")
    assert isinstance(table, Table)
    return {row[0].value for row in table.rows if row[0] is not None}


def _declare(prefixes: dict[str, str], iri: str) -> None:
    """Give the namespace of a term a prefix: the last word of its address, or one with a number."""
    namespace = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
    if not namespace or namespace in prefixes.values():
        return
    words: list[str] = re.findall(r"[a-z][a-z0-9]+", namespace.lower())
    name = next((word for word in reversed(words) if word not in ("ns", "ontology", "owl", "rdf", "terms")), "ns")
    number = 1
    while (free := name if number == 1 else f"{name}{number}") in prefixes:
        number += 1
    prefixes[free] = namespace


def _short(iri: str, prefixes: dict[str, str]) -> str:
    known = shorten(iri)
    if known != iri:
        return known
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = next((name for name, namespace in prefixes.items() if namespace == iri[:cut]), "")
    return f"{prefix}:{iri[cut:]}" if prefix and re.fullmatch(r"\w[\w-]*", iri[cut:]) else iri
