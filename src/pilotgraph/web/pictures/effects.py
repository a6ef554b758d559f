"""Lays out the effects that were found, one row for each finding, with what is to be drawn of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pilotgraph.names import PREFIXES, term
from pilotgraph.records import Record
from pilotgraph.web.pictures.lookup import Labels, Said, all_of, of_kind

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.web.pictures.subjects import Subject

NO_PERIOD = "not-stated"
SAID_OF_FINDINGS = (
    *("about", "outcome", "cohort", "direction", "comparedDirection", "comparator", "effectSize", "unit", "qualifier"),
    *("period", "significance", "trend", "printedAs", "claimStatus", "hedge", "basis", "certainty", "rdf:type"),
    "skos:definition",
)
AGAINST, INTENDED = term("FindingAgainstAim"), term("FindingAsIntended")
NO_QUALIFIER = PREFIXES["qualifier"] + "exactly"


class Effect(Record):
    """
    One finding; things are IRIs, and "" or () is what the source does not state.

    subjects: it is said of each. direction: over time; compared: relative to the comparator.
    aim: how the effect runs to the aims on which it bears: "against", "as intended" or "".
    """

    statement: str
    gloss: str
    outcome: str
    domain: str
    subjects: tuple[str, ...]
    cohort: str
    direction: str
    compared: str
    comparator: str
    size: float | None
    unit: str
    qualifier: str
    periods: tuple[str, ...]
    significance: str
    trend: str
    printed_as: str
    claim_status: str
    hedge: str
    basis: str
    certainty: str
    aim: str

    @property
    def axis(self) -> tuple[str, str, bool] | None:
        """Sizes of one outcome, unit and kind of difference can be held against each other; None without a size."""
        return (self.outcome, self.unit, bool(self.compared)) if self.size is not None else None


class Domain(Record):
    """
    The effects on one domain of outcomes.

    elsewhere: what is recorded of the domain that is no outcome finding: (kind, statements).
    """

    iri: str
    label: str
    effects: tuple[Effect, ...]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]


def read(engine: Engine) -> list[Effect]:
    """Every outcome finding, by outcome, subject and period."""
    said = all_of(engine, "OutcomeFinding", *SAID_OF_FINDINGS)
    domains = Said(engine, {said.one(each, "outcome") for each in said.things} - {""}, ("outcomeDomain",))
    found = []
    for each in said.things:
        outcome, size = said.one(each, "outcome"), said.one(each, "effectSize")
        kinds = said.all(each, "rdf:type")
        qualifier = said.one(each, "qualifier")
        found.append(
            Effect(
                each,
                said.one(each, "skos:definition"),
                outcome,
                domains.one(outcome, "outcomeDomain") if outcome else "",
                said.all(each, "about"),
                said.one(each, "cohort"),
                said.one(each, "direction"),
                said.one(each, "comparedDirection"),
                said.one(each, "comparator"),
                float(size) if size else None,
                said.one(each, "unit"),
                "" if qualifier == NO_QUALIFIER else qualifier,
                said.all(each, "period"),
                said.one(each, "significance"),
                said.one(each, "trend"),
                said.one(each, "printedAs"),
                said.one(each, "claimStatus"),
                said.one(each, "hedge"),
                said.one(each, "basis"),
                said.one(each, "certainty"),
                "against" if AGAINST in kinds else "as intended" if INTENDED in kinds else "",
            )
        )
    return found


def others(engine: Engine) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each domain of outcomes, the statements on it that are no outcome findings, by what they are."""
    domains = all_of(engine, "Outcome", "outcomeDomain")
    found: dict[str, dict[str, set[str]]] = {each: defaultdict(set) for each in of_kind(engine, "OutcomeDomain")}
    kinds = (
        ("findings on experience", "ExperienceFinding", "outcome"),
        ("stated gaps in the evidence", "EvidenceGap", "gapIn"),
        ("differences at baseline", "BaselineDifference", "baselineOutcome"),
        ("findings on variation", "VariationFinding", "variesIn"),
    )
    for name, kind, linked in kinds:
        said = all_of(engine, kind, linked)
        for statement in said.things:
            for outcome in said.all(statement, linked):
                found.setdefault(domains.one(outcome, "outcomeDomain"), defaultdict(set))[name].add(statement)
    return {
        domain: {name: tuple(sorted(statements)) for name, statements in by_name.items()}
        for domain, by_name in found.items()
    }


