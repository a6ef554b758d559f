"""Facts about the pictures, against other SPARQL, the hand-worked answers, and cases read off the article."""

from __future__ import annotations

from collections import Counter

import pytest

from expected_answers import read_all
from pilotgraph.names import PREFIXES, mint
from pilotgraph.web.pictures import (
    effectdrawing,
    effects,
    factorentries,
    heatmap,
    network,
    subjects,
    timeline,
    timelinedrawing,
)
from pilotgraph.web.pictures.lookup import Labels

EXPECTED = {answer.name: answer for answer in read_all()}
NAMES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
ICPS, PIONEERS, VANGUARDS = (mint("programme", name) for name in ("icps", "pioneers", "vanguards"))


@pytest.fixture(scope="module")
def known(graph):
    return subjects.read(graph.engine)


@pytest.fixture(scope="module")
def heat(graph, known):
    """The picture of factors under any choices."""
    read = factorentries.entries(graph.engine), factorentries.factors(graph.engine), factorentries.claims(graph.engine)
    return lambda **chosen: heatmap.layout(*read, known, **chosen)


@pytest.fixture(scope="module")
def found(graph):
    return effects.read(graph.engine)


@pytest.fixture(scope="module")
def named(graph, found):
    return Labels(graph.engine, effects.mentioned(found))


@pytest.fixture(scope="module")
def ties(graph):
    return [
        *network.factor_ties(factorentries.entries(graph.engine)),
        *network.outcome_ties(graph.engine),
    ]


@pytest.fixture(scope="module")
def line(graph, known):
    return timeline.layout(timeline.read(graph, known))


def select(graph, pattern: str) -> list[tuple[str, ...]]:
    """The rows of a query that has nothing to do with how the pictures read the graph."""
    return [tuple(value.value if value else "" for value in row) for row in graph.sparql(NAMES + pattern).rows]


def places(graph) -> dict[str, frozenset[str]]:
    rows = select(graph, "SELECT ?statement ?place { ?statement pg:supportedBy ?passage . ?passage pg:place ?place }")
    found: dict[str, set[str]] = {}
    for statement, place in rows:
        found.setdefault(statement, set()).add(place)
    return {statement: frozenset(of) for statement, of in found.items()}


def lines(picture) -> dict[str, heatmap.Line]:
    return {line.factor.iri.rsplit("/", 1)[-1]: line for group in picture.groups for line in group.lines}


def cell(picture, factor: str, programme: str, effect: str) -> heatmap.Cell:
    return next(each for each in lines(picture)[factor].cells if (each.programme, each.effect) == (programme, effect))


def marks(picture):
    """Every mark with its cell and its factor."""
    for line in lines(picture).values():
        for each in line.cells:
            for mark in each.marks:
                yield line.factor.iri, each, mark


# ------------------------------------------------------------------------------------------------------------- factors


def test_every_statement_stands_in_exactly_the_cells_that_are_its_own(graph, heat):
    """Once for each factor it names or is related to and each subject: nothing lost, doubled or spread."""
    shown = Counter(
        (statement, factor, each.programme, each.effect, mark.same)
        for factor, each, mark in marks(heat())
        for statement in mark.statements
    )
    expected: Counter[tuple[str, str, str, str, bool]] = Counter()
    for effect, names in (("helps", "namesFacilitator"), ("hinders", "namesBarrier")):
        rows = select(
            graph,
            f"""SELECT DISTINCT ?statement ?factor ?grade ?subject ?programme {{
              ?statement pg:{names} ?idea ; pg:about|pg:mayBeAbout ?subject .
              ?match pg:matchesIdea ?idea ; pg:matchesFactor ?factor ; pg:grade ?grade .
              OPTIONAL {{ ?subject pg:partOf* ?programme . ?programme a pg:Programme }}
            }}""",
        )
        for statement, factor, grade, _, programme in rows:
            expected[statement, factor, programme, effect, grade == mint("grade", "same")] += 1
    assert shown == expected
    assert len({statement for statement, *_ in shown}) > 60


