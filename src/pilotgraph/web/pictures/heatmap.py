"""Lays out what helped and what hindered: factors by programmes, each statement in the cells that are its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pilotgraph.records import Record
from pilotgraph.web.pictures import subjects as reaches
from pilotgraph.web.pictures.factorentries import EFFECTS, SAME, Claims, Entry, Factor

if TYPE_CHECKING:
    from pilotgraph.web.pictures.subjects import Subject

SURENESS = ("certain", "inferred", "ambiguous")
# The last column: what is said of several programmes jointly, of pilots whose programme is not said, or as such.
ELSEWHERE = ""


class Mark(Record):
    """
    Statements of one cell that are alike in sureness, reach and grade.

    sureness: one of SURENESS. reach: of subjects.py. same: whether what is named is the same as the factor, not only
    related. chances: the probabilities of open entries, in the order of the statements.
    """

    sureness: str
    reach: str
    same: bool
    statements: tuple[str, ...]
    chances: tuple[str, ...]


class Cell(Record):
    """
    A factor, a programme (or ELSEWHERE) and an effect.

    instead: for a cell without marks, how the last column speaks of the factor: kinds of reach; empty where nothing
    is recorded at all.
    """

    programme: str
    effect: str
    marks: tuple[Mark, ...]
    instead: tuple[str, ...]

    @property
    def strength(self) -> int:
        """How many statements say it of the programme itself; open entries and what is only related do not count."""
        return sum(
            len(m.statements) for m in self.marks if m.same and m.reach == reaches.OWN and m.sureness != "ambiguous"
        )


class Line(Record):
    """A factor's row."""

    factor: Factor
    cells: tuple[Cell, ...]
    claims: tuple[str, ...]


class Group(Record):
    """The rows of one domain."""

    domain: str
    label: str
    lines: tuple[Line, ...]


class HeatMap(Record):
    """
    The whole picture.

    programmes: the columns. effects: what each column is split into. idle: factors of which nothing of the chosen kind
    is said. unplaced: statements that name no factor, only something related to one at most.
    statements: all those in cells. open: those of them whose column is open.
    """

    programmes: tuple[Subject, ...]
    effects: tuple[str, ...]
    groups: tuple[Group, ...]
    idle: tuple[Factor, ...]
    unplaced: tuple[str, ...]
    statements: tuple[str, ...]
    open: tuple[str, ...]


def layout(
    listed: Sequence[Entry],
    known: Sequence[Factor],
    claimed: Iterable[Claims],
    subjects: dict[str, Subject],
    *,
    domain: str = "",
    basis: str = "",
    effect: str = "",
    certainty: str = "",
) -> HeatMap:
    """
    The picture of what fits the choices; an empty choice takes everything.

    Each entry stands in one cell: in its programme's column if it is about the programme or a part of it, else in the
    last one. Nothing that is said of several programmes jointly enters a programme's column.
    """
    chosen = [
        each
        for each in listed
        if basis in ("", each.basis) and effect in ("", each.effect) and certainty in ("", each.certainty)
    ]
    by_cell: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for each in chosen:
        by_cell[each.factor, _column(each, subjects), each.effect].append(each)
    effects = (effect,) if effect else tuple(EFFECTS)
    programmes = reaches.programmes(subjects)
    columns = [each.iri for each in programmes] + [ELSEWHERE]
    about = {each.factor: each.statements for each in claimed}
    narrowed = bool(basis or effect or certainty)
    groups: dict[str, list[Line]] = defaultdict(list)
    idle, labels = [], {}
    for factor in known:
        if domain not in ("", factor.domain):
            continue
        cells = tuple(_cell(by_cell, factor.iri, column, each, subjects) for column in columns for each in effects)
        if narrowed and not any(cell.marks for cell in cells):
            idle.append(factor)
            continue
        labels[factor.domain] = factor.domain_label
        groups[factor.domain].append(Line(factor, cells, about.get(factor.iri, ())))
    shown = {
        statement: mark.sureness
        for lines in groups.values()
        for line in lines
        for cell in line.cells
        for mark in cell.marks
        for statement in mark.statements
    }
    same = {each.statement for each in chosen if each.grade == SAME}
    return HeatMap(
        tuple(programmes),
        effects,
        tuple(Group(each, labels[each], tuple(lines)) for each, lines in groups.items()),
        tuple(idle),
        tuple(sorted({each.statement for each in chosen} - same)),
        tuple(sorted(shown)),
        tuple(sorted(each for each, sureness in shown.items() if sureness == "ambiguous")),
    )


def table(picture: HeatMap, subjects: dict[str, Subject]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The picture as column names and rows: one for each mark, and one for each cell without any."""
    rows: list[tuple[str, ...]] = []
    for group in picture.groups:
        for line in group.lines:
            for cell in line.cells:
                column = subjects[cell.programme].label if cell.programme else "not of one programme"
                place = (group.label, line.factor.label, column, cell.effect)
                for mark in cell.marks:
                    grade = "same" if mark.same else "related"
                    behind = (" ".join(mark.chances), " ".join(mark.statements))
                    rows.append((*place, str(len(mark.statements)), mark.sureness, mark.reach, grade, *behind))
                if not cell.marks:
                    reach = "; ".join(cell.instead) or "nothing recorded"
                    rows.append((*place, "0", "", reach, "", "", ""))
    names = ("domain", "factor", "programme", "effect", "statements", "certainty", "reach", "grade", "probabilities")
    return (*names, "iris"), rows


def _column(each: Entry, subjects: dict[str, Subject]) -> str:
    subject = subjects.get(each.subject)
    return subject.programmes[0] if subject and subject.reach in (reaches.OWN, reaches.PART) else ELSEWHERE


def _cell(
    by_cell: dict[tuple[str, str, str], list[Entry]],
    factor: str,
    column: str,
    effect: str,
    subjects: dict[str, Subject],
) -> Cell:
    marks: dict[tuple[bool, str, int], list[Entry]] = defaultdict(list)
    for each in by_cell.get((factor, column, effect), ()):
        sureness = each.certainty.rsplit("/", 1)[-1]
        reach = subjects[each.subject].reach if each.subject in subjects else reaches.AS_SUCH
        marks[each.grade != SAME, reach, SURENESS.index(sureness)].append(each)
    made = []
    for (related, reach, sure), found in sorted(marks.items(), key=lambda each: (each[0][0], each[0][2], each[0][1])):
        found = sorted(found, key=lambda each: each.statement)
        statements = tuple(dict.fromkeys(each.statement for each in found))
        chances = tuple(each.probability for each in found if each.probability)
        made.append(Mark(SURENESS[sure], reach, not related, statements, chances))
    instead: tuple[str, ...] = ()
    if not made and column != ELSEWHERE:
        there = {
            subjects[each.subject].reach
            for each in by_cell.get((factor, ELSEWHERE, effect), ())
            if each.subject in subjects and each.grade == SAME
        }
        instead = tuple(each for each in reaches.COVERS_ALL if each in there)
    return Cell(column, effect, tuple(made), instead)
