"""Measures how far two readers agree: pairs what they coded, and counts, field by field."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pilotgraph.curation.secondreading.coding import FACTOR_KINDS, FIELDS, Codes, Field, values

SEED = 20211029
RESAMPLES = 2000


class Pair(NamedTuple):
    """
    What the two readers say of one statement.

    statement, passage: their ids. units: how many statements of the sample the passage has.
    line: number of the second reader's line within the passage.
    """

    statement: str
    passage: str
    units: int
    line: int
    first: Codes
    second: Codes


class Measured(NamedTuple):
    """
    How far the readers agree in one field.

    applied: pairs of which the kind that either reader chose can have the field. agreed: those of them that agree,
        two empty cells being agreement. filled, agreed_filled: the same among pairs in which a reader said something.
    kappa: over the applied pairs; None where it is not defined. interval: of kappa, 95 %; None where it is not
        asked for or cannot be told.
    """

    field: str
    applied: int
    agreed: int
    filled: int
    agreed_filled: int
    kappa: float | None
    interval: tuple[float, float] | None


def agrees(field: str, first: Codes, second: Codes) -> bool:
    """
    Whether two readers say the same in one field; the order of values does not matter.

    A second reader who names one of several factors that the first holds to fit equally well agrees with the first,
    and agrees on the side if it is the first reader's for that factor.
    """
    mine, yours = values(first[field]), values(second[field])
    if field in ("target", "role_of_target") and {first["kind"], second["kind"]} <= {*FACTOR_KINDS}:
        sides = _sides(first)
        among = {*values(second["target"])} <= {*sides} and bool(second["target"])
        if field == "target":
            return among or {*mine} == {*yours}
        if among:
            return bool(yours) and all(sides[factor] == side for factor, side in _sides(second).items())
    return {*mine} == {*yours}


def applies(field: Field, pair: Pair) -> bool:
    """Whether the kind that either reader chose can have the field."""
    return pair.first["kind"] in field.kinds or pair.second["kind"] in field.kinds


def pairing(first: Sequence[Codes], second: Sequence[Codes], without: str = "") -> list[int]:
    """
    Pair the lines of two readers on one passage so that as many cells as possible are the same.

    Only cells in which something is said count. Of pairings that are equally good the one that keeps the lines most
    in order is taken. without: a field that is not looked at. Returns, for each line of the first, the number of its
    line of the second. Raises ValueError if the readers have unlike numbers of lines.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} lines cannot be paired with {len(second)}")
    same = [[_same_cells(mine, yours, without) for yours in second] for mine in first]
    # By the set of lines of the second that are taken: most same cells of the lines still to pair, and the next choice.
    best = {(1 << len(second)) - 1: (0, -1)}
    for taken in reversed(range((1 << len(second)) - 1)):
        row = same[taken.bit_count()]
        free = [number for number in range(len(second)) if not taken >> number & 1]
        best[taken] = max(((row[n] + best[taken | 1 << n][0], n) for n in free), key=lambda choice: choice[0])
    chosen, taken = [], 0
    for _ in first:
        chosen.append(best[taken][1])
        taken |= 1 << chosen[-1]
    return chosen


def paired_without(field: str, pairs: Iterable[Pair]) -> list[Pair]:
    """
    The same lines paired once more without looking at one field, whose agreement the pairing then cannot favour.

    pairs: all pairs of each passage, in the first reader's order.
    """
    by_passage: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_passage[pair.passage].append(pair)
    found = []
    for group in by_passage.values():
        lines = sorted(group, key=lambda pair: pair.line)
        chosen = pairing([pair.first for pair in group], [pair.second for pair in lines], field)
        found += [
            pair._replace(line=lines[number].line, second=lines[number].second)
            for pair, number in zip(group, chosen, strict=True)
        ]
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """
    Cohen's kappa of two readers who each put the same units into one category.

    pairs: the category of the first and of the second reader, unit by unit. None if there is no unit, or if chance
    alone would make them agree on all, so that kappa is not defined.
    Source: Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological Measurement
    1960;20(1):37-46, doi:10.1177/001316446002000104.
    """
    number = len(pairs)
    agreed = sum(mine == yours for mine, yours in pairs)
    of_first, of_second = (Counter(each) for each in zip(*pairs, strict=True)) if pairs else (Counter(), Counter())
    by_chance = sum(count * of_second[category] for category, count in of_first.items())
    # In whole numbers, so that no rounding hides a chance agreement of exactly 1.
    if by_chance == number * number:
        return None
    return (agreed * number - by_chance) / (number * number - by_chance)


