"""Reads all mapping files, and holds them against the terms at their near ends and against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pilotgraph.curation.linking import sssom
from pilotgraph.curation.linking.sssom import Link, LinkSet
from pilotgraph.curation.tables import near
from pilotgraph.errors import Problem
from pilotgraph.names import NAMESPACE, PREFIXES, THINGS, mint, shorten

FOLDER = "ontology/mappings"
ENDING = ".sssom.tsv"
REJECTED, UNMAPPED = "rejected", "unmapped"
NO_TERM = PREFIXES["sssom"] + "NoTermFound"


@dataclass(frozen=True)
class Mappings:
    """
    What the folder of mappings says.

    accepted: a set for each vocabulary; it also says which terms nothing in that vocabulary fits.
    rejected: links that do not hold. unmapped: terms that nothing fits in any vocabulary.
    """

    accepted: tuple[LinkSet, ...]
    rejected: LinkSet
    unmapped: LinkSet

    def links(self) -> Iterator[Link]:
        """Every row of the accepted sets, by vocabulary."""
        for each in self.accepted:
            yield from each.links


def read(root: Path, labels: Mapping[str, str]) -> tuple[Mappings | None, list[Problem]]:
    """
    Read every file of the folder, and list all that is wrong.

    root: of the checkout. labels: of every term and thing of ours, and of every part of a scheme, by IRI.
    """
    problems: list[Problem] = []
    sets: dict[str, LinkSet] = {}
    for path in sorted((root / FOLDER).glob("*")):
        name = f"{FOLDER}/{path.name}"
        if not path.name.endswith(ENDING):
            problems.append(Problem(name, "is not a mapping file", f"name it as in mesh{ENDING}, or remove it"))
            continue
        found, wrong = sssom.read(path, name)
        problems += wrong
        if found is not None:
            sets[found.name] = found
            problems += _set_problems(found, name, labels)
    for name in (REJECTED, UNMAPPED):
        if name not in sets and not problems:
            problems.append(Problem(f"{FOLDER}/{name}{ENDING}", "is missing", "restore it, if only its header"))
    if problems:
        return None, problems
    rejected, unmapped = sets.pop(REJECTED), sets.pop(UNMAPPED)
    mappings = Mappings(tuple(sets.values()), rejected, unmapped)
    problems += _doubled([*mappings.links(), *rejected.links, *unmapped.links])
    problems += _target_labels(mappings)
    return mappings, problems


def is_ours(iri: str) -> bool:
    """Whether an IRI is of this project."""
    return iri.startswith((NAMESPACE, THINGS))


def _set_problems(links: LinkSet, name: str, labels: Mapping[str, str]) -> Iterator[Problem]:
    wanted = mint("mapping-set", links.name)
    if links.header["mapping_set_id"] != wanted:
        yield Problem(f"{name}:1", f"calls itself {links.header['mapping_set_id']}", f"write {wanted}")
    for link in links.links:
        if link.refused != (links.name == REJECTED):
            remedy = f"predicate_modifier is {sssom.NOT} in {REJECTED}{ENDING} and empty elsewhere"
            yield Problem(link.where, "is refused in one place and accepted in another", remedy)
        if link.object != NO_TERM and links.name == UNMAPPED:
            yield Problem(link.where, "maps to a term", "its row belongs in the file of the term's vocabulary")
        if link.object == NO_TERM and link.refused:
            yield Problem(link.where, "refuses nothing", "name the term that does not fit")
        if link.subject != NO_TERM:
            yield from _end_problems(link, "subject", link.subject, link.subject_label, labels)
        elif links.name != REJECTED:
            yield Problem(
                link.where, "maps no term of ours", f"{sssom.NO_TERM} as subject belongs in {REJECTED}{ENDING}"
            )
        if is_ours(link.object):
            yield from _end_problems(link, "object", link.object, link.object_label, labels)


def _end_problems(link: Link, end: str, iri: str, label: str, labels: Mapping[str, str]) -> Iterator[Problem]:
    if iri not in labels:
        known = [shorten(name) for name in labels]
        yield Problem(link.where, f"{end} {shorten(iri)} is not in the graph", near(shorten(iri), known))
    elif labels[iri] != label:
        what = f'{end}_label "{label}" is not what {shorten(iri)} is called'
        yield Problem(link.where, what, f'write "{labels[iri]}"')


def _doubled(links: list[Link]) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], str] = {}
    for link in links:
        if link.subject == NO_TERM:
            continue
        # That nothing fits can be said of each vocabulary.
        file = link.where.rpartition(":")[0] if link.object == NO_TERM else ""
        key = (link.subject, link.object, file)
        if key in seen:
            what = f"{shorten(link.subject)} and {link.object_curie} already stand at {seen[key]}"
            yield Problem(link.where, what, "keep one of the two")
        seen.setdefault(key, link.where)


def _target_labels(mappings: Mappings) -> Iterator[Problem]:
    """A term elsewhere has one label, in all rows and files."""
    seen: dict[str, Link] = {}
    for link in mappings.links():
        if link.object == NO_TERM:
            continue
        first = seen.setdefault(link.object, link)
        if first.object_label != link.object_label:
            what = f'calls {link.object_curie} "{link.object_label}", and {first.where} "{first.object_label}"'
            yield Problem(link.where, what, "use the label that its vocabulary gives")
