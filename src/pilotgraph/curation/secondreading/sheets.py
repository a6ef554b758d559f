"""The files of the second reading: writes the draw once, and reads what both readers coded, with every problem."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pilotgraph.curation.schema import FACTS, THINGS
from pilotgraph.curation.secondreading import drawing, filledin
from pilotgraph.curation.secondreading.agreement import Pair, pairing
from pilotgraph.curation.secondreading.coding import FIELD_NAMES, Codes, codes_of
from pilotgraph.curation.secondreading.drawing import Drawn, Member
from pilotgraph.curation.secondreading.filledin import Ids
from pilotgraph.curation.tables import Tables, read_lines
from pilotgraph.errors import PilotGraphError, Problem

FOLDER = "data/second-reading"
IDS = ("list", "id")
DRAW = ("name", "value")
POPULATION = ("statement", "kind", "passages", "places")
SAMPLE = ("statement", "passage", "section", "step")
FIRST = ("statement", "passage", *FIELD_NAMES)
GIVEN = ("passage", "place", "first_words", "last_words", "units", "line")
SHEET = (*GIVEN, *FIELD_NAMES)
Line = dict[str, str]


def known_ids(tables: Tables, codes: Mapping[str, frozenset[str]], sources: Iterable[str]) -> Ids:
    """
    Every id that a cell of codes may hold.

    codes: the ontology's code lists. sources: ids of data/sources.tsv.
    """
    ids = {table.name: frozenset(row.id for row in tables[table.name]) for table in THINGS}
    ids |= {f"code:{name}": found for name, found in codes.items()}
    ids |= {"sources": frozenset(sources), "properties": frozenset(fact.name for fact in FACTS)}
    return {name: ids[name] for name in sorted(filledin.lists())}


def drawn_files(root: Path, tables: Tables, ids: Ids, seed: int) -> dict[str, bytes]:
    """
    What a draw writes, by file name below the root: seed, ids, population, sample, first codes, and the empty sheet.

    tables, ids: as they are now. Nothing of the first codes is in the sheet but how many statements each passage has.
    Raises PilotGraphError if one of the files is there already, since a draw is made once.
    """
    members = drawing.population(tables)
    sample = drawing.draw(members, seed)
    rows = {row.id: row for found in tables.values() for row in found if row.table.statement}
    first = []
    for each in sample:
        codes = codes_of(rows[each.statement], tables)
        first.append([each.statement, each.passage, *(codes[name] for name in FIELD_NAMES)])
    settings = {
        "seed": seed,
        "statements_wanted": drawing.WANTED,
        "statements_of_each_section": drawing.OF_EACH_SECTION,
    }
    whole = [[m.statement, m.kind, "; ".join(m.passages), "; ".join(m.places)] for m in members]
    files = {
        "draw.tsv": _tsv(DRAW, [[name, str(value)] for name, value in settings.items()]),
        "ids.tsv": _tsv(IDS, [[name, each] for name, found in ids.items() for each in sorted(found)]),
        "population.tsv": _tsv(POPULATION, whole),
        "sample.tsv": _tsv(SAMPLE, sample),
        "first.tsv": _tsv(FIRST, first),
        "sheet.tsv": _tsv(SHEET, _sheet(sample, tables)),
    }
    there = [name for name in files if (root / FOLDER / name).exists()]
    if there:
        remedy = "a draw is made once; keep it, or begin another in an empty folder"
        raise PilotGraphError(Problem(f"{FOLDER}/{name}", "is already there", remedy) for name in there)
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def read_population(root: Path) -> list[Member]:
    """The population as it was when the sample was drawn; raises PilotGraphError as `read_pairs` does."""
    lines = _read(root, "population.tsv", POPULATION)
    return [
        Member(line["statement"], line["kind"], tuple(line["passages"].split("; ")), tuple(line["places"].split("; ")))
        for line in lines.values()
    ]


def read_pairs(root: Path) -> list[Pair]:
    """
    What both readers coded, paired, in the order of the article.

    Raises PilotGraphError with everything that is wrong with the second reader's file, or if a file of the draw is
    not as it was written.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for line in _read(root, "ids.tsv", IDS).values():
        ids[line["list"]].add(line["id"])
    first: dict[str, list[Line]] = defaultdict(list)
    for line in _read(root, "first.tsv", FIRST).values():
        first[line["passage"]].append(line)
    sheet = _read(root, "sheet.tsv", SHEET)
    second = _read(root, "second.tsv", SHEET)
    problems = [*_misplaced(sheet.values(), second)]
    for where, line in second.items():
        problems += filledin.problems(where, line, {name: frozenset(found) for name, found in ids.items()})
    if problems:
        raise PilotGraphError(problems)
    by_passage: dict[str, list[Line]] = defaultdict(list)
    for line in second.values():
        by_passage[line["passage"]].append(line)
    pairs = []
    for passage in dict.fromkeys(line["passage"] for line in sheet.values()):
        mine, yours = first[passage], sorted(by_passage[passage], key=lambda line: int(line["line"]))
        for line, number in zip(mine, pairing(mine, yours), strict=True):
            its_codes, other = _codes(line), _codes(yours[number])
            pairs.append(Pair(line["statement"], passage, len(mine), number + 1, its_codes, other))
    return pairs


