"""Reads one SSSOM file: what its header says of the set, and its mappings, with every problem of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

import yaml

from pilotgraph.curation.tables import near
from pilotgraph.errors import Problem
from pilotgraph.names import PREFIXES

COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_id", "mapping_date", "confidence", "comment", "target_checked"),
)
PREDICATES = tuple(f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related"))
# A person decided, or something that SSSOM has no name for; the header tells what.
JUSTIFICATIONS = ("semapv:ManualMappingCuration", "semapv:UnspecifiedMatching")
# What SSSOM writes where no term fits.
NO_TERM = "sssom:NoTermFound"
NOT = "Not"
REQUIRED = ("mapping_set_id", "mapping_set_title", "license", "curie_map")
CURIE = re.compile(r"([A-Za-z][A-Za-z0-9._-]*):([^\s<>\"{}|\\^`]+)")


@dataclass(frozen=True)
class Link:
    """
    One row: a mapping, or the finding that nothing maps.

    subject, predicate, object: IRIs; object is that of sssom:NoTermFound where no term fits.
    refused: whether the row says that the mapping does not hold.
    where: such as "ontology/mappings/mesh.sssom.tsv:14".
    """

    subject: str
    subject_label: str
    predicate: str
    refused: bool
    object: str
    object_curie: str
    object_label: str
    justification: str
    author: str
    date: str
    confidence: str
    comment: str
    target_checked: bool
    where: str


@dataclass(frozen=True)
class LinkSet:
    """One file: its name without endings, what its header says, and its links in order."""

    name: str
    title: str
    version: str
    header: Mapping[str, object]
    links: tuple[Link, ...]


def read(path: Path, name: str) -> tuple[LinkSet | None, list[Problem]]:
    """
    Read a file; all that is wrong with its form is a problem, and none of it raises.

    name: of the file in messages. The set is None where the header or the columns cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(name, f"cannot be read: {error}", 'save it as "UTF-8", tab separated')]
    head = list(takewhile(lambda line: line.startswith("#"), lines))
    try:
        header = yaml.safe_load("\n".join(line[1:] for line in head)) or {}
    except yaml.YAMLError as error:
        return None, [
            Problem(f"{name}:1", f"has a header that is not YAML: {error}", "mend the lines that begin with #")
        ]
    problems = list(_header_problems(header, name))
    body = lines[len(head) :] or [""]
    if tuple(body[0].split("\t")) != COLUMNS:
        return None, [
            *problems,
            Problem(f"{name}:{len(head) + 1}", "has other columns", f"the columns are {', '.join(COLUMNS)}"),
        ]
    if problems:
        return None, problems
    links = []
    for number, line in enumerate(body[1:], start=len(head) + 2):
        if not line and number == len(lines):
            break
        found = _link(line, header["curie_map"], f"{name}:{number}", problems)
        if found is not None:
            links.append(found)
    if not "".join(body[1:]):
        problems.append(Problem(name, "holds no mapping", "add one, or remove the file"))
    version = str(header.get("object_source_version", ""))
    stem = path.name.removesuffix(".sssom.tsv")
    return LinkSet(stem, str(header["mapping_set_title"]), version, header, tuple(links)), problems


def _header_problems(header: object, name: str) -> Iterator[Problem]:
    if not isinstance(header, dict):
        yield Problem(f"{name}:1", "has no header", "write lines such as #mapping_set_title: ... above the columns")
        return
    for key in REQUIRED:
        if not header.get(key):
            yield Problem(f"{name}:1", f"says no {key} in its header", f"add a line #{key}: ...")
    prefixes = header.get("curie_map") or {}
    if not isinstance(prefixes, dict):
        yield Problem(f"{name}:1", "has a curie_map that is no list of prefixes", "write one #  prefix: address a line")
        return
    for prefix, namespace in prefixes.items():
        if not isinstance(namespace, str):
            yield Problem(f"{name}:1", f"gives {prefix}: no address in its curie_map", "write #  prefix: address")
        elif PREFIXES.get(prefix, namespace) != namespace:
            what = f"calls {namespace} {prefix}:, which stands for {PREFIXES[prefix]}"
            yield Problem(f"{name}:1", what, "use another prefix")


def _link(line: str, prefixes: Mapping[str, str], where: str, problems: list[Problem]) -> Link | None:
    texts = line.split("\t")
    if len(texts) != len(COLUMNS):
        what = f"has {len(texts)} cells, the header has {len(COLUMNS)}"
        problems.append(Problem(where, what, "add or remove tabs; a cell holds no tab and no line break"))
        return None
    row = dict(zip(COLUMNS, texts, strict=True))
    wrong = list(_row_problems(row, where))
    iris = {}
    for column in ("subject_id", "predicate_id", "object_id", "mapping_justification", "author_id"):
        iri, problem = _expanded(row[column], prefixes)
        iris[column] = iri
        if problem:
            wrong.append(Problem(where, f'{column} "{row[column]}" {problem}', "write prefix:name, as in curie_map"))
    problems += wrong
    if wrong:
        return None
    return Link(
        iris["subject_id"],
        row["subject_label"],
        iris["predicate_id"],
        row["predicate_modifier"] == NOT,
        iris["object_id"],
        row["object_id"],
        row["object_label"],
        iris["mapping_justification"],
        iris["author_id"],
        row["mapping_date"],
        row["confidence"],
        row["comment"],
        row["target_checked"] == "true",
        where,
    )


def _row_problems(row: Mapping[str, str], where: str) -> Iterator[Problem]:
    missing = row["object_id"] == NO_TERM
    for column, text in row.items():
        if text != " ".join(text.split()):
            yield Problem(where, f"{column} has needless white space", "put one space between words")
    for column, values in (
        ("predicate_id", PREDICATES),
        ("predicate_modifier", ("", NOT)),
        ("mapping_justification", JUSTIFICATIONS),
        ("target_checked", ("",) if missing else ("true", "false")),
    ):
        if row[column] not in values:
            yield Problem(where, f'{column} "{row[column]}" is none', near(row[column], values))
    for column in ("subject_label", "comment", *(() if missing else ("object_label", "confidence"))):
        if not row[column]:
            yield Problem(
                where, f"{column} is empty", "give the reason" if column == "comment" else f"give the {column}"
            )
    if row["confidence"] and not re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", row["confidence"]):
        yield Problem(where, f'confidence "{row["confidence"]}" is not from 0 to 1', 'write it as in "0.85"')
    if not _is_day(row["mapping_date"]):
        yield Problem(where, f'mapping_date "{row["mapping_date"]}" is not a date', "write it as in 2026-11-23")


def _is_day(text: str) -> bool:
    # Python reads other forms of ISO 8601 too, which are no xsd:date.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _expanded(curie: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """The IRI of a short name, and what is wrong with it if anything."""
    parts = CURIE.fullmatch(curie)
    if not parts:
        return "", "is not a short name"
    namespace = prefixes.get(parts[1]) or PREFIXES.get(parts[1])
    return (namespace + parts[2], "") if namespace else ("", "has a prefix that is not in curie_map")
