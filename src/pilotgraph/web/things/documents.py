"""Answers a request for a document in the form that it wants: a page for people, RDF for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

from pilotgraph.errors import Problem
from pilotgraph.queries import nearest
from pilotgraph.web import pages
from pilotgraph.web.endpoint import writing
from pilotgraph.web.media import GRAPHS, HTML, Media, choose, named
from pilotgraph.web.problems import Refusal
from pilotgraph.web.protocol import unacceptable

if TYPE_CHECKING:
    from pilotgraph.values import Triple
    from pilotgraph.web.site import Site

# What a browser and a client that leaves the choice to the server get comes first.
DOCUMENT = (HTML, *GRAPHS)
SAFE = ":/?#[]@!$&'()*+,;=%~"


def wanted(request: Request, offered: Sequence[Media] = DOCUMENT) -> Media:
    """
    The form that a request asks for, by its parameter "format" or else by its header.

    Raises Refusal if it asks for none of those that are offered.
    """
    said = request.query_params.get("format")
    if not said:
        form = choose(offered, request.headers.get("accept"))
        if form is None:
            raise unacceptable(offered)
        return form
    form = named(offered, said)
    if form is None:
        names = [each.name for each in offered]
        remedy = nearest(said, names) or f"ask for one of {', '.join(names)}"
        raise Refusal("bad-request", Problem("format", f'"{said}" is not a format of this page', remedy))
    return form


def known_parameters(request: Request, *names: str) -> None:
    """Raise Refusal if the request has other parameters, or one of them twice."""
    known(request.query_params.multi_items(), names)


def known(given: Sequence[tuple[str, str]], names: Sequence[str]) -> None:
    """Raise Refusal if there are other fields than these, or one of them twice."""
    problems = []
    said = [name for name, _ in given]
    for name in dict.fromkeys(said):
        if name not in names:
            remedy = nearest(name, names) or (f"it takes {', '.join(names)}" if names else "it takes none")
            problems.append(Problem(name, "is not a parameter of this page", remedy))
        elif said.count(name) > 1:
            problems.append(Problem(name, "is given more than once", "give it once"))
    if problems:
        raise Refusal("bad-request", problems)


async def document(
    request: Request,
    thing: str,
    page: Callable[[], Response],
    triples: Callable[[], Iterable[Triple]],
    offered: Sequence[Media] = DOCUMENT,
) -> Response:
    """
    The document about a thing, kept as long as the edition is the same.

    page, triples: make the page, and say the RDF; one of the two is called, outside of the loop that serves everybody.
    Raises Refusal for a form that is not offered, and what the two raise.
    """
    site: Site = request.app.state.site
    form = wanted(request, offered)

    def make() -> Response:
        if form is HTML:
            return page()
        return Response(rdf(triples(), form, site), media_type=form.content_type)

    async def made() -> Response:
        response: Response = await site.in_thread(make)
        return with_links(request, response, thing)

    return await pages.kept(request, (request.url.path, request.url.query, form), made)


def rdf(triples: Iterable[Triple], form: Media, site: Site) -> bytes:
    """
    Triples in a form of RDF, each once and in order.

    Raises Refusal if there are more than the service sends at once.
    """
    found: set[Triple] = set()
    for triple in triples:
        found.add(triple)
        if len(found) > site.limits.rows:
            raise writing.too_many(site.limits)
    ordered = sorted(found, key=lambda triple: [str(term) for term in triple])
    return writing.graph((ox.Triple(*triple) for triple in ordered), form.name, site.limits)


def with_links(request: Request, response: Response, thing: str) -> Response:
    """The response with headers that say of which thing it tells, and where its other forms are."""
    plain = in_form(request, None)
    # A header holds ASCII only.
    links = [f'<{quote(thing, safe=SAFE)}>; rel="describes"', f'<{plain}>; rel="canonical"']
    links += [f'<{in_form(request, form)}>; rel="alternate"; type="{form.type}"' for form in DOCUMENT]
    response.headers["Link"] = ", ".join(links)
    return response


def in_form(request: Request, form: Media | None) -> str:
    """The address at which a document is sent in one form, whatever the header says; None leaves the form open."""
    url = URL(f"{pages.address(request)}{request.url.path}").include_query_params(**request.query_params)
    return str(url.include_query_params(format=form.name) if form else url.remove_query_params("format"))


def take_away(request: Request) -> list[tuple[str, str]]:
    """The forms of RDF in which the document of a page can be taken away: what they are called, and the address."""
    said = {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"}
    path = URL(request.url.path).include_query_params(**request.query_params)
    return [(said[form.name], str(path.include_query_params(format=form.name))) for form in GRAPHS]
