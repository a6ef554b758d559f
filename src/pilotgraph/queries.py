"""Reads saved questions with their headers, and binds their parameters."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pilotgraph.errors import Problem, RequestError, SourceError
from pilotgraph.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pyoxigraph import Literal, NamedNode

HEADER = "#+"
# The type of a parameter that takes anything in the graph, and all types for which there is no list to choose from.
ANYTHING = "thing"
FREE = ("text", "integer", ANYTHING)
PARAMETER_LINE = re.compile(r"^[ \t]*VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}[ \t]*\r?\n?", re.MULTILINE)
# Words that tell no question from another.
COMMON = frozenset(
    [
        "a",
        "and",
        "are",
        "did",
        "do",
        "does",
        "for",
        "how",
        "in",
        "is",
        "of",
        "or",
        "the",
        "to",
        "was",
        "were",
        "what",
        "which",
        "who",
        "with",
    ]
)
# So many words of a wording are compared with those of the questions, which takes a while for each.
LOOKED_AT = 30
REQUIRED = ("question", "topic", "row", "counts", "empty")


class Parameter(Record):
    """
    Something a question can be narrowed by.

    name: the query's variable, without "?".
    type: a class of the ontology, such as "Programme", or "integer", "text", or "thing" for anything in the graph.
    default: the value taken when none is given; None leaves the question as wide as it is.
    choices: the only values that a "text" can take; empty where any will do.
    """

    name: str
    type: str
    help: str
    default: str | None = None
    choices: tuple[str, ...] = ()


class Needed(Record):
    """
    What a question needs beside the graph.

    name: what it is called. namespace: how the IRIs of its things begin. file: where to get it, in words.
    """

    name: str
    namespace: str
    file: str

    def lacking(self) -> str:
        """What an answer says where it is not there."""
        return f"This question needs {self.name} beside the graph: add --with FILE ({self.file})."


class Question(Record):
    """
    A saved question.

    name: the file's name without ".rq".
    row: what one row of the answer is; counts: what is counted; empty: what an empty answer means.
    text: the SPARQL text without its header, with a line `VALUES ?name { UNDEF }` for each parameter.
    needs: what must stand beside the graph; None for a question of the graph alone.
    """

    name: str
    question: str
    topic: str
    row: str
    counts: str
    empty: str
    parameters: tuple[Parameter, ...]
    text: str
    needs: Needed | None = None


def bind(question: Question, values: Mapping[str, NamedNode | Literal]) -> str:
    """
    The SPARQL text that asks a question with these values; the line of a parameter without a value is dropped.

    Only terms take the place of UNDEF, and a term writes itself, so no value can change the query around it.
    Raises RequestError if the question has no such parameter.
    """
    known = [parameter.name for parameter in question.parameters]
    problems = [unknown_parameter(question, name) for name in values if name not in known]
    if problems:
        raise RequestError(problems)

    def line(match: re.Match[str]) -> str:
        value = values.get(match.group(1))
        return "" if value is None else match.group().replace("UNDEF", str(value))

    return PARAMETER_LINE.sub(line, question.text)


def unknown_parameter(question: Question, name: str) -> Problem:
    """The problem of a parameter that the question does not have."""
    known = [parameter.name for parameter in question.parameters]
    remedy = nearest(name, known) or (f"it takes {', '.join(known)}" if known else "it takes none")
    return Problem(f"--param {name}", f"{question.name} has no such parameter", remedy)


def read_all(folder: str) -> list[Question]:
    """
    Every saved question of a folder, by name.

    Raises SourceError with the problems of all files.
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    for name in names(folder):
        try:
            questions.append(read(folder, name))
        except SourceError as error:
            problems.extend(error.problems)
    if problems:
        raise SourceError(problems)
    return questions


def names(folder: str) -> list[str]:
    """
    The names of all saved questions, sorted.

    Raises SourceError if the folder is missing or holds none.
    """
    try:
        found = sorted(entry.removesuffix(".rq") for entry in os.listdir(folder) if entry.endswith(".rq"))
    except OSError:
        found = []
    if not found:
        raise SourceError(Problem(folder, "holds no saved questions", "install PilotGraph again, or restore queries/"))
    return found


def find(folder: str, wanted: str) -> Question:
    """
    The saved question with this name, unique beginning of a name, or wording.

    Reads no other file when the name is exact.
    Raises RequestError, with near misses, if none or several fit.
    """
    slug = "-".join(re.findall(r"\w+", wanted.lower()))
    if re.fullmatch(r"[\w-]+", wanted) and os.path.isfile(os.path.join(folder, wanted + ".rq")):
        return read(folder, wanted)
    known = names(folder)
    if slug in known:
        return read(folder, slug)
    begun = [name for name in known if slug and name.startswith(slug)]
    if len(begun) == 1:
        return read(folder, begun[0])
    if begun:
        what = f"{len(begun)} questions begin so"
        raise RequestError(Problem(f'question "{wanted}"', what, f"say which: {', '.join(begun[:6])}"))
    asked = {"-".join(re.findall(r"\w+", question.question.lower())): question for question in read_all(folder)}
    if slug in asked:
        return asked[slug]
    remedy = _sharing_words(slug, known) or nearest(slug, known) or "`pilotgraph questions` lists them all"
    raise RequestError(Problem(f'question "{wanted}"', "there is no such question", remedy))


