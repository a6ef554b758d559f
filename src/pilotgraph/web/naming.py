"""Finds words for anything that the graph names, so that no page shows an address where there is something to say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from pilotgraph.evidence import FIRST, LAST, PLACE
from pilotgraph.names import shorten
from pilotgraph.things import DEFINITION, TYPE, labels
from pilotgraph.web.wording import place

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term

# What a sentence calls a property that is better known by a sign.
SAID = {TYPE: "is a"}


def words(engine: Engine, iris: Iterable[str]) -> dict[str, str]:
    """
    What to call each IRI: its label; what a statement says; where a passage begins and ends; else its short form.
    """
    wanted = list(dict.fromkeys(iris))
    found = {**labels(engine, wanted), **{iri: said for iri, said in SAID.items() if iri in wanted}}
    missing = [iri for iri in wanted if iri not in found]
    said = engine.look_up(missing, (DEFINITION, PLACE, FIRST, LAST)) if missing else {}
    for iri in missing:
        gloss, where, first, last = (_one(said.get((iri, name))) for name in (DEFINITION, PLACE, FIRST, LAST))
        quoted = f"“{first} … {last}”" if last and last != first else f"“{first}”"
        located = f"{place(where)}: {quoted}" if first else place(where)
        found[iri] = gloss or located or shorten(iri)
    return found


def named_in(terms: Iterable[Term]) -> set[str]:
    """The IRIs among some terms."""
    return {term.value for term in terms if isinstance(term, NamedNode)}


def _one(values: list[Term] | None) -> str:
    return values[0].value if values and values[0] is not None else ""
