"""Tells a refusal to whoever asked: a page to browsers, JSON to programs."""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import Response

from pilotgraph.errors import PilotGraphError
from pilotgraph.names import CODE_LISTS, KINDS, expand
from pilotgraph.records import Record
from pilotgraph.web.media import HTML, PROBLEM, choose
from pilotgraph.web.pages import path_of, render
from pilotgraph.web.problems import Refusal, as_json, phrase
from pilotgraph.web.site import Site

# A name as it stands in a sentence: of a question, of a thing, or a path of this service.
NAME = re.compile(r"(?<![\w/:.-])(/?[\w-]+(?:[:/.][\w-]+)*)")
PATHS = ("/search", "/questions", "/editor", "/sparql")


class Part(Record):
    """A piece of a sentence, and where it leads, or ""."""

    text: str
    path: str = ""


def respond(request: Request, refusal: Refusal) -> Response:
    """The refusal in the form that the request's sender can read."""
    if choose((PROBLEM, HTML), request.headers.get("accept")) is not HTML:
        return as_json(refusal, request.url.path)
    told = [(each, linked(each.remedy, _questions(request))) for each in refusal.problems]
    page = render(
        request, "problem.html", status=refusal.status, refusal=refusal, phrase=phrase(refusal.status), problems=told
    )
    page.headers["Cache-Control"] = "no-store"
    page.headers["Vary"] = "Accept, Accept-Encoding"
    page.headers.update(refusal.headers)
    return page


def linked(text: str, questions: Collection[str]) -> list[Part]:
    """A text in pieces, in which the names of questions, things and paths of this service lead to their pages."""
    parts, end = [], 0
    for found in NAME.finditer(text):
        path = _path(found[1], questions)
        if path:
            parts += [Part(text[end : found.start()]), Part(found[1], path)]
            end = found.end()
    return [part for part in (*parts, Part(text[end:])) if part.text]


def _path(name: str, questions: Collection[str]) -> str:
    if name in questions:
        return f"/questions/{name}"
    if name in PATHS:
        return name
    iri = expand(name) if name.partition(":")[0] in (*KINDS, *CODE_LISTS) else None
    return path_of(iri) if iri else ""


def _questions(request: Request) -> list[str]:
    from pilotgraph.queries import names

    site: Site = request.app.state.site
    try:
        return names(site.graph.folder.queries)
    except PilotGraphError:
        # The refusal itself matters more than its links.
        return []