def _codes(line: Line) -> Codes:
    return {name: line[name] for name in FIELD_NAMES}


def _read(root: Path, name: str, columns: Sequence[str]) -> dict[str, Line]:
    """The lines of one file, by their place; raises PilotGraphError if it is missing or malformed."""
    where, path = f"{FOLDER}/{name}", root / FOLDER / name
    if not path.is_file():
        remedy = "copy sheet.tsv to it and fill that in" if name == "second.tsv" else "restore it, or draw a sample"
        raise PilotGraphError(Problem(where, "is not there", remedy))
    lines, problems = read_lines(path, where, list(columns))
    if problems:
        raise PilotGraphError(problems)
    return {place: dict(zip(columns, cells, strict=True)) for place, cells in lines}


def _misplaced(sheet: Iterable[Line], second: Mapping[str, Line]) -> Iterator[Problem]:
    """Where the lines of the second reader are not those of the sheet."""
    wanted = {(line["passage"], line["line"]): [line[name] for name in GIVEN] for line in sheet}
    seen: dict[tuple[str, str], str] = {}
    for where, line in second.items():
        key = (line["passage"], line["line"])
        if key not in wanted:
            what = f'passage {key[0]} has no line "{key[1]}" in sheet.tsv'
            yield Problem(where, what, "keep just the lines of the sheet")
        elif key in seen:
            yield Problem(where, f"line {key[1]} of {key[0]} is already at {seen[key]}", "keep one")
        elif [line[name] for name in GIVEN] != wanted[key]:
            yield Problem(where, "is not as in sheet.tsv before the codes", f"restore {', '.join(GIVEN)}")
        seen.setdefault(key, where)
    missing = Counter(passage for passage, number in wanted if (passage, number) not in seen)
    for passage, number in missing.items():
        units = sum(passage == each for each, _ in wanted)
        what = f"{number} of the {units} lines of passage {passage} {'is' if number == 1 else 'are'} missing"
        yield Problem(f"{FOLDER}/second.tsv", what, f'add them; write "{filledin.NONE}" as kind if there is no more')


def _sheet(sample: Iterable[Drawn], tables: Tables) -> list[list[str]]:
    """One empty line for each statement of each passage, in the order of the article."""
    units = Counter(each.passage for each in sample)
    empty = [""] * len(FIELD_NAMES)
    return [
        [
            row.id,
            row.one("place"),
            row.one("first_words"),
            row.one("last_words"),
            str(units[row.id]),
            str(number),
            *empty,
        ]
        for row in tables["passages"]
        for number in range(1, units[row.id] + 1)
    ]


def _tsv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return "".join("\t".join(cells) + "\n" for cells in (header, *rows)).encode()
