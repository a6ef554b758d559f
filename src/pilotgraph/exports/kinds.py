"""Knows every kind of export: what it is, in which forms it comes, and what writes it."""

from __future__ import annotations

from pilotgraph.errors import Problem, RequestError
from pilotgraph.exports.endings import ENDINGS
from pilotgraph.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pilotgraph.graph import PilotGraph

TRIPLES = ("turtle", "ntriples", "jsonld", "rdfxml")


class Kind(Record):
    """
    A kind of export.

    forms: the first is taken where none is named; none where it is a folder of files of several forms.
    module: below `pilotgraph.exports`. whole, parts: the functions in it that give one file, and several; may be empty.
    """

    said: str
    forms: tuple[str, ...]
    module: str
    whole: str
    parts: str


KINDS: dict[str, Kind] = {
    "nanopublications": Kind(
        "each statement as a nanopublication, unsigned",
        ("trig", "nquads"),
        "nanopublications",
        "nanopublications",
        "separately",
    ),
    "cube": Kind("findings as observations of an RDF Data Cube", TRIPLES, "cube", "cube", ""),
    "mappings": Kind("mappings to other vocabularies as SSSOM", TRIPLES, "mappings", "mappings", "mappings_by_set"),
    "mappings-owl": Kind(
        "the same as OWL annotations", ("rdfxml", "turtle", "ntriples"), "mappings", "mappings_owl", ""
    ),
    "schemes": Kind("concept schemes as SKOS", TRIPLES, "schemes", "schemes", "schemes_separately"),
    "schema-org": Kind("the data set's description in schema.org", ("jsonld",), "schemaorg", "schema_org", ""),
    "ro-crate": Kind("the files of the graph as an RO-Crate", (), "crate", "", "crate"),
}
FORMS = tuple(dict.fromkeys(form for kind in KINDS.values() for form in kind.forms))


def check(kind: str, form: str | None, *, folder: bool, file: bool, remote: bool) -> None:
    """
    Refuse what does not go together.

    folder, file: whether a folder or a file to write to is named. remote: whether an endpoint is asked.
    Raises RequestError with all problems.
    """
    if kind not in KINDS:
        from pilotgraph.queries import nearest

        remedy = nearest(kind, KINDS) or f"there are {', '.join(KINDS)}"
        raise RequestError(Problem(f'export "{kind}"', "there is no such kind of export", remedy))
    known, problems = KINDS[kind], []
    if folder and file:
        problems.append(Problem("--to", "is given together with --output", "give one of the two"))
    if not known.whole and not folder:
        problems.append(Problem(f"export {kind}", "is a folder of files", f"add --to {kind}, or another folder"))
    if form and form not in known.forms:
        remedy = f"there are {', '.join(known.forms)}" if known.forms else "leave it out"
        problems.append(Problem(f"--format {form}", f"is no form of {kind}", remedy))
    if remote and not known.whole:
        remedy = "leave --endpoint out, or name a checkout or download with --graph"
        problems.append(Problem("--endpoint", "has no files to pack", remedy))
    if problems:
        raise RequestError(problems)


def whole(graph: PilotGraph, kind: str, form: str | None = None) -> bytes:
    """
    An export as one file; the same graph gives the same bytes.

    kind: of KINDS. form: one of its forms.
    Raises RequestError if there is no such kind or form, SourceError if there is nothing to export.
    """
    check(kind, form, folder=False, file=False, remote=False)
    known = KINDS[kind]
    written: bytes = _function(known, known.whole)(graph, form or known.forms[0])
    return written


def files(graph: PilotGraph, kind: str, form: str | None = None) -> list[tuple[str, bytes]]:
    """
    An export as (name, content) of one or more files, for a folder of its own.

    kind: of KINDS. form: one of its forms.
    Raises RequestError if there is no such kind or form, SourceError if there is nothing to export.
    """
    check(kind, form, folder=True, file=False, remote=False)
    known = KINDS[kind]
    if not known.parts:
        return [(f"{kind}.{ENDINGS[form or known.forms[0]]}", whole(graph, kind, form))]
    given = (form or known.forms[0],) if known.forms else ()
    found: list[tuple[str, bytes]] = _function(known, known.parts)(graph, *given)
    return found


def _function(kind: Kind, name: str) -> Callable[..., Any]:
    """Imported when it is wanted, so that a command loads only what it needs."""
    from importlib import import_module

    found: Callable[..., Any] = getattr(import_module(f"pilotgraph.exports.{kind.module}"), name)
    return found
