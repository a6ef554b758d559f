"""The routes of the service, and how it refuses."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from pilotgraph.errors import PilotGraphError, Problem
from pilotgraph.web import citepage, homepage, problems, statuspage
from pilotgraph.web.editor import editorpage
from pilotgraph.web.endpoint import sparql
from pilotgraph.web.framing import Framing
from pilotgraph.web.freedmemory import keep_giving_back
from pilotgraph.web.headers import Headers
from pilotgraph.web.ontology import ontologypage
from pilotgraph.web.pictures import picturepages as pictures
from pilotgraph.web.problems import Refusal
from pilotgraph.web.questions import answerpages as questions
from pilotgraph.web.questions import evidencepages
from pilotgraph.web.refusals import respond
from pilotgraph.web.repeats import Repeats
from pilotgraph.web.site import Site
from pilotgraph.web.things import graphpages, linkeddata, searchpage, whypage

STATIC = Path(__file__).parent / "static"
COMPRESSED_FROM = 1000


def application(site: Site) -> Starlette:
    """The service as an ASGI application; its workers run while it does."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await site.workers.start()
        giving_back = asyncio.create_task(keep_giving_back())
        try:
            yield
        finally:
            giving_back.cancel()
            await site.workers.close()

    made = Starlette(
        routes=[
            *homepage.ROUTES,
            *questions.ROUTES,
            *evidencepages.ROUTES,
            *sparql.ROUTES,
            *citepage.ROUTES,
            *editorpage.ROUTES,
            *graphpages.ROUTES,
            *linkeddata.ROUTES,
            *ontologypage.ROUTES,
            *searchpage.ROUTES,
            *statuspage.ROUTES,
            *whypage.ROUTES,
            *pictures.ROUTES,
            Mount("/static", _Static(directory=STATIC)),
        ],
        middleware=[
            Middleware(Repeats, kept=site.repeats),
            Middleware(Headers),
            Middleware(Framing),
            Middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=5),
        ],
        exception_handlers={
            Refusal: _refuse,
            PilotGraphError: _refuse,
            HTTPException: _refuse,
            Exception: _fail,
        },
        lifespan=running,
    )
    made.state.site = site
    # The router would lead to whatever host a request names.
    made.router.redirect_slashes = False
    return made


class _Static(StaticFiles):
    """Files that a browser keeps, but asks about each time: scripts of two releases do not fit together."""

    def file_response(self, *given: Any, **more: Any) -> Response:
        response = super().file_response(*given, **more)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _refuse(request: Request, error: Exception) -> Response:
    if isinstance(error, PilotGraphError):
        refusal = problems.refused(error)
    elif isinstance(error, HTTPException):
        shorter = f"/{request.scope['raw_path'].decode('ascii', 'replace').strip('/')}"
        if error.status_code == HTTPStatus.NOT_FOUND and request.url.path.endswith("/"):
            query = request.url.query
            return RedirectResponse(f"{shorter}?{query}" if query else shorter, 307)
        refusal = _of_route(request, error)
    else:
        assert isinstance(error, Refusal)
        refusal = error
    return respond(request, refusal)


def _of_route(request: Request, error: HTTPException) -> Refusal:
    path = request.url.path
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        what = f"{request.method} is not allowed"
        return Refusal("method-not-allowed", Problem(path, what, f"use {allowed}"), {"Allow": allowed})
    if error.status_code == HTTPStatus.NOT_FOUND:
        return Refusal("not-found", Problem(path, "is not here", "begin at the first page"))
    return Refusal("bad-request", Problem(path, str(error.detail), ""))


async def _fail(request: Request, error: Exception) -> Response:
    # The details are for who runs the service, not for who asks.
    print("".join(traceback.format_exception(error)), file=sys.stderr)
    what = "failed for a reason that its operator can look up"
    return respond(request, Refusal("server-error", Problem(request.url.path, what, "try again")))
