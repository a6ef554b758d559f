"""The addresses of things, terms and graphs: each IRI of ours answers with a page or with RDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pilotgraph.engines import Table
from pilotgraph.errors import Problem
from pilotgraph.names import THINGS, shorten
from pilotgraph.queries import nearest
from pilotgraph.web.problems import Refusal
from pilotgraph.web.site import Site
from pilotgraph.web.things import documents, thingpages
from pilotgraph.web.things.descriptions import description, is_iri, is_known

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Triple

OURS = THINGS.removesuffix("id/")
# Among so many names near misses are looked for.
NAMES = 5000


async def thing(request: Request) -> Response:
    """What is said of a thing of ours, at its own IRI."""
    return await _about(request, THINGS + request.path_params["rest"], *thingpages.PARAMETERS)


async def about(request: Request) -> Response:
    """What is said of any IRI at all."""
    iri = request.query_params.get("iri", "").strip()
    if iri.startswith(THINGS):
        rest = [(name, value) for name, value in request.query_params.multi_items() if name != "iri"]
        path = f"/id/{iri.removeprefix(THINGS)}"
        return RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303)
    if not is_iri(iri):
        what = f'"{iri[:200]}" is not an IRI' if iri else "is missing"
        raise Refusal("bad-request", Problem("iri", what, "give an absolute IRI, such as https://example.org/thing"))
    return await _about(request, iri, "iri", *thingpages.PARAMETERS)


async def question(request: Request) -> Response:
    """A saved question's IRI leads to its page."""
    return RedirectResponse(f"/questions/{request.path_params['name']}", 303)


async def _about(request: Request, iri: str, *parameters: str) -> Response:
    documents.known_parameters(request, "format", *parameters)
    site: Site = request.app.state.site
    # Of what is ours nobody else has a say.
    engine = site.graph.engine if iri.startswith(OURS) else site.graph.together

    def page() -> Response:
        _must_be_known(engine, iri)
        return thingpages.page(request, iri, engine)

    def triples() -> Iterable[Triple]:
        _must_be_known(engine, iri)
        return description(engine, iri, site.limits.rows)

    return await documents.document(request, iri, page, triples)


def _must_be_known(engine: Engine, iri: str) -> None:
    if is_known(engine, iri):
        return
    # A slip is more likely in the id than in the kind.
    start = iri[: iri.rfind("/") + 1]
    close = nearest(_short(iri), map(_short, _names(engine, start)))
    close = close or nearest(_short(iri), map(_short, _names(engine, THINGS)))
    raise Refusal("not-found", Problem(_short(iri), "nothing is said of it here", close or "look for it in the search"))


def _names(engine: Engine, start: str) -> list[str]:
    asked = f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), {Literal(start)})) }} LIMIT {NAMES}"
    table = engine.run(asked)
    assert isinstance(table, Table)
    return [row[0].value for row in table.rows if row[0] is not None]


def _short(iri: str) -> str:
    return iri.removeprefix(THINGS).replace("/", ":", 1) if iri.startswith(THINGS) else shorten(iri)


ROUTES = [
    Route("/id/{rest:path}", thing),
    Route("/about", about),
    Route("/question/{name}", question),
]
