"""Makes of each statement a card: what it says, of whom, how sure that is, and where the source says it."""

from __future__ import annotations

from collections.abc import Iterable

from pilotgraph.engines import Engine
from pilotgraph.evidence import ABOUT, MAY_BE_ABOUT, Evidence, Passage, collect
from pilotgraph.names import shorten
from pilotgraph.records import Record
from pilotgraph.things import labels


class Named(Record):
    """A thing and how it is called."""

    iri: str
    label: str


class Card(Record):
    """
    A statement as a page shows it, by the template "statement_card.html".

    about: whom it is about; may_be_about: the alternatives where that is open.
    """

    statement: str
    evidence: Evidence
    about: tuple[Named, ...]
    may_be_about: tuple[Named, ...]
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        """The last part of its IRI."""
        return self.statement.rsplit("/", 1)[-1]


def cards(engine: Engine, statements: Iterable[str]) -> list[Card]:
    """
    A card for each statement, in the order given; one that the graph does not know has none.

    Raises SourceError if a remote graph cannot be read.
    """
    wanted = list(dict.fromkeys(statements))
    found = collect(engine, wanted)
    linked = engine.look_up(wanted, (ABOUT, MAY_BE_ABOUT))
    named = labels(engine, sorted({value.value for values in linked.values() for value in values if value}))

    def things(iri: str, name: str) -> tuple[Named, ...]:
        iris = (value.value for value in linked.get((iri, name), ()) if value)
        return tuple(Named(each, named.get(each) or shorten(each)) for each in iris)

    return [
        Card(iri, each, things(iri, ABOUT), things(iri, MAY_BE_ABOUT), each.passages) for iri, each in found.items()
    ]
