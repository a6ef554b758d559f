"""The SPARQL endpoint: answers free queries, and describes itself to who asks nothing."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pilotgraph.web import protocol
from pilotgraph.web.conditional import not_modified, with_tag
from pilotgraph.web.endpoint import servicedescription
from pilotgraph.web.media import GRAPHS, HTML, TABLES, choose
from pilotgraph.web.problems import Refusal
from pilotgraph.web.protocol import Query
from pilotgraph.web.site import Site

METHODS = "GET, HEAD, POST, OPTIONS"
FORMS = {form.name: form for form in (*TABLES, *GRAPHS)}
CLIENT_LEFT = 499


async def sparql(request: Request) -> Response:
    """The endpoint of the SPARQL 1.1 Protocol."""
    site: Site = request.app.state.site
    if request.method == "OPTIONS":
        return Response(
            status_code=204, headers={"Allow": METHODS, "Accept-Post": f"{protocol.FORM}, {protocol.DIRECT}"}
        )
    browsing = request.method == "GET" and choose((*TABLES, *GRAPHS, HTML), request.headers.get("accept")) is HTML
    if browsing and not {"format", "output", "update"} & set(request.query_params):
        # A person followed a link to a query, or to the endpoint itself.
        asked = urlencode([("query", text) for text in request.query_params.getlist("query")[:1]])
        return RedirectResponse(f"/editor?{asked}" if asked else "/editor", 303)
    try:
        query = await protocol.read(request, site.limits.query_bytes)
        if query is None:
            return servicedescription.response(request)
        constant = site.constant(query)
        tag = site.tag("sparql", *query.key) if constant else ""
        if tag and not_modified(request, tag):
            return with_tag(Response(status_code=304), tag)
        reply = await site.answer(query, request.is_disconnected, constant=constant)
    except asyncio.CancelledError:
        return Response(status_code=CLIENT_LEFT)
    return with_tag(Response(reply.body, media_type=FORMS[reply.media].content_type), tag)


async def check(request: Request) -> Response:
    """Whether a query is SPARQL, for editors: {"ok": true}, or where and what the mistake is."""
    site: Site = request.app.state.site
    raw = await protocol.body(request, site.limits.query_bytes)
    text = raw.decode("utf-8", "replace")
    # Asked of no graph at all, so that it costs next to nothing.
    nothing = "https://w3id.org/pilotgraph/graph/none"
    try:
        await site.answer(Query(text, (nothing,), None, TABLES[0], GRAPHS[0]), request.is_disconnected)
    except Refusal as refusal:
        said = {"line": 1, "column": 1, **refusal.details, "message": str(refusal.problems[0].what)}
        return JSONResponse(
            {"ok": False, **said, "remedy": refusal.problems[0].remedy}, headers={"Cache-Control": "no-store"}
        )
    except asyncio.CancelledError:
        return Response(status_code=CLIENT_LEFT)
    return JSONResponse({"ok": True}, headers={"Cache-Control": "no-store"})


ROUTES = [
    Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"]),
    Route("/sparql/check", check, methods=["POST"]),
]
