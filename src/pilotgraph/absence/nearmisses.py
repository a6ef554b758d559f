"""Finds what the graph calls a thing that a query calls by a name the graph does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches

from pilotgraph.names import NAMESPACE, PREFIXES
from pilotgraph.things import LABELS, OTHER_LABEL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.absence.cursor import Node
    from pilotgraph.absence.probes import Inquiry
    from pilotgraph.errors import Problem

# What one vocabulary or another calls a name.
NAMING = (*LABELS, OTHER_LABEL, PREFIXES["foaf"] + "name", PREFIXES["schema"] + "name")
MOST = 3
# How alike two namespaces are if one is a slip of the pen for the other.
ALIKE = 0.75
NAMES_ALIKE, LABELS_ALIKE = 0.75, 0.85
MARGIN = 0.05
# A namespace with no more names than this is told in full.
FEW = 8


def missing(inquiry: Inquiry, nodes: Iterable[Node]) -> list[Node]:
    """Those of the nodes whose IRIs the graph does not hold at all."""
    nodes = list(nodes)
    places = inquiry.places(nodes)
    return [node for node in nodes if node.iri and not places[node.iri]]


def unknown(inquiry: Inquiry, node: Node, role: str, meant: str = "") -> Problem:
    """
    The problem of an IRI that the graph does not hold, with what may have been meant.

    role: "property", "class" or "thing". meant: what is known to have been meant.
    """
    namespace, local = split(node.iri)
    close = [meant] if meant else close_to(inquiry, node.iri, role)
    for prefix, (declared, start) in inquiry.query.prefixes.items():
        if declared == namespace and not _anything_in(inquiry, namespace):
            # What is wrong is one line above, not each of the names that rest on it.
            homes = [split(iri)[0] for iri in close if split(iri)[1] == local]
            if homes and _alike(namespace, homes[0]):
                what = f"the graph holds nothing in <{namespace}>, for which {prefix}: stands"
                return inquiry.problem(start, what, f"did you mean <{homes[0]}>?")
    there = "the ontology" if node.iri.startswith(NAMESPACE) else "the graph"
    if close:
        remedy = f"did you mean {' or '.join(inquiry.written(iri, node.text) for iri in close)}?"
    else:
        beside = sorted(iri for iri in inquiry.vocabulary.types if split(iri)[0] == namespace)
        few = f"there are {', '.join(map(inquiry.shown, beside))}" if 0 < len(beside) <= FEW else ""
        remedy = few or "look for it by another word"
    return inquiry.problem(node.start, f"{node.text} is not in {there}", remedy)


def close_to(inquiry: Inquiry, iri: str, role: str) -> list[str]:
    """Up to three IRIs of the graph that may have been meant: those fit for the role, else any."""
    known = inquiry.vocabulary
    everything = known.types.keys() | known.labels.keys() | known.properties | known.classes
    if iri in NAMING:
        return [each for each in NAMING if each in known.properties]
    fit = {"property": known.properties, "class": known.classes}.get(role, everything)
    for pool in (fit, everything):
        for found in _by_likeness(iri, pool, known.labels):
            if found:
                return found[:MOST]
    return []


def close_texts(wanted: str, known: Iterable[str]) -> list[str]:
    """Up to three texts that differ from the wanted one by little."""
    by_folded = {text.casefold(): text for text in known}
    return [by_folded[each] for each in _closest(wanted.casefold(), by_folded, NAMES_ALIKE)]


def split(iri: str) -> tuple[str, str]:
    """The namespace of an IRI and what follows."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]


def same(text: str) -> str:
    """What two spellings of one name have in common, such as hasBarrier, has-barrier and "Has barrier"."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _by_likeness(iri: str, pool: Iterable[str], labels: dict[str, list[str]]) -> Iterator[list[str]]:
    """What may have been meant, by one likeness after the other, the surest first."""
    namespace, local = split(iri)
    wanted = same(local)
    if not wanted:
        return
    here: dict[str, list[str]] = {}
    elsewhere: dict[str, list[str]] = {}
    labelled: dict[str, list[str]] = {}
    # Names that differ in nothing but their case come with the wanted case first.
    for each in sorted(pool, key=lambda known: (split(known)[1][:1].isupper() != local[:1].isupper(), known)):
        home, name = split(each)
        (here if home == namespace else elsewhere).setdefault(same(name), []).append(each)
        for label in labels.get(each, ()):
            labelled.setdefault(same(label), []).append(each)
    yield here.get(wanted, [])
    yield elsewhere.get(wanted, [])
    yield labelled.get(wanted, [])
    yield [each for name in _closest(wanted, here, NAMES_ALIKE) for each in here[name]]
    # In another namespace only the very same words are meant.
    told = {name: [each for each in iris if split(each)[0] == namespace] for name, iris in labelled.items()}
    yield list(dict.fromkeys(each for name in _closest(wanted, told, LABELS_ALIKE) for each in told[name]))


def _closest(wanted: str, known: Iterable[str], cutoff: float) -> list[str]:
    """The most alike, with others only if they are nearly as alike."""
    close = get_close_matches(wanted, known, n=MOST, cutoff=cutoff)
    likeness = [SequenceMatcher(None, wanted, each).ratio() for each in close]
    return [each for each, alike in zip(close, likeness, strict=True) if alike >= max(likeness) - MARGIN]


def _anything_in(inquiry: Inquiry, namespace: str) -> bool:
    known = inquiry.vocabulary
    return any(iri.startswith(namespace) for iri in (*known.types, *known.properties, *known.classes))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= ALIKE
