"""What is coded of a statement when the article is read a second time, and the codes that the tables give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pilotgraph.curation.schema import STATEMENTS
from pilotgraph.curation.tables import Row, Tables

# The columns that name what a statement is of. Kinds that are not here name nothing.
TARGETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fact_statements": ("property",),
        "facilitator_statements": ("names_facilitator",),
        "barrier_statements": ("names_barrier",),
        "outcome_findings": ("outcome",),
        "experience_findings": ("outcome",),
        "baseline_differences": ("baseline_outcome",),
        "variation_findings": ("varies_in",),
        "aim_statements": ("aim", "expectation", "success_criterion"),
        "intervention_statements": ("intervention",),
        "population_statements": ("population",),
        "design_statements": ("integration_type",),
        "support_statements": ("support_given", "support_withheld"),
        "policy_statements": ("policy_event", "conflicts_with"),
        "evidence_gaps": ("gap_in",),
        "interpretations": ("concerns_factor", "concerns_outcome", "concerns_event"),
        "hypotheses": ("concerns_factor", "concerns_outcome", "concerns_event"),
        "commitments": ("given_by",),
        "recommendations": ("concerns_factor", "concerns_outcome", "concerns_event"),
        "method_statements": ("method",),
        "authorship_statements": ("person",),
        "role_statements": ("person", "role_in"),
        "interest_declarations": ("person", "tie"),
    }
)
# Kinds whose target is the factor that the named idea is matched with.
FACTOR_KINDS = ("facilitator_statements", "barrier_statements")
# The part that the target has: a code of this column, or what the column says in which the target stands.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "variation_findings": "varies_among",
        "support_statements": "provision",
        "evidence_gaps": "gap_kind",
        "commitments": "fulfilment",
        "method_statements": "method_use",
        "role_statements": "role",
    }
)
SAID_BY_COLUMN: Mapping[str, str] = MappingProxyType(
    {
        "aim": "aim",
        "expectation": "expectation",
        "success_criterion": "success-criterion",
        "policy_event": "policy-event",
        "conflicts_with": "conflict",
    }
)
NUMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fact_statements": ("value",),
        "outcome_findings": ("effect_size",),
        "experience_findings": ("share", "amount"),
        "support_statements": ("amount",),
        "authorship_statements": ("author_position",),
    }
)
GRADES = ("same", "related")


@dataclass(frozen=True)
class Field:
    """
    One thing that both readers say of a statement.

    name: of its column. help: what it holds, for the second reader.
    kinds: the kinds of statement (names of tables) that can have it.
    """

    name: str
    help: str
    kinds: frozenset[str]


def _with(column: str) -> frozenset[str]:
    return frozenset(table.name for table in STATEMENTS if column in table.by_name)


ALL_KINDS = frozenset(table.name for table in STATEMENTS)
WITH_PART = frozenset({*PARTS, *FACTOR_KINDS, "aim_statements", "policy_statements"})
FIELDS = (
    Field("kind", "the kind of statement: the name of the table in which it would stand", ALL_KINDS),
    Field("subject", "whom it is about: ids, sorted; for an open entry of Table 2, whom it may be about", ALL_KINDS),
    Field("certainty", "how sure it is that it belongs to its subject", ALL_KINDS),
    Field("claim_status", "what kind of claim it is", ALL_KINDS),
    Field("hedge", "how firmly the article puts it", ALL_KINDS),
    Field("target", "what it is of: ids, sorted; for a fact, the name of the property", frozenset(TARGETS)),
    Field("role_of_target", "which part the target has; for factors, the side, one for each factor", WITH_PART),
    Field("direction", "which way it went", _with("direction")),
    Field("compared_direction", "which way it differed from the comparator", _with("compared_direction")),
    Field("significance", "of the effect", _with("significance")),
    Field("number", "the number printed; for a fact, its value; for an author, the position", frozenset(NUMBERS)),
    Field("unit", "unit of the number", _with("unit")),
    Field("qualifier", "what stands before the number", _with("qualifier")),
    Field("cohort", "who was measured or asked", _with("cohort")),
    Field("comparator", "with whom it was compared", _with("comparator")),
    Field("period", "the period it speaks of", _with("period")),
    Field("perspective", "through whose eyes", _with("perspective")),
)
FIELD_NAMES = tuple(field.name for field in FIELDS)

# What one reader says of one statement: by field, as written; an empty text where nothing is said.
Codes = Mapping[str, str]


def codes_of(row: Row, tables: Tables) -> Codes:
    """
    What the tables say of one statement, field by field.

    row: of a table of statements. tables: all of them, for matches of ideas with factors and for placements.
    """
    kind = row.table.name
    target, part = _factors(row, tables) if kind in FACTOR_KINDS else _target(row)
    found = {
        "kind": kind,
        "subject": _joined(sorted(row.cells["about"]) or sorted(_may_be_about(row, tables))),
        "target": target,
        "role_of_target": part,
        "number": _joined(_cells(row, NUMBERS.get(kind, ()))),
    }
    return {name: found[name] if name in found else _joined(row.cells.get(name, ())) for name in FIELD_NAMES}


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell, as written, without the empty ones."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())


def _joined(found: tuple[str, ...] | list[str]) -> str:
    return "; ".join(found)


def _cells(row: Row, columns: tuple[str, ...]) -> list[str]:
    return sorted(value for column in columns for value in row.cells[column])


def _target(row: Row) -> tuple[str, str]:
    kind = row.table.name
    columns = TARGETS.get(kind, ())
    if kind in PARTS:
        part = sorted(row.cells[PARTS[kind]])
    else:
        part = [SAID_BY_COLUMN[column] for column in columns if column in SAID_BY_COLUMN and row.cells[column]]
    return _joined(_cells(row, columns)), _joined(part)


def _factors(row: Row, tables: Tables) -> tuple[str, str]:
    """The factors closest to the idea that a statement names, and the side from which it looks at each."""
    (idea,) = (value for column in TARGETS[row.table.name] for value in row.cells[column])
    matches = [match for match in tables["factor_matches"] if match.one("idea") == idea]
    for grade in GRADES:
        best = sorted((m.one("factor"), m.one("side")) for m in matches if m.one("grade") == grade)
        if best:
            return _joined([factor for factor, _ in best]), _joined([side for _, side in best])
    return "", ""


def _may_be_about(row: Row, tables: Tables) -> list[str]:
    return [placed.one("programme") for placed in tables["placements"] if placed.one("statement") == row.id]