def largest(effects: Sequence[Effect]) -> dict[tuple[str, str, bool], float]:
    """How far each axis reaches: the next round number above its largest size."""
    found: dict[tuple[str, str, bool], float] = {}
    for each in effects:
        if each.axis and each.size is not None:
            found[each.axis] = max(found.get(each.axis, 0), _round_up(each.size))
    return found


def layout(
    effects: Sequence[Effect],
    elsewhere: dict[str, dict[str, tuple[str, ...]]],
    subjects: dict[str, Subject],
    named: Labels,
    *,
    programme: str = "",
    outcome: str = "",
    period: str = "",
    significance: str = "",
) -> list[Domain]:
    """
    The effects that fit the choices, by domain; a domain without any stays if nothing is chosen, to say so.

    programme: takes effects of its parts too, which stay the parts' own.
    """

    def fits(each: Effect) -> bool:
        of = {whole for subject in each.subjects if subject in subjects for whole in subjects[subject].programmes}
        return (
            (not programme or programme in of)
            and outcome in ("", each.outcome)
            and (period in ("", *each.periods) or (period == NO_PERIOD and not each.periods))
            and significance in ("", each.significance)
        )

    order = {iri: number for number, iri in enumerate(subjects)}

    def place(each: Effect) -> tuple[object, ...]:
        first = min((order.get(subject, len(order)) for subject in each.subjects), default=len(order))
        periods = [named(period) for period in each.periods]
        return (named(each.outcome), first, each.basis, periods, each.statement)

    by_domain: dict[str, list[Effect]] = defaultdict(list)
    for each in sorted(filter(fits, effects), key=place):
        by_domain[each.domain].append(each)
    narrowed = bool(programme or outcome or period or significance)
    domains = {*by_domain} if narrowed else {*by_domain, *elsewhere}
    made = [
        Domain(
            domain,
            named(domain),
            tuple(by_domain.get(domain, ())),
            () if narrowed else tuple(elsewhere.get(domain, {}).items()),
        )
        for domain in domains
    ]
    return sorted(made, key=lambda each: (not each.effects, each.label))


def table(domains: Sequence[Domain], named: Labels) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The effects as column names and rows, one for each finding."""
    names = (
        *("domain", "outcome", "subjects", "cohort", "direction", "compared_direction", "comparator", "size", "unit"),
        *("qualifier", "periods", "significance", "trend", "printed_as", "aim", "claim_status", "hedge", "basis"),
        *("certainty", "says", "statement"),
    )
    rows: list[tuple[str, ...]] = [
        (
            *(domain.label, named(each.outcome), "; ".join(map(named, each.subjects)), named(each.cohort)),
            *(named(each.direction), named(each.compared), named(each.comparator)),
            *("" if each.size is None else f"{each.size:g}", each.unit, named(each.qualifier)),
            *("; ".join(map(named, each.periods)), named(each.significance), named(each.trend), each.printed_as),
            *(each.aim, named(each.claim_status), named(each.hedge), named(each.basis), named(each.certainty)),
            *(each.gloss, each.statement),
        )
        for domain in domains
        for each in domain.effects
    ]
    return names, rows


def mentioned(effects: Sequence[Effect]) -> set[str]:
    """Everything that effects name and that has a label."""
    return {
        thing
        for each in effects
        for thing in (
            *(each.outcome, each.domain, each.cohort, each.direction, each.compared, each.comparator, each.qualifier),
            *(each.significance, each.trend, each.claim_status, each.hedge, each.basis, each.certainty),
            *(*each.subjects, *each.periods),
        )
    } - {""}


def _round_up(size: float) -> float:
    step = 1.0
    while step * 10 <= size:
        step *= 10
    return next(step * factor for factor in (1, 2, 5, 10) if step * factor >= size)
