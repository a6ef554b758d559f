"""Says how the service is doing: what it serves, how often answers were at hand, and how many workers it has."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilotgraph import __version__
from pilotgraph.web.cache import Cache
from pilotgraph.web.site import Site


async def status(request: Request) -> Response:
    """
    What an operator, or a program that watches the service, wants to know, as JSON.

    "caches" counts since the start: "hits" are answers that were at hand. "waiting" are queries without a worker.
    """
    site: Site = request.app.state.site
    workers = site.workers
    told = {
        "version": __version__,
        "edition": site.edition,
        "caches": {"queries": _told(site.queries), "pages": _told(site.pages), "repeats": _told(site.repeats)},
        "workers": {"wanted": workers.count, "running": workers.running, "waiting": workers.waiting},
    }
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _told(cache: Cache[Any]) -> dict[str, int]:
    return {"hits": cache.hits, "misses": cache.misses, "answers": len(cache), "bytes": cache.bytes}


ROUTES = [Route("/status", status)]
