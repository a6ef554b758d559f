"""Lays an answer out as a table that can be read: by groups, without columns that say nothing, things as links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from pilotgraph.answers import Answer
from pilotgraph.evidence import PLACE, SOURCE
from pilotgraph.graph import PilotGraph
from pilotgraph.names import CODE_LISTS, NAMESPACE, PREFIXES
from pilotgraph.queries import Question
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, labels
from pilotgraph.values import plain
from pilotgraph.web import wording

LONG = 60
TERMS = tuple(PREFIXES[name] for name in CODE_LISTS)
UNIT = "unit"
# A table of so few rows or columns is read at a glance and left whole.
FEW_ROWS, FEW_COLUMNS = 3, 4


class Cell(Record):
    """What stands in a cell, and the IRI of the page it leads to, or ""; empty text where nothing is recorded."""

    text: str
    iri: str = ""

    @property
    def term(self) -> bool:
        """Whether it is a term of a code list, such as "decrease", and no thing of the pilots' world."""
        return self.iri.startswith(TERMS)


class Column(Record):
    """A column: its variable, its heading, and its kind: "number", "long" or "text"."""

    name: str
    heading: str
    kind: str


class Line(Record):
    """A row: its number in the whole answer, counted from 1, its cells, and how many statements are behind it."""

    number: int
    cells: tuple[Cell, ...]
    statements: int


class Group(Record):
    """Rows that stand together under a heading, or under none."""

    heading: Cell | None
    lines: tuple[Line, ...]


