"""Reads what must and must not follow from the ontology, files named as sentences, and tells where it is not so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from pilotgraph.curation.reasoning import closure
from pilotgraph.errors import PilotGraphError, Problem

FOLLOWS, DOES_NOT_FOLLOW, IS_INCONSISTENT = "follows", "does-not-follow", "is-inconsistent"


class Sentence(NamedTuple):
    """
    One competency of the ontology.

    path: of the premises; its name is the sentence. conclusion: empty for premises that contradict each other.
    """

    path: Path
    premises: tuple[ox.Triple, ...]
    conclusion: tuple[ox.Triple, ...]


def read(folder: Path, kind: str) -> list[Sentence]:
    """
    The sentences of one kind: FOLLOWS, DOES_NOT_FOLLOW or IS_INCONSISTENT.

    Raises PilotGraphError if there is none, or if one lacks its conclusion.
    """
    found, problems = [], []
    for path in sorted((folder / kind).glob("*.ttl")):
        if path.stem.endswith(".conclusion"):
            continue
        wanted = path.with_name(f"{path.stem}.conclusion.ttl")
        if kind != IS_INCONSISTENT and not wanted.is_file():
            problems.append(Problem(f"{kind}/{path.name}", "has no conclusion", f"write {wanted.name}"))
            continue
        found.append(Sentence(path, _triples(path), _triples(wanted) if wanted.is_file() else ()))
    if not found:
        problems.append(Problem(str(folder / kind), "holds no sentence", "a check that checks nothing is no check"))
    if problems:
        raise PilotGraphError(problems)
    return found


def problems(folder: Path, ontology: Iterable[ox.Triple]) -> tuple[int, list[Problem]]:
    """How many sentences were tried under our rules, and a problem for each that does not come out as its name says."""
    terms = tuple(ontology)
    wrong: list[Problem] = []
    tried = 0
    for kind in (FOLLOWS, DOES_NOT_FOLLOW):
        for sentence in read(folder, kind):
            tried += 1
            known = {*sentence.premises, *closure(sentence.premises, terms)}
            said = f"tests/entailments/{kind}/{sentence.path.name}"
            if kind == FOLLOWS and set(sentence.conclusion) - known:
                wrong.append(Problem(said, "does not follow", "mend the ontology, or the sentence"))
            elif kind == DOES_NOT_FOLLOW and set(sentence.conclusion) & known:
                wrong.append(Problem(said, "follows", "mend the ontology, or the sentence"))
    return tried, wrong


def _triples(path: Path) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
