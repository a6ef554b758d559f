"""Makes pages from templates, and keeps those that cannot change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import Response

from pilotgraph.names import GRAPHS, NAMESPACE, ONTOLOGY, THINGS, shorten
from pilotgraph.web import wording
from pilotgraph.web.conditional import not_modified, with_tag
from pilotgraph.web.headers import policy
from pilotgraph.web.media import HTML
from pilotgraph.web.site import Site


def render(request: Request, template: str, *, status: int = 200, styled: bool = False, **context: Any) -> Response:
    """
    A page.

    template: a file of the folder "templates".
    styled: whether a script of the page adds styles of its own, for which it gets a nonce.
    """
    site: Site = request.app.state.site
    nonce = token_urlsafe(16) if styled else ""
    text = (
        templates()
        .get_template(template)
        .render(site=site, request=request, path=request.url.path, nonce=nonce, address=address(request), **context)
    )
    response = Response(text, status, media_type=HTML.content_type)
    response.headers["Content-Security-Policy"] = policy(nonce)
    return response


async def kept(request: Request, key: object, make: Callable[[], Awaitable[Response]]) -> Response:
    """
    The response to a request, kept as long as the edition is the same.

    key: what, besides the address of the service, determines the response.
    Raises what making it raises.
    """
    site: Site = request.app.state.site
    if site.changing:
        return with_tag(await make(), "")
    whole = (address(request), key)
    tag = site.tag(*whole)
    if not_modified(request, tag):
        return with_tag(Response(status_code=304), tag)
    made = await site.pages.get_or_make(whole, make)
    # Later hands add headers to the response, so each request gets one of its own.
    response = Response(made.body, made.status_code, media_type=None)
    response.raw_headers = list(made.raw_headers)
    return with_tag(response, tag)


def address(request: Request) -> str:
    """The address of the service, without a slash at its end, as its operator or else the request says it."""
    site: Site = request.app.state.site
    return site.address or str(request.base_url).rstrip("/")


def path_of(iri: str) -> str:
    """Where this service has the page of an IRI: a path for ours, else the page that tells what is said of it."""
    for start, path in ((THINGS, "/id/"), (GRAPHS, "/graph/")):
        if iri.startswith(start):
            return path + iri.removeprefix(start)
    if iri.startswith(NAMESPACE):
        return f"/ontology#{iri.removeprefix(NAMESPACE)}"
    if iri == ONTOLOGY:
        return "/ontology"
    return f"/about?{urlencode({'iri': iri})}"


@cache
def templates() -> Environment:
    """The templates; a name that is not there is an error, and every value is escaped."""
    made = Environment(
        loader=PackageLoader("pilotgraph.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "path_of": path_of,
        "shorten": shorten,
        "query": lambda fields: urlencode(fields, doseq=True),
        "heading": wording.heading,
        "capital": wording.capital,
        "sentence": wording.sentence,
        "place": wording.place,
        "counted": wording.counted,
        "in_words": wording.in_words,
        "marked": wording.marked,
    }
    return made
