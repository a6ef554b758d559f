"""The named graphs and the data set: whole, for programs, and with their counts, for people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pilotgraph.engines import Table
from pilotgraph.errors import Problem
from pilotgraph.names import DATASET, GRAPHS, PREFIXES
from pilotgraph.queries import nearest
from pilotgraph.values import plain
from pilotgraph.web import media, pages
from pilotgraph.web.editor.asked import Asked
from pilotgraph.web.endpoint import servicedescription
from pilotgraph.web.naming import words
from pilotgraph.web.problems import Refusal
from pilotgraph.web.things import documents
from pilotgraph.web.things.descriptions import is_iri

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Triple
    from pilotgraph.web.site import Site

DATA_SET = "https://w3id.org/pilotgraph/dataset"
VOID = PREFIXES["void"]
# What each of our graphs holds, in a sentence.
HOLDS = {
    "asserted": "What was recorded from the sources, statement by statement, and nothing else.",
    "inferred": "What follows from it by the ontology; nobody wrote it down.",
    "dataset": "The description of the data set: what it holds, who made it, and under which licence.",
    "ontology": "The terms, with their definitions and axioms.",
    "mappings": "Links to terms of other vocabularies, each with its reason; no source says them.",
    "alignments": "Axioms that place classes below classes of other ontologies.",
    "cfir-2022": "The Consolidated Framework for Implementation Research of 2022, with definitions of our own.",
    "eric": "The ERIC compilation of implementation strategies, with definitions of our own.",
    "rainbow": "The Rainbow Model of Integrated Care, with definitions of our own.",
}
NOT_OURS = "It stands beside PilotGraph and is not part of it."


async def graph(request: Request) -> Response:
    """A named graph of ours, whole."""
    name = request.path_params["name"]
    documents.known_parameters(request, "format")
    site: Site = request.app.state.site
    iri = GRAPHS + name
    engine = site.graph.together
    holds = NOT_OURS if iri in {extra.iri for extra in site.graph.extras} else HOLDS.get(name, "")

    def there() -> int:
        # What is no IRI must not come near the text of a query.
        size = _size(engine, iri) if is_iri(iri) else 0
        if not size:
            names = [each.removeprefix(GRAPHS) for each in servicedescription.graphs(site) if each.startswith(GRAPHS)]
            remedy = nearest(name, names) or f"there are {', '.join(names)}" if names else "look at the data set's page"
            raise Refusal("not-found", Problem(request.url.path, "there is no such graph here", remedy))
        return size

    def page() -> Response:
        size = there()
        return pages.render(
            request,
            "graph.html",
            iri=iri,
            name=name,
            holds=holds,
            size=size,
            classes=_counted(engine, iri),
            take_away=documents.take_away(request),
        )

    def triples() -> Iterable[Triple]:
        there()
        return engine.match(graph=iri)

    if documents.wanted(request).name == "turtle" and (path := _file(site, iri)):
        return await _as_built(request, site, iri, path)
    return await documents.document(request, iri, page, triples)


async def dataset(request: Request) -> Response:
    """The description of the data set."""
    documents.known_parameters(request, "format")
    site: Site = request.app.state.site
    address = pages.address(request)
    well_known = request.url.path.startswith("/.well-known/")
    offered = (*media.GRAPHS, media.HTML) if well_known else documents.DOCUMENT

    def page() -> Response:
        engine = site.graph.engine
        others = [extra.iri for extra in site.graph.extras]
        graphs = [(iri, _size(engine, iri)) for iri in servicedescription.graphs(site) if iri not in others]
        return pages.render(
            request,
            "dataset.html",
            iri=DATA_SET,
            graphs=[(iri, size, HOLDS.get(iri.removeprefix(GRAPHS), ""), _where(iri)) for iri, size in graphs],
            total=sum(size for _, size in graphs),
            beside=[
                (extra.name, _size(site.graph.together, extra.iri), _where(extra.iri)) for extra in site.graph.extras
            ],
            classes=_counted(engine, None),
            take_away=[
                (said, where.replace(request.url.path, "/dataset", 1)) for said, where in documents.take_away(request)
            ],
        )

    def triples() -> Iterable[Triple]:
        engine = site.graph.engine
        described = engine.match(graph=DATASET)
        return [*(described or _void(engine, address)), *_endpoint(described, address)]

    return await documents.document(request, DATA_SET, page, triples, offered)


async def alignments(_: Request) -> Response:
    """The alignments are an ontology of their own, and what there is of it is a graph."""
    return RedirectResponse("/graph/alignments", 303)


async def part(_: Request) -> Response:
    """The parts of the data set are described with the whole."""
    return RedirectResponse("/dataset", 303)


async def _as_built(request: Request, site: Site, iri: str, path: str) -> Response:
    """The file byte for byte as built, so that it can be compared and cited."""

    async def made() -> Response:
        content = await site.in_thread(Path(path).read_bytes)
        return documents.with_links(request, Response(content, media_type=media.GRAPHS[0].content_type), iri)

    return await pages.kept(request, ("as built", iri, request.url.query), made)


def _where(iri: str) -> str:
    """Where a graph can be had: at its own page if it is one of ours, else by a query for all of it."""
    if iri.startswith(GRAPHS):
        return pages.path_of(iri)
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    return f"/sparql?{urlencode({'query': query, 'format': 'turtle'})}"


def _file(site: Site, iri: str) -> str:
    ours = not site.source.data and not site.source.endpoint
    return dict(site.graph.folder.graphs).get(iri, "") if ours else ""


def _size(engine: Engine, iri: str | None) -> int:
    chosen, pattern = _within(engine, iri, "?s ?p ?o")
    table = chosen.run(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    assert isinstance(table, Table)
    return int(plain(table.rows[0][0]) or 0)


def _counted(engine: Engine, iri: str | None) -> list[tuple[str, str, int]]:
    """The classes of a graph, or of all, with their numbers of things: IRI, label, count."""
    chosen, pattern = _within(engine, iri, "?s a ?class")
    asked = f"SELECT ?class (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} FILTER(isIRI(?class)) }} GROUP BY ?class"
    table = chosen.run(asked)
    assert isinstance(table, Table)
    counts = {row[0].value: int(plain(row[1]) or 0) for row in table.rows if row[0] is not None}
    named = words(engine, counts)
    return sorted(((each, named[each], n) for each, n in counts.items()), key=lambda row: (-row[2], row[1].casefold()))


def _within(engine: Engine, iri: str | None, pattern: str) -> tuple[Engine, str]:
    """What to ask, and the pattern, so that it is of one graph only; None is all of them."""
    if iri is None:
        return engine, pattern
    if isinstance(engine, Asked):
        return engine, f"GRAPH <{iri}> {{ {pattern} }}"
    from pilotgraph.remote import Remote

    # Some servers see no named graph beside those that the request chooses.
    assert isinstance(engine, Remote)
    return Remote(engine.url, (iri,), engine.seconds), pattern


def _endpoint(described: list[Triple], address: str) -> list[Triple]:
    of = NamedNode(VOID + "Dataset")
    whole = [s for s, p, o in described if p.value.endswith("#type") and o == of]
    return [(each, NamedNode(VOID + "sparqlEndpoint"), NamedNode(f"{address}/sparql")) for each in whole]


def _void(engine: Engine, address: str) -> list[Triple]:
    """A short description of data that does not describe itself."""
    whole = NamedNode(f"{address}/dataset")
    integer = NamedNode(PREFIXES["xsd"] + "integer")
    found: list[Triple] = [
        (whole, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(VOID + "Dataset")),
        (whole, NamedNode(VOID + "triples"), Literal(str(_size(engine, None)), datatype=integer)),
        (whole, NamedNode(VOID + "sparqlEndpoint"), NamedNode(f"{address}/sparql")),
    ]
    for number, (iri, _, count) in enumerate(_counted(engine, None), start=1):
        each = NamedNode(f"{address}/dataset/class/{number}")
        found += [
            (whole, NamedNode(VOID + "classPartition"), each),
            (each, NamedNode(VOID + "class"), NamedNode(iri)),
            (each, NamedNode(VOID + "entities"), Literal(str(count), datatype=integer)),
        ]
    return found


ROUTES = [
    Route("/graph/{name:path}", graph),
    Route("/alignments", alignments),
    Route("/alignments/{version}", alignments),
    Route("/dataset", dataset),
    Route("/dataset/{rest:path}", part),
    Route("/.well-known/void", dataset),
]
