"""Finds the thing that a person means by an id, a label or an IRI, and the labels of things."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from pilotgraph.errors import Problem, RequestError
from pilotgraph.names import NAMESPACE, PREFIXES, THINGS, expand, shorten, term
from pilotgraph.queries import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term

TYPE = PREFIXES["rdf"] + "type"
SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
LABEL = PREFIXES["skos"] + "prefLabel"
OTHER_LABEL = PREFIXES["skos"] + "altLabel"
DEFINITION = PREFIXES["skos"] + "definition"
# By these a data set's description tells how often a term is used; it says nothing of the term to a reader.
COUNTED = frozenset((PREFIXES["void"] + "class", PREFIXES["void"] + "property", PREFIXES["void-ext"] + "datatype"))
LABELS = (LABEL, PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title")


def labels(engine: Engine, iris: Iterable[str]) -> dict[str, str]:
    """The label of each IRI that has one; English where there is a choice."""
    wanted = [iri for iri in dict.fromkeys(iris) if _is_iri(iri)]
    found: dict[str, str] = {}
    # Nearly everything has the first kind of label; the other kinds are looked for where it is missing.
    for properties in (LABELS[:1], LABELS[1:]):
        missing = [iri for iri in wanted if iri not in found]
        for (iri, _), values in (engine.look_up(missing, properties) if missing else {}).items():
            english = [value for value in values if getattr(value, "language", None) in ("en", "en-gb")]
            found.setdefault(iri, (english or values)[0].value)  # type: ignore[union-attr]
    return found


def resolve(engine: Engine, said: str, kind: str | None = None, where: str = "") -> NamedNode:
    """
    The thing that is meant.

    said: an id ("icps"), a short form ("programme:icps"), a label, another label, or a full IRI; in any case.
    kind: the class it must be of, such as "Programme"; None for anything in the graph.
    where: how a problem names the place where it was said.
    Raises RequestError, with near misses, if nothing or more than one thing is meant.
    """
    where = where or f'"{said}"'
    if not said.strip():
        raise RequestError(Problem(where, "is empty", "give an id, a label or an IRI"))
    known = instances(engine, kind) if kind else None
    iri = said.strip().removeprefix("<").removesuffix(">")
    full = iri if re.match(r"https?://", iri) else expand(iri)
    if full is not None:
        if _is_iri(full) and (full in known if known is not None else _is_there(engine, full)):
            return NamedNode(full)
        known_ids = known if known is not None else _labelled(engine)
        raise _unknown(where, kind, said, [shorten(name) for name in known_ids])
    by_id = _by_id(engine, iri, known)
    if len(by_id) == 1:
        return NamedNode(by_id[0])
    if not by_id:
        named = known if known is not None else _labelled(engine)
        by_label = _by_label(engine, iri, named)
        if len(by_label) == 1:
            return NamedNode(by_label[0])
        if not by_label:
            words = [*(_last(name) for name in named), *labels(engine, named).values()]
            raise _unknown(where, kind, said, words)
        by_id = by_label
    what = f"could be {len(by_id)} things"
    raise RequestError(Problem(where, what, f"say which: {', '.join(shorten(name) for name in sorted(by_id)[:6])}"))


def class_iri(kind: str) -> str:
    """The IRI of a class named as in a question's header: "Programme" or "skos:Concept"."""
    return expand(kind) or term(kind)


def instances(engine: Engine, kind: str) -> list[str]:
    """The IRIs of everything of a class, such as "Programme", in order."""
    triples = engine.match(p=NamedNode(TYPE), o=NamedNode(class_iri(kind)))
    return sorted({s.value for s, _, _ in triples if isinstance(s, NamedNode)})


def kinds(engine: Engine, things: Iterable[str]) -> dict[str, str]:
    """The label of each thing's most specific class."""
    lowest = classes(engine, things)
    named = labels(engine, lowest.values())
    return {thing: named.get(name) or shorten(name) for thing, name in lowest.items()}


def classes(engine: Engine, things: Iterable[str]) -> dict[str, str]:
    """The IRI of each thing's most specific class, one of ours where there is a choice."""
    found = engine.look_up(things, (TYPE,))
    above: dict[str, set[str]] = {}
    for sub, _, upper in engine.match(p=NamedNode(SUBCLASS)):
        if isinstance(sub, NamedNode) and isinstance(upper, NamedNode):
            above.setdefault(sub.value, set()).add(upper.value)
    lowest: dict[str, str] = {}
    for (thing, _), types in found.items():
        known = {value.value for value in types if isinstance(value, NamedNode)}
        upper_classes = {upper for name in known for upper in above.get(name, ())} - {""}
        own = sorted(known - upper_classes, key=lambda name: (not name.startswith(NAMESPACE), name)) or sorted(known)
        if own:
            lowest[thing] = own[0]
    return lowest


def _is_iri(text: str) -> bool:
    return ":" in text and not re.search(r'[\x00-\x20<>"{}|\\^`]', text)


def _labelled(engine: Engine) -> list[str]:
    triples = engine.match(p=NamedNode(LABEL))
    return sorted({s.value for s, _, _ in triples if isinstance(s, NamedNode)})


def _is_there(engine: Engine, iri: str) -> bool:
    node = NamedNode(iri)
    return bool(engine.look_up([iri], (TYPE, LABEL)) or engine.match(s=node) or engine.match(o=node))


def _by_id(engine: Engine, said: str, known: list[str] | None) -> list[str]:
    if known is not None:
        return [iri for iri in known if _last(iri).casefold() == said.casefold()]
    if not re.fullmatch(r"[\w.-]+", said):
        return []
    spelt = dict.fromkeys((said, said.lower()))
    ours = [namespace for namespace in PREFIXES.values() if namespace.startswith(THINGS)]
    candidates = [namespace + name for namespace in ours for name in spelt] + [NAMESPACE + said]
    return list(dict.fromkeys(iri for iri, _ in engine.look_up(candidates, (TYPE,))))


def _by_label(engine: Engine, said: str, known: Iterable[str]) -> list[str]:
    found = engine.look_up(known, (*LABELS, OTHER_LABEL))
    folded = " ".join(said.casefold().split())
    fits = (iri for (iri, _), values in found.items() if any(_folded(value) == folded for value in values))
    return list(dict.fromkeys(fits))


def _folded(value: Term) -> str:
    return " ".join(value.value.casefold().split()) if value else ""


def _last(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _unknown(where: str, kind: str | None, said: str, known: Iterable[str]) -> RequestError:
    listed = list(dict.fromkeys(known))
    few = f"there are {', '.join(listed[:8])}" if kind and 0 < len(listed) <= 16 else ""
    remedy = nearest(said, listed) or few or "`pilotgraph find` looks for words in the graph"
    plain_kind = {"owl:Class": "class", "owl:ObjectProperty": "property"}.get(kind or "", kind)
    what = f'there is no {plain_kind} called "{said}"' if kind else f'nothing in the graph is called "{said}"'
    return RequestError(Problem(where if where != f'"{said}"' else "", what, remedy))