def test_columns_hold_the_entries_of_table_2_that_were_worked_out_by_hand(graph, heat):
    of = places(graph)
    shown = {
        (place, each.effect, each.programme.rsplit("/", 1)[-1], mark.sureness, chance)
        for _, each, mark in marks(heat(basis=mint("basis", "table")))
        for statement, chance in zip(mark.statements, mark.chances or ("",) * len(mark.statements), strict=True)
        for place in of[statement]
    }
    expected = {
        (place, effect, programme, certainty, probability)
        for place, _, effect, programme, certainty, probability in EXPECTED[
            "which-entries-of-table-2-belong-to-a-programme"
        ].rows
    }
    assert shown == expected


@pytest.mark.parametrize("basis", ["text", "abstract"])
def test_text_and_abstract_stand_as_worked_out_by_hand(graph, heat, known, basis):
    of = places(graph)
    shown = {
        (each.programme.rsplit("/", 1)[-1], each.effect, place)
        for _, each, mark in marks(heat(basis=mint("basis", basis)))
        for statement in mark.statements
        for place in of[statement]
        if mark.reach == subjects.OWN
    }
    programmes = {each.iri.rsplit("/", 1)[-1] for each in subjects.programmes(known)}
    rows = EXPECTED["what-do-text-and-abstract-say-helped-or-hindered"].rows
    expected = {
        (subject, effect, place)
        for (subject, effect, _, where, _), at in rows.items()
        for place in at
        if where == basis and subject in programmes
    }
    assert shown == expected


def test_what_is_said_of_a_group_is_said_of_no_programme(graph, heat):
    """A mark of the programme's own is a statement that names the programme itself."""
    about = set(select(graph, "SELECT ?statement ?subject { ?statement pg:about|pg:mayBeAbout ?subject }"))
    own = [(each, mark) for _, each, mark in marks(heat()) if mark.reach == subjects.OWN]
    assert len(own) > 60
    for each, mark in own:
        assert all((statement, each.programme) in about for statement in mark.statements)


def test_a_statement_of_the_three_together_is_only_in_the_last_column(heat):
    """The abstract names short timescales for the three together; text and table name them for the Vanguards."""
    for programme in (ICPS, PIONEERS):
        empty = cell(heat(), "timescale", programme, "hinders")
        assert (empty.marks, empty.instead) == ((), ("jointly",))
    (joint,) = cell(heat(), "timescale", heatmap.ELSEWHERE, "hinders").marks
    assert (joint.reach, joint.statements) == ("jointly", (mint("statement", "abstract-barrier-timescales"),))
    assert cell(heat(), "timescale", VANGUARDS, "hinders").strength == 2


@pytest.mark.parametrize(
    ("factor", "programme", "effect", "instead"),
    [
        ("number-of-organisations", VANGUARDS, "helps", ("programme not said",)),
        ("intervention-complexity", PIONEERS, "hinders", ("some pilots",)),
        ("funding", PIONEERS, "helps", ("jointly",)),
        ("bureaucracy", VANGUARDS, "hinders", ()),
        ("bureaucracy", ICPS, "helps", ()),
        # The last column has only something that is related to the factor.
        ("leadership-agreement", ICPS, "hinders", ()),
    ],
)
def test_an_empty_cell_says_which_kind_of_silence_it_is(heat, factor, programme, effect, instead):
    empty = cell(heat(), factor, programme, effect)
    assert (empty.marks, empty.instead) == ((), instead)


@pytest.mark.parametrize(
    ("factor", "programme", "effect", "kinds"),
    [
        ("leadership", ICPS, "helps", [("certain", "own", True)]),
        ("co-location", ICPS, "helps", [("inferred", "own", True)]),
        ("leadership", PIONEERS, "helps", [("certain", "own", True), ("inferred", "own", True)]),
        ("cross-boundary-relationships", ICPS, "helps", [("ambiguous", "own", True)]),
        ("pilot-status", VANGUARDS, "helps", [("certain", "own", False)]),
        (
            "gp-engagement",
            VANGUARDS,
            "hinders",
            [("certain", "own", True), ("ambiguous", "own", True), ("certain", "part", False)],
        ),
    ],
)
def test_a_cell_tells_certain_inferred_open_related_and_partial_apart(heat, factor, programme, effect, kinds):
    found = [(mark.sureness, mark.reach, mark.same) for mark in cell(heat(), factor, programme, effect).marks]
    assert found == kinds


