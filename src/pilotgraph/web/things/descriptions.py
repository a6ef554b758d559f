"""Collects what the graph says of an IRI, what points to it, and what a client needs in order to show both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from pilotgraph.engines import Table
from pilotgraph.evidence import SUPPORTED_BY
from pilotgraph.names import PREFIXES
from pilotgraph.things import COUNTED, DEFINITION, LABELS
from pilotgraph.web.editor.asked import Asked

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term, Triple

SELECTOR = PREFIXES["oa"] + "hasSelector"


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def is_known(engine: Engine, iri: str) -> bool:
    """Whether the graph says anything of this IRI, or names it."""
    asked = f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} UNION {{ ?s <{iri}> ?o }} }}"
    return is_iri(iri) and engine.run(asked) is True


def pointing(engine: Engine, iri: str, most: int) -> list[tuple[Term, NamedNode]]:
    """
    Each thing that points to this one, with the property by which it does; one more than `most` if there are more.

    In the order of their IRIs where all are told.
    """
    # How often a term is used is told by numbers; the partitions that hold them say nothing of the term itself.
    left_out = ", ".join(f"<{name}>" for name in sorted(COUNTED))
    table = engine.run(f"SELECT DISTINCT ?s ?p {{ ?s ?p <{iri}> FILTER(?p NOT IN ({left_out})) }} LIMIT {most + 1}")
    assert isinstance(table, Table)
    return sorted(((s, p) for s, p in table.rows if isinstance(p, NamedNode)), key=str)


def description(engine: Engine, iri: str, most: int) -> Iterator[Triple]:
    """
    The triples that describe an IRI: those of which it is the subject or the object, the passages of a statement,
    what blank nodes in them stand for, and the labels of everything in them.

    A triple may come twice. most: of the triples that point to the IRI; one more comes if there are more.
    """
    node = NamedNode(iri)
    own = engine.match(s=node)
    core = [*_with_blank_nodes(engine, own), *((s, p, node) for s, p in pointing(engine, iri, most))]
    for passage in (o for _, p, o in own if p.value == SUPPORTED_BY):
        located = engine.match(s=passage)
        core += located
        core += [each for _, p, o in located if p.value == SELECTOR for each in engine.match(s=o)]
    yield from core  # type: ignore[misc]
    yield from labels_in(engine, core)  # type: ignore[arg-type]


def labels_in(engine: Engine, triples: Iterable[Triple]) -> Iterator[Triple]:
    """The labels of everything that the triples name; what has none, such as a statement, is known by what it says."""
    named = sorted({each.value for triple in triples for each in triple if isinstance(each, NamedNode)})
    found = engine.look_up(named, LABELS)
    unnamed = sorted({*named} - {iri for iri, _ in found})
    for (iri, name), values in [*found.items(), *engine.look_up(unnamed, (DEFINITION,)).items()]:
        for value in values:
            if value is not None:
                yield NamedNode(iri), NamedNode(name), value


def _with_blank_nodes(engine: Engine, triples: list[Triple]) -> list[Triple]:
    """The triples, and those of the blank nodes to which they lead; an endpoint cannot be asked for the latter."""
    found = dict.fromkeys(triples)
    waiting = [o for _, _, o in triples if isinstance(o, BlankNode)] if isinstance(engine, Asked) else []
    seen: set[BlankNode] = set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            said = engine.match(s=node)
            found.update(dict.fromkeys(said))
            waiting += [o for _, _, o in said if isinstance(o, BlankNode)]
    return list(found)
