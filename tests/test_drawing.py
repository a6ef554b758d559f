"""Facts about the draw of what is coded a second time."""

from __future__ import annotations

from collections import Counter

from pilotgraph.curation.secondreading.drawing import OF_EACH_SECTION, SECTIONS, WANTED, Member, draw


def members(count: int, section: str = "discussion", units: int = 1, more: str = "") -> list[Member]:
    """Passages of a section, each with so many statements."""
    return [
        Member(
            f"{section}-{number}-{unit}{more}", "aim_statements", (f"{section}.p{number}",), (f"{section}.p{number}",)
        )
        for number in range(count)
        for unit in range(units)
    ]


def test_the_same_seed_draws_the_same_and_another_draws_another():
    population = members(400)
    assert draw(population, 1) == draw(population, 1)
    assert draw(population, 1) != draw(population, 2)


def test_the_order_of_the_population_makes_no_difference_to_which_passages_are_drawn():
    population = members(400)
    assert draw(population, 1) == draw(reversed(population), 1)


def test_whole_passages_are_drawn_until_there_are_enough_statements():
    sample = draw(members(100, units=3), 1, of_each=0)
    assert {*Counter(each.passage for each in sample).values()} == {3}
    assert WANTED <= len(sample) < WANTED + 3


def test_a_statement_is_drawn_by_its_first_passage_only():
    both = Member("on-two", "aim_statements", ("themes.p1", "piloting.p1"), ("themes.p1", "piloting.p1"))
    assert [(each.passage, each.section) for each in draw([both], 1)] == [("themes.p1", "themes")]


def test_a_section_with_too_few_statements_is_topped_up():
    sample = draw([*members(2000), *members(20, "themes"), *members(3, "table-1")], 1)
    counts = Counter((each.section, each.step) for each in sample)
    assert sum(each.section == "themes" for each in sample) == OF_EACH_SECTION
    assert counts["themes", "top-up"] > 0
    assert sum(each.section == "table-1" for each in sample) == 3  # there are no more


def test_the_parts_of_the_abstract_are_one_section():
    parts = [Member(part, "aim_statements", (part,), (f"abstract-{part}.p1",)) for part in ("discussion", "conclusion")]
    assert {each.section for each in draw(parts, 1)} == {"abstract"} < {*SECTIONS}


def test_a_section_that_need_not_be_there_is_not_topped_up():
    sample = draw([*members(2000), *members(20, "funding")], 1)
    assert {each.step for each in sample if each.section == "funding"} <= {"draw"}
