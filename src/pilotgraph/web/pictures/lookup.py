"""Reads what the graph says of all things of a kind, the same way from every engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pilotgraph.names import expand, shorten, term
from pilotgraph.things import TYPE, labels

if TYPE_CHECKING:
    from pilotgraph.engines import Engine


class Said:
    """What is said of some things: for each of them and each property, its values as text, in order."""

    def __init__(self, engine: Engine, things: Iterable[str], properties: Sequence[str]) -> None:
        self.things = sorted(set(things))
        names = {each: expand(each) or term(each) for each in properties}
        found = engine.look_up(self.things, tuple(names.values()))
        self._values = {
            (thing, name): tuple(sorted({value.value for value in found.get((thing, iri), ()) if value}))
            for thing in self.things
            for name, iri in names.items()
        }

    def all(self, thing: str, name: str) -> tuple[str, ...]:
        """Every value of a property, such as "about" of our ontology, or "skos:definition"."""
        return self._values[thing, name]

    def one(self, thing: str, name: str) -> str:
        """The first value of a property that has one value where it has any; else ""."""
        return next(iter(self._values[thing, name]), "")


def of_kind(engine: Engine, kind: str) -> list[str]:
    """The IRIs of all things of a class of our ontology, in order."""
    triples = engine.match(p=NamedNode(TYPE), o=NamedNode(term(kind)))
    return sorted({s.value for s, _, _ in triples if isinstance(s, NamedNode)})


def all_of(engine: Engine, kind: str, *properties: str) -> Said:
    """What is said of all things of a class of our ontology."""
    return Said(engine, of_kind(engine, kind), properties)


class Labels:
    """The labels of things, each looked up once and shown by its short form where it has none."""

    def __init__(self, engine: Engine, things: Iterable[str]) -> None:
        self._labels = labels(engine, (each for each in things if each))

    def __call__(self, thing: str) -> str:
        """What a thing is called; "" for nothing."""
        return self._labels.get(thing) or shorten(thing)
