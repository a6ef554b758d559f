"""Tells whether an ontology stands beside the graph."""

from __future__ import annotations

from pyoxigraph import Literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotgraph.beside.extras import Extra
    from pilotgraph.engines import Engine


def holds(together: Engine, extras: Iterable[Extra], namespace: str) -> bool:
    """Whether a file beside the graph says something of a thing whose IRI begins so; mappings to it do not count."""
    places = " ".join(f"<{extra.iri}>" for extra in extras)
    begins = f"STRSTARTS(STR(?s), {Literal(namespace)})"
    text = f"ASK {{ VALUES ?g {{ {places} }} GRAPH ?g {{ ?s ?p ?o }} FILTER({begins}) }}"
    return bool(places) and together.run(text, "with") is True