def interval(
    clusters: Sequence[Sequence[tuple[str, str]]], resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """
    A 95 % percentile interval of kappa by the bootstrap, which draws whole passages.

    clusters: the pairs of categories of each passage; statements of one passage are not independent of each other.
    None if there are fewer than two clusters, or if kappa is not defined for more than one resample in twenty.
    Source: Field CA, Welsh AH. Bootstrapping clustered data. Journal of the Royal Statistical Society B
    2007;69(3):369-390, doi:10.1111/j.1467-9868.2007.00593.x.
    """
    if len(clusters) < 2:
        return None
    drawing = random.Random(seed)  # noqa: S311  a draw that everyone can repeat, not a secret
    found = []
    for _ in range(resamples):
        drawn = drawing.choices(clusters, k=len(clusters))
        value = kappa([pair for cluster in drawn for pair in cluster])
        if value is not None:
            found.append(value)
    if len(found) < 0.95 * resamples:
        return None
    found.sort()
    return found[math.floor(0.025 * (len(found) - 1))], found[math.ceil(0.975 * (len(found) - 1))]


def measured(field: Field, pairs: Iterable[Pair], *, bounded: bool = False) -> Measured:
    """
    How far the readers agree in a field, over the pairs to which it applies.

    bounded: also give the interval of kappa, which takes a while.
    """
    applied = [pair for pair in pairs if applies(field, pair)]
    agreed = [pair for pair in applied if agrees(field.name, pair.first, pair.second)]
    filled = [pair for pair in applied if pair.first[field.name] or pair.second[field.name]]
    both = [pair for pair in agreed if pair.first[field.name] or pair.second[field.name]]
    clusters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in applied:
        clusters[pair.passage].append(categories(field.name, pair))
    whole = kappa([each for cluster in clusters.values() for each in cluster])
    return Measured(
        field.name,
        len(applied),
        len(agreed),
        len(filled),
        len(both),
        whole,
        interval(list(clusters.values())) if bounded and whole is not None else None,
    )


def categories(field: str, pair: Pair) -> tuple[str, str]:
    """The category into which each reader puts a statement: all values of the cell together."""
    yours = "; ".join(sorted({*values(pair.second[field])}))
    return (yours if agrees(field, pair.first, pair.second) else _unlike(pair.first[field], yours)), yours


def disagreements(pairs: Iterable[Pair]) -> list[tuple[Pair, str]]:
    """Every pair with every field in which its readers do not agree, in the order of the pairs and of FIELDS."""
    return [
        (pair, field.name)
        for pair in pairs
        for field in FIELDS
        if applies(field, pair) and not agrees(field.name, pair.first, pair.second)
    ]


def _sides(codes: Codes) -> dict[str, str]:
    """The side from which each factor is looked at; one side stands for all factors."""
    factors, sides = values(codes["target"]), values(codes["role_of_target"])
    return dict(zip(factors, sides if len(sides) != 1 else sides * len(factors), strict=False))


def _same_cells(mine: Codes, yours: Codes, without: str) -> int:
    looked_at = [field.name for field in FIELDS if field.name != without]
    return sum(bool(mine[name] and yours[name]) and agrees(name, mine, yours) for name in looked_at)


def _unlike(cell: str, other: str) -> str:
    """The category of a cell that does not agree with another, even where the two hold the same values."""
    mine = "; ".join(sorted({*values(cell)}))
    return mine if mine != other else f"{mine} (of another target)"