def read(folder: str, name: str) -> Question:
    """
    One saved question.

    Raises SourceError with every problem of the file, each with its line.
    """
    path = os.path.join(folder, name + ".rq")
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return parse(name, file.read())
    except UnicodeDecodeError as error:
        problem = Problem(f"queries/{name}.rq", f"is not UTF-8 (byte {error.start})", "save it as UTF-8")
        raise SourceError(problem) from None
    except OSError as error:
        raise SourceError(Problem(path, f"cannot be read: {error.strerror}", "restore the file")) from None


@lru_cache(512)
def parse(name: str, content: str) -> Question:
    """
    A saved question from its file's content; the same content is taken apart only once.

    Raises SourceError with every problem, each with its line.
    """
    where = f"queries/{name}.rq"
    fields: dict[str, Any] = {}
    lists: list[tuple[int, Any]] = []
    problems: list[Problem] = []
    body: list[str] = []
    for number, line in enumerate(content.splitlines(keepends=True), start=1):
        if not line.startswith(HEADER):
            body.append(line)
            continue
        try:
            _header_line(line.removeprefix(HEADER).strip(), number, fields, lists)
        except ValueError as error:
            problems.append(Problem(f"{where}:{number}", f"header line {error}", 'write it as `#+ name: "JSON value"`'))
    text = "".join(body).lstrip("\r\n")
    if fields.get("parameters") == [] and lists:
        problems.append(Problem(f"{where}:{lists[0][0]}", "parameters are both empty and listed", "remove one of them"))
    parameters = [_parameter(where, number, value, problems) for number, value in lists]
    lacking = [field for field in REQUIRED if not isinstance(fields.get(field), str) or not fields[field]]
    problems += [Problem(f"{where}:1", f'the header has no "{each}"', f'add `#+ {each}: "..."`') for each in lacking]
    if "parameters" not in fields:
        problems.append(Problem(f"{where}:1", 'the header has no "parameters"', "add `#+ parameters: []`"))
    needs = _needed(fields.get("with"))
    if "with" in fields and needs is None:
        remedy = 'write it as `#+ with: {"name": "...", "namespace": "http://...", "file": "where to get it"}`'
        problems.append(Problem(f"{where}:1", 'the header\'s "with" does not say what the question needs', remedy))
    taken = set(PARAMETER_LINE.findall(text))
    declared = {parameter.name for parameter in parameters if parameter}
    for missing in sorted(declared - taken):
        line_wanted = f"VALUES ?{missing} {{ UNDEF }}"
        problems.append(
            Problem(where, f'parameter "{missing}" has no line of its own', f"add the line `{line_wanted}`")
        )
    what = "is left open but is no parameter of the header"
    problems += [Problem(where, f"?{extra} {what}", "declare it there") for extra in sorted(taken - declared)]
    if problems:
        raise SourceError(problems)
    said = {field: fields[field] for field in REQUIRED}
    return Question(name=name, **said, parameters=tuple(filter(None, parameters)), text=text, needs=needs)


def nearest(wrong: str, known: Iterable[str]) -> str:
    """A remedy that names up to three near misses, or nothing."""
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in known}
    close = [by_folded[name] for name in get_close_matches(wrong.casefold(), by_folded, n=3, cutoff=0.6)]
    return f"did you mean {' or '.join(close)}?" if close else ""


def _sharing_words(slug: str, known: list[str]) -> str:
    """A remedy that names the questions with most words in common, however misspelt, for one asked in other words."""
    from difflib import get_close_matches

    words = [word for word in slug.split("-") if word not in COMMON][:LOOKED_AT]

    def shared(name: str) -> int:
        return sum(bool(get_close_matches(word, name.split("-"), n=1, cutoff=0.75)) for word in words)

    close = [name for score, name in sorted((-shared(name), name) for name in known) if score < 0][:3]
    return f"did you mean {' or '.join(close)}?" if close else ""


def _header_line(line: str, number: int, fields: dict[str, Any], lists: list[tuple[int, Any]]) -> None:
    if not line:
        return
    if line.startswith("- "):
        if "parameters" not in fields:
            raise ValueError('is an item, but no "parameters:" stands above it')
        lists.append((number, _value(line[2:])))
        return
    name, colon, value = line.partition(":")
    if not colon:
        raise ValueError("has no colon")
    if name in fields:
        raise ValueError(f'repeats "{name}"')
    fields[name] = _value(value) if value.strip() else None


def _value(text: str) -> Any:
    import json

    text = text.strip()
    if text.startswith(("[", "{", '"')):
        # YAML allows a comment after a value; JSON does not.
        value, end = json.JSONDecoder().raw_decode(text)
        if text[end:].strip() and not text[end:].lstrip().startswith("#"):
            raise ValueError("has more after its value")
        return value
    return json.loads(text.partition(" #")[0])


def _parameter(where: str, number: int, value: Any, problems: list[Problem]) -> Parameter | None:
    shape = '{"name": "...", "type": "...", "help": "..."}'
    choices = value.pop("choices", []) if isinstance(value, dict) else []
    texts = isinstance(value, dict) and all(isinstance(item, str) for item in [*value.values(), *choices])
    if not texts or not {"name", "type", "help"} <= set(value) <= {"name", "type", "help", "default"}:
        problems.append(Problem(f"{where}:{number}", "is not a parameter", f"write it as {shape}"))
        return None
    return Parameter(value["name"], value["type"], value["help"], value.get("default"), tuple(choices))


def _needed(value: Any) -> Needed | None:
    """What a question needs beside the graph; None where the value does not say it."""
    if not isinstance(value, dict) or {*value} != {*Needed._fields}:
        return None
    said = all(isinstance(each, str) and each.strip() for each in value.values())
    return Needed(**value) if said and ":" in value["namespace"] else None
