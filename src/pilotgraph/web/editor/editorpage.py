"""The page where free queries are written and answered; it works as a plain form too."""

from __future__ import annotations

import asyncio
import re
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pilotgraph.absence.reasons import reasons
from pilotgraph.errors import Problem
from pilotgraph.queries import bind
from pilotgraph.web import pages, protocol
from pilotgraph.web.editor.resultrows import shown
from pilotgraph.web.editor.vocabulary import Vocabulary, for_editor, vocabulary
from pilotgraph.web.endpoint.sparql import CLIENT_LEFT
from pilotgraph.web.media import GRAPHS, TABLES, named
from pilotgraph.web.problems import Refusal
from pilotgraph.web.protocol import Query
from pilotgraph.web.questions import asking
from pilotgraph.web.questions.answerpages import by_topic
from pilotgraph.web.things import documents

if TYPE_CHECKING:
    from pilotgraph.web.site import Site

ROWS = 200
# Longer addresses are cut off or refused on the way by some programs.
LONGEST_ADDRESS = 7000
FIELDS = ("query", "page", "question")
OURS = """PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?programme ?launched (COUNT(DISTINCT ?statement) AS ?statements) WHERE {
  ?programme a pg:Programme .
  OPTIONAL { ?programme pg:launchYear ?launched }
  OPTIONAL { ?statement pg:about ?programme }
}
GROUP BY ?programme ?launched
ORDER BY ?launched
"""
ANY = (
    "SELECT ?class (COUNT(?thing) AS ?things) WHERE {\n  ?thing a ?class\n}\nGROUP BY ?class\nORDER BY DESC(?things)\n"
)
SAID = {
    **{"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"},
    **{"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"},
}


async def editor(request: Request) -> Response:
    """The form, and under it the answer to its query if there is one."""
    site: Site = request.app.state.site
    fields = await _fields(request, site)
    text = fields.get("query", "")
    if fields.get("question"):
        question = await site.question(fields["question"])
        text = bind(question, {})
    if request.method == "POST" and "page" not in fields and len(urlencode({"query": text})) <= LONGEST_ADDRESS:
        # An address that can be kept and sent to others.
        return RedirectResponse(f"/editor?{urlencode({'query': text})}", 303)
    try:
        answered = await _answered(request, site, text, fields.get("page", "1")) if text.strip() else {}
    except asyncio.CancelledError:
        return Response(status_code=CLIENT_LEFT)
    words = await _vocabulary(request, site)
    response = await site.in_thread(lambda: _page(request, site, text, words, answered))
    response.headers["Cache-Control"] = "no-store" if site.changing else "no-cache"
    return response  # type: ignore[no-any-return]


async def _fields(request: Request, site: Site) -> dict[str, str]:
    given = request.query_params.multi_items()
    if request.method == "POST":
        given += protocol.fields(await protocol.body(request, site.limits.query_bytes), "the form")
    documents.known(given, FIELDS)
    return dict(given)


async def _answered(request: Request, site: Site, text: str, page: str) -> dict[str, Any]:
    """What a page tells of the answer to a query, or of the reason why there is none."""
    query = Query(text, None, None, TABLES[0], named(GRAPHS, "ntriples"))
    start = perf_counter()
    try:
        reply = await site.answer(query, request.is_disconnected)
        milliseconds = round(1000 * (perf_counter() - start))
        number = asking.number(page)
        part = await site.in_thread(shown, site.graph.together, reply, max(number, 1), ROWS)
        last = max(1, -(-part.total // ROWS))
        if not 1 <= number <= last:
            raise Refusal(
                "bad-request", Problem("page", f'"{page}" is not one of its {last} pages', f"say 1 to {last}")
            )
        empty = part.truth is False or not part.total
        why = await site.in_thread(reasons, site.graph.together, text) if empty else []
    except Refusal as refusal:
        return {"refusal": refusal, "lines": _lines(text, refusal)}
    forms = GRAPHS if reply.form in ("CONSTRUCT", "DESCRIBE") else TABLES[:2] if part.truth is not None else TABLES
    return {
        "form": reply.form,
        "shown": part,
        "why": why,
        "milliseconds": milliseconds,
        "page": number,
        "last": last,
        "take_away": [(SAID[form.name], form.name) for form in forms],
    }


def _lines(text: str, refusal: Refusal) -> list[tuple[int, str, bool]]:
    """The lines of a query with their numbers, and whether the mistake is there; none where its place is not known."""
    bad = _place(refusal).get("line")
    return [(number, line, number == bad) for number, line in enumerate(text.splitlines(), 1)] if bad else []


def _place(refusal: Refusal) -> dict[str, object]:
    """The line of a mistake, and its column where that is known too."""
    if "line" in refusal.details:
        return refusal.details
    found = next((match for each in refusal.problems if (match := re.fullmatch(r"query:(\d+)", each.where))), None)
    return {"line": int(found[1])} if found else {}


async def _vocabulary(request: Request, site: Site) -> Vocabulary:
    """The words of the data, read once: they only help to write."""
    state = request.app.state
    if not hasattr(state, "vocabulary"):
        state.vocabulary = await site.in_thread(vocabulary, site.graph.together)
    found: Vocabulary = state.vocabulary
    return found


def _page(request: Request, site: Site, text: str, words: Vocabulary, answered: dict[str, Any]) -> Response:
    refusal: Refusal | None = answered.get("refusal")
    error = None
    if refusal and _place(refusal):
        error = {**_place(refusal), "message": refusal.problems[0].what}
    here = f"/sparql?{urlencode({'query': text})}"
    return pages.render(
        request,
        "editor.html",
        status=refusal.status if refusal else 200,
        styled=True,
        text=text or (OURS if site.has_statements else ANY),
        asked=bool(text.strip()),
        answer=answered,
        refusal=refusal,
        error=error,
        here=here if len(here) <= LONGEST_ADDRESS else "",
        words=words,
        vocabulary=for_editor(words),
        topics=by_topic(site.graph.questions()) if site.has_statements else [],
    )


ROUTES = [Route("/editor", editor, methods=["GET", "POST"])]
