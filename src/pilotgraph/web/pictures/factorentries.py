"""Reads what is said to have helped or hindered, from the side of the factors."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pilotgraph.names import PREFIXES
from pilotgraph.records import Record
from pilotgraph.web.pictures.lookup import Labels, Said, all_of, of_kind

if TYPE_CHECKING:
    from pilotgraph.engines import Engine

EFFECTS = {"helps": "FacilitatorStatement", "hinders": "BarrierStatement"}
SAME, RELATED = PREFIXES["grade"] + "same", PREFIXES["grade"] + "related"
AMBIGUOUS = PREFIXES["certainty"] + "ambiguous"


class Entry(Record):
    """
    One statement that helps or hinders, seen from one factor and one subject.

    factor: "" where what is named is the same as no factor and related to none. grade: SAME or RELATED, or "".
    certainty, basis: IRIs. probability: that an open entry belongs to this subject, as the data says it; else "".
    """

    statement: str
    effect: str
    factor: str
    grade: str
    subject: str
    certainty: str
    basis: str
    probability: str = ""


class Claims(Record):
    """The claims that concern a factor without saying that it helped or hindered."""

    factor: str
    statements: tuple[str, ...]


class Factor(Record):
    """A factor with its label and its domain."""

    iri: str
    label: str
    domain: str
    domain_label: str


def entries(engine: Engine) -> list[Entry]:
    """Every statement that helps or hinders, once for each factor it names (or is related to) and each subject."""
    matched = all_of(engine, "FactorMatch", "matchesIdea", "matchesFactor", "grade")
    of_idea: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for match in matched.things:
        grade = matched.one(match, "grade")
        if grade in (SAME, RELATED):
            of_idea[matched.one(match, "matchesIdea")].append((matched.one(match, "matchesFactor"), grade))
    placed = all_of(engine, "Placement", "ofStatement", "toProgramme", "probability")
    chance = {
        (placed.one(each, "ofStatement"), placed.one(each, "toProgramme")): placed.one(each, "probability")
        for each in placed.things
    }
    found = []
    for effect, kind in EFFECTS.items():
        names = {"helps": "namesFacilitator", "hinders": "namesBarrier"}[effect]
        said = all_of(engine, kind, names, "about", "mayBeAbout", "certainty", "basis")
        for statement in said.things:
            subjects = said.all(statement, "about") or said.all(statement, "mayBeAbout")
            matches = of_idea.get(said.one(statement, names)) or [("", "")]
            for factor, grade in matches:
                found += [
                    Entry(
                        statement,
                        effect,
                        factor,
                        grade,
                        subject,
                        said.one(statement, "certainty"),
                        said.one(statement, "basis"),
                        chance.get((statement, subject), ""),
                    )
                    for subject in subjects
                ]
    return found


def claims(engine: Engine) -> list[Claims]:
    """For each factor, the claims that concern it."""
    kinds = ("Interpretation", "Recommendation", "Hypothesis")
    said = Said(engine, {each for kind in kinds for each in of_kind(engine, kind)}, ("concernsFactor",))
    found: dict[str, set[str]] = defaultdict(set)
    for statement in said.things:
        for factor in said.all(statement, "concernsFactor"):
            found[factor].add(statement)
    return [Claims(factor, tuple(sorted(statements))) for factor, statements in sorted(found.items())]


def factors(engine: Engine) -> list[Factor]:
    """Every factor, by domain and label."""
    said = all_of(engine, "Factor", "factorDomain")
    domains = {each: said.one(each, "factorDomain") for each in said.things}
    named = Labels(engine, {*said.things, *domains.values()})
    found = [Factor(each, named(each), domain, named(domain)) for each, domain in domains.items()]
    return sorted(found, key=lambda each: (each.domain_label, each.label))
