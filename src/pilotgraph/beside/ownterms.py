"""Sees to it that a file beside the graph says nothing of our own terms, and notices names that are nearly ours."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Triple

from pilotgraph.beside.rdffiles import File
from pilotgraph.errors import Problem
from pilotgraph.names import PREFIXES, THINGS, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad

    from pilotgraph.engines import Embedded
    from pilotgraph.values import Term

OURS = THINGS.removesuffix("id/")
NEARLY = re.compile(r"(?i)https?://(?:www\.)?w3id\.org(?::\d+)?/+pilotgraph(?=[/#?]|$)[/#]*")
# By these a file may lead from a term of ours to something of its own.
LINKS = frozenset(
    [
        *(f"{PREFIXES['skos']}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")),
        *(PREFIXES["rdfs"] + name for name in ("seeAlso", "subClassOf", "subPropertyOf")),
        *(PREFIXES["owl"] + name for name in ("sameAs", "equivalentClass", "equivalentProperty")),
    ]
)
# So many misspelt names of a file are told one by one.
TOLD = 5


class Watch:
    """
    Looks at every triple of a file.

    refused: (subject, what is said of it) where that is not for the file to say. unknown: subjects that look like ours
    and are not. dubious: other IRIs that look like ours and are not, in order.
    """

    def __init__(self, graph: Embedded) -> None:
        self.graph = graph
        self.refused: list[tuple[str, Quad]] = []
        self.unknown: dict[str, None] = {}
        self.dubious: dict[str, None] = {}
        self._known: dict[str, bool] = {}
        self._fine: set[str] = set()

    def see(self, quad: Quad) -> None:
        s, p, o = quad.subject, quad.predicate, quad.object
        if isinstance(s, NamedNode) and s.value.startswith(OURS):
            if not self._is_known(s.value):
                self.unknown[s.value] = None
            elif not self._allowed(s, p, o):
                self.refused.append((s.value, quad))
        elif isinstance(s, NamedNode):
            self._look_at(s.value)
        self._look_at(p.value)
        if isinstance(o, NamedNode):
            self._look_at(o.value)

    def problems(self, file: File) -> list[Problem]:
        """Why the file must not stand beside the graph."""
        found = []
        if self.refused:
            iri, quad = self.refused[0]
            more = f" ({len(self.refused)} such triples)" if len(self.refused) > 1 else ""
            said = f"{shorten(quad.predicate.value)} {_short(quad.object)}"
            what = f"says of {shorten(iri)}, which is PilotGraph's, what PilotGraph does not: {said}{more}"
            remedy = "say it of a thing of your own, and link that with skos:closeMatch or the like"
            found.append(Problem(file.place(file.line_of(iri)), what, remedy))
        if self.unknown:
            iri = next(iter(self.unknown))
            more = f" ({len(self.unknown)} such IRIs)" if len(self.unknown) > 1 else ""
            what = f"describes <{iri}>, an IRI of PilotGraph's kind that PilotGraph does not have{more}"
            close = self._meant(iri)
            remedy = f"did you mean {close}? Else use an IRI of your own" if close else "use an IRI of your own"
            found.append(Problem(file.place(file.line_of(iri)), what, remedy))
        return found

    def remarks(self, file: File, prefixes: Mapping[str, str]) -> list[Problem]:
        """What looks like a slip, and is asked all the same."""
        found = []
        for iri in list(self.dubious)[:TOLD]:
            close = self._meant(iri)
            remedy = f"did you mean {close}?" if close else "look it up with `pilotgraph find`"
            found.append(Problem(file.path, f"names <{iri}>, which PilotGraph does not have", remedy))
        if len(self.dubious) > TOLD:
            what = f"names {len(self.dubious) - TOLD} more IRIs that look like PilotGraph's and are not"
            found.append(Problem(file.path, what, ""))
        ours = {name: iri for name, iri in PREFIXES.items() if iri.startswith(OURS)}
        other = [name for name, iri in prefixes.items() if ours.get(name, iri) != iri]
        if other:
            listed = ", ".join(f"{name}: to <{prefixes[name]}>" for name in sorted(other)[:TOLD])
            what = f"binds {listed}, which is <{ours[sorted(other)[0]]}> in PilotGraph"
            found.append(Problem(file.path, what, "check that you mean yours"))
        return found

    def _look_at(self, iri: str) -> None:
        if iri in self._fine or iri in self.dubious:
            return
        nearly = iri[:40].lower().find("w3id.org") > 0 and NEARLY.match(iri)
        if nearly and not (iri.startswith(OURS) and self._is_known(iri)):
            self.dubious[iri] = None
        elif len(self._fine) < 100_000:
            self._fine.add(iri)

    def _allowed(self, s: NamedNode, p: NamedNode, o: Term | Triple) -> bool:
        if p.value in LINKS and isinstance(o, NamedNode) and not o.value.startswith(OURS):
            return True
        return not isinstance(o, Triple) and bool(self.graph.match(s, p, o))

    def _is_known(self, iri: str) -> bool:
        if iri not in self._known:
            node, store = NamedNode(iri), self.graph.store
            places = (
                store.quads_for_pattern(node, None, None, None),
                store.quads_for_pattern(None, node, None, None),
                store.quads_for_pattern(None, None, node, None),
            )
            there = any(next(place, None) for place in places)
            self._known[iri] = there or store.contains_named_graph(node)
        return self._known[iri]

    def _meant(self, iri: str) -> str:
        """The name of ours that is nearest to an IRI, or ""."""
        from difflib import get_close_matches

        known = _all(self.graph)
        rest = NEARLY.sub("", iri, count=1)
        kind, last = _split(rest)
        alike = {_split(each)[1]: each for each in known if _split(each)[0] == kind}
        close = [rest] if rest in known else [alike[each] for each in get_close_matches(last, alike, n=1, cutoff=0.8)]
        # A sign between the two parts may be what is wrong.
        others = [each for each in known if _split(each)[0] != kind]
        close = close or get_close_matches(rest, others, n=1, cutoff=0.9)
        if not close:
            return ""
        found = known[close[0]]
        short = shorten(found)
        return f"{short} (<{found}>)" if short != found else f"<{found}>"


def _all(graph: Embedded) -> dict[str, str]:
    """Every IRI of ours of which something is said, by what follows the part that all have."""
    said: Iterable[object] = (quad.subject for quad in graph.store)
    iris = {each.value for each in said if isinstance(each, NamedNode)}
    return {iri.removeprefix(OURS): iri for iri in sorted(iris) if iri.startswith(OURS)}


def _split(rest: str) -> tuple[str, str]:
    """What kind of thing the end of an IRI names, and which one."""
    cut = max(rest.rfind("/"), rest.rfind("#")) + 1
    return rest[:cut], rest[cut:]


def _short(value: Term | Triple) -> str:
    if isinstance(value, NamedNode):
        return shorten(value.value)
    said = str(value)
    return said if len(said) <= 60 else said[:57] + "..."