def test_an_open_entry_stands_in_each_column_it_may_belong_to_with_its_likelihood(heat):
    first, second = (cell(heat(), "cross-boundary-relationships", each, "helps").marks[0] for each in (ICPS, PIONEERS))
    assert (first.statements, first.chances) == ((mint("statement", "t2-facilitator-09"),), ("0.15",))
    assert (second.statements, second.chances) == ((mint("statement", "t2-facilitator-09"),), ("0.85",))
    assert cell(heat(), "cross-boundary-relationships", ICPS, "helps").strength == 0


def test_a_choice_leaves_out_what_it_does_not_take_and_names_the_factors_left_empty(heat):
    open_only = heat(certainty=mint("certainty", "ambiguous"))
    assert {mark.sureness for _, _, mark in marks(open_only)} == {"ambiguous"}
    assert len(open_only.open) == len(open_only.statements) == 9
    assert "bureaucracy" in {each.iri.rsplit("/", 1)[-1] for each in open_only.idle}
    everything = heat()
    assert everything.idle == ()
    assert len(lines(open_only)) + len(open_only.idle) == len(lines(everything))
    assert {each.effect for line in lines(heat(effect="helps")).values() for each in line.cells} == {"helps"}
    domain = mint("factor-domain", "information")
    assert {line.factor.domain for line in lines(heat(domain=domain)).values()} == {domain}


def test_what_is_the_same_as_no_factor_is_named(heat):
    named = {each.rsplit("/", 1)[-1] for each in heat().unplaced}
    assert named == {"t2-facilitator-18", "themes-barrier-engagement-pacs", "discussion-barrier-conflicts"}


def test_the_table_of_factors_has_a_row_for_each_mark_and_each_empty_cell(heat, known):
    picture = heat()
    _, rows = heatmap.table(picture, known)
    cells = [each for line in lines(picture).values() for each in line.cells]
    assert len(rows) == sum(max(1, len(each.marks)) for each in cells)
    assert sum(int(row[4]) for row in rows) == sum(len(mark.statements) for _, _, mark in marks(picture))


# ------------------------------------------------------------------------------------------------------------- effects


def shown_effects(found, known, named, **chosen):
    return [each for domain in effects.layout(found, {}, known, named, **chosen) for each in domain.effects]


def test_every_finding_has_one_row(graph, found, known, named):
    expected = select(graph, "SELECT ?statement { ?statement a pg:OutcomeFinding }")
    assert Counter(each.statement for each in shown_effects(found, known, named)) == Counter(row[0] for row in expected)


def test_effects_are_those_worked_out_by_hand(graph, found):
    of = places(graph)

    def last(iri: str) -> str:
        return iri.rsplit("/", 1)[-1]

    shown = {
        (
            *(last(subject), last(each.outcome), last(each.cohort), last(each.direction), last(each.compared)),
            *(last(each.comparator), "" if each.size is None else f"{each.size:g}", each.unit),
            *(last(period), last(each.significance), last(each.trend), last(each.basis), of[each.statement]),
        )
        for each in found
        for subject in each.subjects
        for period in each.periods or ("not stated",)
    }
    rows = EXPECTED["what-effects-were-found"].rows
    assert {each[:-1] for each in shown} == set(rows)
    assert all(each[-1] <= rows[each[:-1]] for each in shown)


def test_only_sizes_of_one_outcome_unit_and_kind_of_difference_share_an_axis(found):
    sized = {each.statement.rsplit("/", 1)[-1]: each for each in found if each.size is not None}
    costs, homes, both = (
        sized["t2-icps-case-management-costs"],
        sized["t2-care-homes-unplanned-three-years"],
        sized["t2-mcp-pacs-unplanned-year-3"],
    )
    assert len(sized) == 3
    assert homes.axis == both.axis != costs.axis
    reach = effects.largest(found)
    assert (reach[homes.axis], reach[costs.axis]) == (5, 10)
    ends = [effectdrawing.draw(each, reach[each.axis]).lanes[0].ends[0] for each in (homes, both)]
    zero, one = effectdrawing.MIDDLE, effectdrawing.REACH / 5
    assert ends == [pytest.approx(zero - 4.2 * one, abs=0.1), pytest.approx(zero - 3.1 * one, abs=0.1)]


