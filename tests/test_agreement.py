"""Facts about how agreement between two readers is measured."""

from __future__ import annotations

import itertools
import random

import pytest

from pilotgraph.curation.secondreading.agreement import (
    Pair,
    agrees,
    applies,
    categories,
    disagreements,
    interval,
    kappa,
    measured,
    paired_without,
)
from pilotgraph.curation.secondreading.agreement import pairing as paired
from pilotgraph.curation.secondreading.coding import FIELDS

FIELD = {field.name: field for field in FIELDS}


def codes(kind: str = "outcome_findings", **cells: str) -> dict[str, str]:
    always = {"certainty": "certain", "claim_status": "finding", "hedge": "unhedged"}
    return {**dict.fromkeys(FIELD, ""), **always, "kind": kind, **cells}


def barrier(target: str, sides: str) -> dict[str, str]:
    return codes("barrier_statements", target=target, role_of_target=sides)


def pairs_of(first: dict[str, str], second: dict[str, str], passage: str = "p1.s1", units: int = 1) -> Pair:
    return Pair(f"statement-{passage}", passage, units, 1, first, second)


def table(*rows: list[int]) -> list[tuple[str, str]]:
    """The pairs of categories of a square table of counts: rows by the first reader, columns by the second."""
    return [
        (str(row), str(column))
        for row, counts in enumerate(rows)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def test_kappa_is_that_of_cohens_own_example():
    """
    Cohen J. Weighted kappa. Psychological Bulletin 1968;70(4):213-220: 200 cases, unweighted kappa 0.492.

    By hand: 140 of 200 agree, 0.70; by chance 0.60 * 0.50 + 0.30 * 0.30 + 0.10 * 0.20 = 0.41; 0.29 / 0.59.
    """
    assert pytest.approx(0.29 / 0.59) == kappa(table([88, 14, 18], [10, 40, 10], [2, 6, 12]))


def test_kappa_is_that_of_the_example_of_fleiss_cohen_and_everitt():
    """
    Fleiss JL, Cohen J, Everitt BS. Psychological Bulletin 1969;72(5):323-327: 200 cases.

    By hand: 140 of 200 agree, 0.70; by chance 0.60 * 0.65 + 0.30 * 0.25 + 0.10 * 0.10 = 0.475; 0.225 / 0.525.
    """
    assert pytest.approx(0.225 / 0.525) == kappa(table([106, 10, 4], [22, 28, 10], [2, 12, 6]))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        # 35 of 50 agree, 0.7; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5
        (table([20, 5], [10, 15]), 0.4),
        (table([5, 0], [0, 5]), 1),
        (table([0, 5], [5, 0]), -1),
        # One reader used a single category: what is observed is what chance gives.
        (table([8, 2], [0, 0]), 0),
    ],
    ids=["some", "all", "none", "one reader always the same"],
)
def test_kappa_is_what_it_is_by_hand(pairs, expected):
    assert pytest.approx(expected) == kappa(pairs)


@pytest.mark.parametrize("pairs", [[], [("a", "a")] * 9], ids=["no unit", "both always the same"])
def test_kappa_is_not_defined_where_chance_alone_would_agree(pairs):
    assert kappa(pairs) is None


def test_an_empty_cell_is_a_category_of_its_own():
    """2 of 4 agree, one of them by being empty; by chance (2 * 2 + 2 * 2) / 16."""
    assert kappa([("", ""), ("", "x"), ("x", ""), ("x", "x")]) == 0


def test_the_interval_is_the_same_every_time_and_holds_kappa():
    drawn = random.Random(1)
    clusters = [[(drawn.choice("ab"), "a"), (drawn.choice("bc"), "b")] for _ in range(40)]
    low, high = interval(clusters)
    assert (low, high) == interval(clusters)
    assert low < kappa([pair for cluster in clusters for pair in cluster]) < high


def test_the_interval_draws_whole_passages():
    """Ten statements that say the same count once, so the interval is far wider than for as many passages."""
    one, other = [("a", "a")] * 10, [("b", "a")] * 10
    clusters = [one, other, [("b", "b")] * 10, one] * 5
    apart = [[pair] for cluster in clusters for pair in cluster]
    (low, high), (low_apart, high_apart) = interval(clusters), interval(apart)
    assert high - low > high_apart - low_apart


@pytest.mark.parametrize(
    "clusters", [[[("a", "b"), ("b", "b")]], [[("a", "a")]] * 9 + [[("b", "b")]]], ids=["one passage", "rare"]
)
def test_there_is_no_interval_where_too_few_resamples_have_a_kappa(clusters):
    assert interval(clusters) is None


def test_the_order_of_values_does_not_matter():
    assert agrees("subject", codes(subject="icps; pioneers"), codes(subject="pioneers; icps"))
    assert not agrees("subject", codes(subject="icps; pioneers"), codes(subject="icps"))


@pytest.mark.parametrize(
    ("second", "target", "side"),
    [
        (barrier("data-sharing", "trouble"), True, True),
        (barrier("workforce-pressure", "presence"), True, True),
        (barrier("workforce-pressure", "absence"), True, False),
        (barrier("workforce-pressure; data-sharing", "presence; trouble"), True, True),
        (barrier("data-sharing; leadership", "trouble; absence"), False, False),
        (barrier("leadership", "trouble"), False, False),
        (codes("facilitator_statements", target="data-sharing", role_of_target="trouble"), True, True),
        (codes("interpretations", target="data-sharing"), False, False),
        (codes("barrier_statements"), False, False),
    ],
)
def test_one_of_the_factors_that_fit_equally_well_is_enough(second, target, side):
    """The side is the one from which the first reader looks at just that factor."""
    first = barrier("data-sharing; workforce-pressure", "trouble; presence")
    assert (target, side) == (agrees("target", first, second), agrees("role_of_target", first, second))