class Layout(Record):
    """
    A page of a table.

    grouped: the column whose values head the groups, or None. same: columns with one value in every row, with it.
    unused: columns in which nothing is recorded. first, last: the numbers of its rows. rows, pages: how many there
    are in all. backed: whether there are statements behind any row.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    grouped: Column | None
    same: tuple[tuple[Column, Cell], ...]
    unused: tuple[Column, ...]
    first: int
    last: int
    rows: int
    pages: int
    backed: bool


def layout(graph: PilotGraph, answer: Answer, page: int, size: int) -> Layout:
    """
    A page of the table of an answer.

    page: counted from 1. size: of a page, in rows.
    Raises SourceError if a remote graph cannot be read.
    """
    headings = _headings(graph, answer.columns)
    places = _places(graph, answer)
    cells = [tuple(_cell(answer, term, places) for term in row) for row in answer.rows]
    columns = [Column(name, headings[name], _kind(answer, number, cells)) for number, name in enumerate(answer.columns)]
    shown = list(range(len(columns)))
    for number in shown[1:]:
        if columns[number].name == UNIT and columns[number - 1].kind == "number":
            shown.remove(number)
            cells = [_with_unit(row, number) for row in cells]
    unused = [number for number in shown if cells and not any(row[number].text for row in cells)]
    shown = [number for number in shown if number not in unused]
    same: list[int] = []
    if len(cells) >= FEW_ROWS and len(shown) > FEW_COLUMNS:
        same = [number for number in shown if len({row[number] for row in cells}) == 1]
        shown = [number for number in shown if number not in same]
    grouped = shown[0] if len(shown) > 2 and _in_runs([row[shown[0]] for row in cells]) else None
    if grouped is not None:
        shown = shown[1:]
    begin = (page - 1) * size
    groups: list[tuple[Cell | None, list[Line]]] = []
    for number, row in list(enumerate(cells))[begin : begin + size]:
        head = row[grouped] if grouped is not None else None
        if not groups or groups[-1][0] != head:
            groups.append((head, []))
        line = Line(number + 1, tuple(row[each] for each in shown), len(answer.statements[number]))
        groups[-1][1].append(line)
    return Layout(
        columns=tuple(columns[number] for number in shown),
        groups=tuple(Group(head, tuple(lines)) for head, lines in groups),
        grouped=columns[grouped] if grouped is not None else None,
        same=tuple((columns[number], cells[0][number]) for number in same),
        unused=tuple(columns[number] for number in unused),
        first=begin + 1,
        last=min(begin + size, len(cells)),
        rows=len(cells),
        pages=max(1, -(-len(cells) // size)),
        backed=any(answer.statements),
    )


def facts(graph: PilotGraph, answer: Answer, number: int) -> list[tuple[str, Cell]]:
    """What a row says, by headings; `number` is counted from 1. What is not recorded is left out."""
    headings, places = _headings(graph, answer.columns), _places(graph, answer)
    cells = (_cell(answer, term, places) for term in answer.rows[number - 1])
    return [(headings[name], cell) for name, cell in zip(answer.columns, cells, strict=True) if cell.text]


def meanings(graph: PilotGraph, question: Question, columns: Sequence[str]) -> list[tuple[str, str, str]]:
    """For each column that the ontology has a word for: its heading, the IRI of the term, and its definition."""
    types = {parameter.name: parameter.type for parameter in question.parameters}
    candidates = {
        name: [NAMESPACE + term for term in (name, types.get(name, ""), wording.capital(name)) if term]
        for name in columns
    }
    found = graph.engine.look_up([iri for iris in candidates.values() for iri in iris], (DEFINITION,))
    headings = _headings(graph, columns)
    told = []
    for name, iris in candidates.items():
        iri = next((iri for iri in iris if (iri, DEFINITION) in found), "")
        if iri:
            told.append((headings[name], iri, found[iri, DEFINITION][0].value))  # type: ignore[union-attr]
    return told


def _headings(graph: PilotGraph, columns: Sequence[str]) -> dict[str, str]:
    # A column may be named for a programme, by its id.
    programmes = labels(graph.engine, [PREFIXES["programme"] + name for name in columns])
    return {name: programmes.get(PREFIXES["programme"] + name) or wording.heading(name) for name in columns}


def _places(graph: PilotGraph, answer: Answer) -> Mapping[str, str]:
    """The passage at each place that the answer names by its text."""
    texts = {term.value for row in answer.rows for term in row if hasattr(term, "datatype")}  # type: ignore[union-attr]
    if not any(wording.PLACE.fullmatch(text) for text in texts):
        return {}
    source = {passage.value: of.value for passage, _, of in graph.engine.match(p=NamedNode(SOURCE))}
    found: dict[str, str] = {}
    told = sorted((passage.value, place.value) for passage, _, place in graph.engine.match(p=NamedNode(PLACE)))
    for passage, place in told:
        # Passages of one sentence lead to the first; where two sources have such a place, the text does not tell which.
        same = source.get(found.setdefault(place, passage)) == source.get(passage)
        found[place] = found[place] if same else ""
    return found


def _cell(answer: Answer, term: object, places: Mapping[str, str]) -> Cell:
    if isinstance(term, NamedNode):
        shown = answer.shown(term)
        # A term of another vocabulary that has no label here, such as "schema:funder".
        prefix, colon, local = shown.partition(":")
        foreign = colon and term.value not in answer.labels and prefix in PREFIXES
        return Cell(wording.heading(local) if foreign else shown, term.value)
    text = answer.shown(term)  # type: ignore[arg-type]
    return Cell(wording.place(text), places[text]) if text in places else Cell(text)


def _kind(answer: Answer, number: int, cells: list[tuple[Cell, ...]]) -> str:
    values = [row[number] for row in answer.rows if row[number] is not None]
    if values and all(isinstance(plain(each), (int, float)) and not isinstance(plain(each), bool) for each in values):
        return "number"
    return "long" if any(len(row[number].text) > LONG for row in cells) else "text"


def _with_unit(row: tuple[Cell, ...], at: int) -> tuple[Cell, ...]:
    """The row with the unit said beside the number before it."""
    amount, unit = row[at - 1], row[at]
    said = Cell(f"{amount.text} {unit.text}") if amount.text and unit.text else amount
    return (*row[: at - 1], said, *row[at:])


def _in_runs(values: list[Cell]) -> bool:
    """Whether equal values stand together, and mostly not alone."""
    runs = [value for number, value in enumerate(values) if not number or values[number - 1] != value]
    return len(values) > FEW_ROWS and len(runs) == len(set(runs)) and len(values) >= 1.7 * len(runs)