def drawn(found, statement: str) -> effectdrawing.Drawing | None:
    return effectdrawing.draw(next(each for each in found if each.statement == mint("statement", statement)), None)


def test_a_rise_that_was_smaller_than_that_of_others_points_both_ways(found):
    """The mark of significance belongs to the difference, which is the last line."""
    drawing = drawn(found, "t2-pioneers-unplanned-year-2")
    over_time, compared = drawing.lanes
    assert over_time.ends[0] > effectdrawing.MIDDLE > compared.ends[0]
    assert (over_time.sized, compared.sized, drawing.mark) == (False, False, "not-significant")


def test_a_direction_that_is_only_ruled_out_has_no_arrow_and_its_mark_on_zero(found):
    (lane,) = drawn(found, "t2-vanguards-bed-days").lanes
    assert (lane.arrow, lane.at, lane.ends[0] > effectdrawing.MIDDLE) == (False, effectdrawing.MIDDLE, True)


def test_mixed_results_point_both_ways_and_an_effect_without_direction_is_not_drawn(found):
    assert len(drawn(found, "achievements-mixed-results").lanes[0].ends) == 2
    assert drawn(found, "abstract-limited-impact") is None


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        # Pioneers: three of the text, three of wave 1 in the table, two of the abstract, and the sites in both.
        ({"programme": PIONEERS}, 9),
        ({"period": mint("period", "year-2")}, 2),
        ({"significance": mint("significance", "significant-unqualified")}, 4),
        ({"programme": VANGUARDS, "period": mint("period", "year-3")}, 2),
        ({"outcome": mint("outcome", "bed-days")}, 1),
    ],
)
def test_effects_can_be_chosen(found, known, named, chosen, count):
    """The counts are read off the article's table and text."""
    assert len(shown_effects(found, known, named, **chosen)) == count


def test_effects_of_a_stated_and_of_no_stated_period_are_all_effects(found, known, named):
    periods = {period for each in found for period in each.periods} | {effects.NO_PERIOD}
    counts = [len(shown_effects(found, known, named, period=period)) for period in periods]
    assert sum(counts) == len(found)


def test_domains_without_an_effect_say_what_is_recorded_of_them_instead(graph, found, known, named):
    domains = {
        each.iri.rsplit("/", 1)[-1]: each for each in effects.layout(found, effects.others(graph.engine), known, named)
    }
    assert domains["patient-experience"].effects == ()
    ((gaps, behind),) = domains["health"].elsewhere
    assert (gaps, behind) == ("stated gaps in the evidence", (mint("statement", "t2-pioneers-gap-health"),))


# ------------------------------------------------------------------------------------------------------------ timeline


def test_years_with_a_statement_behind_them_are_those_worked_out_by_hand(line):
    words = timeline.KINDS
    stated = {
        (str(at.start), strand.thing.rsplit("/", 1)[-1], at.what)
        for strand in line.dated
        for at in strand.moments
        if at.statements and at.what in words.values()
    }
    assert stated == {(year, thing, words[what]) for year, thing, what in EXPECTED[timeline.QUESTION].rows}


def test_no_programme_has_an_end_and_waves_have_no_year(line):
    strands = {each.thing.rsplit("/", 1)[-1]: each for each in line.dated if each.kind == timeline.PROGRAMMES}
    assert list(strands) == ["icps", "pioneers", "pioneers-wave-1", "pioneers-wave-2", "vanguards"]
    assert all(at.end is None for each in strands.values() for at in each.moments)
    assert strands["pioneers-wave-2"].moments == ()
    bands = {each.strand.thing: each for each in timelinedrawing.draw(line, timeline.PROGRAMMES).bands}
    assert bands[VANGUARDS].rest == bands[VANGUARDS].spots[0].x
    assert bands[mint("wave", "pioneers-wave-2")].rest is None