def test_one_side_stands_for_all_factors():
    first = barrier("data-sharing; interoperability", "trouble; trouble")
    assert agrees("role_of_target", first, barrier("data-sharing; interoperability", "trouble"))


def test_a_factor_that_agrees_is_one_category_and_one_that_does_not_is_two():
    first = barrier("data-sharing; interoperability", "trouble; trouble")
    agreeing = pairs_of(first, barrier("interoperability", "trouble"))
    other = pairs_of(first, barrier("leadership", "absence"))
    assert categories("target", agreeing) == ("interoperability", "interoperability")
    assert categories("target", other) == ("data-sharing; interoperability", "leadership")


def test_cells_that_do_not_agree_are_never_one_category():
    """The sides are the same words, but of the other factor."""
    pair = pairs_of(
        barrier("gp-engagement; staff-engagement", "absence; presence"),
        barrier("gp-engagement; staff-engagement", "presence; absence"),
    )
    mine, yours = categories("role_of_target", pair)
    assert mine != yours


def test_a_field_applies_if_the_kind_of_either_reader_can_have_it():
    finding, fact = codes("outcome_findings", direction="increase"), codes("fact_statements")
    assert applies(FIELD["direction"], pairs_of(finding, fact))
    assert applies(FIELD["direction"], pairs_of(fact, finding))
    assert not applies(FIELD["direction"], pairs_of(fact, fact))


def test_a_field_is_counted_with_and_without_the_cells_that_both_left_empty():
    pairs = [
        pairs_of(codes(direction="increase"), codes(direction="increase"), "p1.s1"),
        pairs_of(codes(direction="increase"), codes(direction="mixed"), "p1.s2"),
        pairs_of(codes(), codes(), "p1.s3"),
        pairs_of(codes("fact_statements"), codes("fact_statements"), "p1.s4"),
    ]
    found = measured(FIELD["direction"], pairs)
    assert (found.applied, found.agreed, found.filled, found.agreed_filled) == (3, 2, 2, 1)
    # 2 of 3 agree; by chance (2 * 1 + 1 * 1) / 9.
    assert pytest.approx((2 / 3 - 1 / 3) / (1 - 1 / 3)) == found.kappa


def test_disagreements_are_told_pair_by_pair_and_only_where_the_field_applies():
    pair = pairs_of(codes(direction="increase", period="initial"), codes("fact_statements", subject="icps"))
    found = [field for _, field in disagreements([pair])]
    assert found == ["kind", "subject", "direction", "period"]


def test_lines_are_paired_so_that_most_cells_are_the_same():
    first = [codes(target="bed-days"), codes(target="care-plan"), codes("fact_statements", target="pilot_count")]
    second = [first[2], first[0], first[1]]
    assert paired(first, second) == [1, 2, 0]


def test_of_equally_good_pairings_the_lines_stay_in_order():
    same = [codes()] * 4
    assert paired(same, same) == [0, 1, 2, 3]


def test_cells_that_both_left_empty_do_not_pair_lines():
    """Two lines with nothing but a unit in common go together, however many cells the others leave empty."""
    first = [codes(unit="percent", certainty="inferred", claim_status="reported", hedge="tentative"), codes()]
    second = [
        codes("fact_statements"),
        codes(unit="percent", certainty="ambiguous", claim_status="hypothesis", hedge="limited-evidence"),
    ]
    assert paired(first, second) == [1, 0]


def test_a_field_can_be_left_out_of_the_pairing():
    """By their directions the lines change places; by all else they stay in order."""
    first = [codes(target="bed-days", direction="increase"), codes(target="bed-days", direction="decrease")]
    second = [codes(target="bed-days", direction="decrease"), codes(target="bed-days", direction="increase")]
    assert paired(first, second) == [1, 0]
    assert paired(first, second, without="direction") == [0, 1]
    pairs = [
        Pair(str(n), "p1.s1", 2, number + 1, first[n], second[number]) for n, number in enumerate(paired(first, second))
    ]
    assert [pair.second for pair in paired_without("target", pairs)] == [second[1], second[0]]
    assert [pair.second for pair in paired_without("direction", pairs)] == second


def test_a_passage_with_one_statement_needs_no_pairing():
    assert paired([codes()], [codes("fact_statements", target="scope")]) == [0]


def test_unlike_numbers_of_lines_cannot_be_paired():
    with pytest.raises(ValueError, match="2 lines cannot be paired with 1"):
        paired([codes(), codes()], [codes()])


def test_no_other_pairing_has_more_cells_the_same():
    drawn = random.Random(7)
    fields = [field.name for field in FIELDS[1:]]

    def line() -> dict[str, str]:
        return codes(**{name: drawn.choice(["", "a", "b"]) for name in fields})

    def same(mine: dict[str, str], yours: dict[str, str]) -> int:
        return sum(mine[name] == yours[name] != "" for name in FIELD)

    for _ in range(20):
        first, second = [line() for _ in range(5)], [line() for _ in range(5)]
        totals = {
            tried: sum(same(mine, second[number]) for mine, number in zip(first, tried, strict=True))
            for tried in itertools.permutations(range(5))
        }
        most = max(totals.values())
        assert tuple(paired(first, second)) == min(tried for tried, total in totals.items() if total == most)