def test_a_year_that_only_our_description_names_has_no_statement_behind_it(line):
    strands = {each.thing: each for each in line.dated}
    (forward_view,) = strands[mint("policy-event", "five-year-forward-view")].moments
    assert (forward_view.start, forward_view.statements) == (2014, ())
    (austerity,) = strands[mint("policy-event", "austerity")].moments
    assert (austerity.start, austerity.open) == (2010, True)
    assert austerity.statements == (mint("statement", "themes-austerity"),)


def test_relative_time_is_no_year(line):
    undated = {each.thing: each for each in line.undated}
    assert undated[mint("policy-event", "integrated-care-systems")].words == ("Half-way through the programme",)


def test_everything_that_could_have_a_year_is_on_the_timeline_or_listed_without(graph, line):
    kinds = "pg:Programme pg:Wave pg:Evaluation pg:PolicyEvent pg:Publication"
    expected = select(graph, f"SELECT DISTINCT ?thing {{ VALUES ?kind {{ {kinds} }} ?thing a ?kind }}")
    assert Counter(each.thing for each in (*line.dated, *line.undated)) == Counter(row[0] for row in expected)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("A report of January 2019.", (2019, None, False)),
        ("The evaluation, 2015 to 2021.", (2015, 2021, False)),
        ("Restraint from 2010 on.", (2010, None, True)),
        ("From the calendar year 2010 on; no end is given.", (2010, None, True)),
        ("Surveys of 2012 and 2014.", None),
        ("Half-way through the programme.", None),
        ("Served 20150 people.", None),
    ],
)
def test_years_are_read_from_a_description_only_where_they_are_plain(text, years):
    assert timeline.named_years(text) == years


# ------------------------------------------------------------------------------------------------------------- network


@pytest.mark.parametrize(
    ("words", "short_cut"),
    [
        ("helps", "hasFacilitator"),
        ("hinders", "hasBarrier"),
        ("may help", "mayHaveFacilitator"),
        ("may hinder", "mayHaveBarrier"),
    ],
)
def test_ties_of_factors_are_the_short_cuts_that_the_reasoner_fills_in(graph, ties, words, short_cut):
    shown = {(each.subject, each.thing) for each in ties if each.words == words}
    assert shown == set(select(graph, f"SELECT DISTINCT ?subject ?factor {{ ?subject pg:{short_cut} ?factor }}"))
    assert shown


def test_ties_of_outcomes_are_the_measured_outcomes(graph, ties):
    shown = {(each.subject, each.thing) for each in ties if each.side == network.OUTCOME}
    assert shown == set(select(graph, "SELECT DISTINCT ?subject ?outcome { ?subject pg:measuredOutcome ?outcome }"))


def test_every_line_joins_the_rows_of_what_it_ties(ties, known):
    picture = network.layout(ties, known, {})
    assert len(picture.left) + len(picture.right) == len(ties)
    for threads, starts, ends in (
        (picture.left, picture.factors, picture.subjects),
        (picture.right, picture.subjects, picture.outcomes),
    ):
        for thread in threads:
            assert min(abs(thread.start - node.middle) for node in starts) <= 3 * network.BESIDE
            assert min(abs(thread.end - node.middle) for node in ends) <= 3 * network.BESIDE


def test_a_focus_shows_its_ties_and_no_others(ties, known):
    leadership = mint("factor", "leadership")
    picture = network.layout(ties, known, {}, leadership)
    assert {each.iri for each in picture.factors} == {leadership}
    assert picture.outcomes == ()
    told = {each.iri: each.counts for each in picture.subjects}
    assert set(told) == {ICPS, PIONEERS, VANGUARDS, mint("pilot-group", "three-programmes")}
    assert [(each.words, len(each.statements)) for each in told[ICPS]] == [("helps", 2)]


def test_a_part_keeps_its_ties_to_itself(ties):
    """Wave 1 of the Pioneers has findings in the table that the programme does not get."""
    wave, admissions = mint("wave", "pioneers-wave-1"), mint("outcome", "unplanned-admissions")

    def behind(subject: str) -> set[str]:
        of = [each for each in ties if (each.subject, each.thing) == (subject, admissions)]
        return {statement for each in of for statement in each.statements}

    assert mint("statement", "t2-pioneers-unplanned") in behind(wave)
    assert not behind(wave) & behind(PIONEERS)
