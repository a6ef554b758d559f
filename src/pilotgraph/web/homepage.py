"""The first page: what is in the data, how to ask it, and how to read what it says."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilotgraph.engines import Table
from pilotgraph.graph import PilotGraph
from pilotgraph.names import NAMESPACE, shorten
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, instances, labels
from pilotgraph.values import plain
from pilotgraph.web.media import HTML
from pilotgraph.web.pages import kept, render
from pilotgraph.web.questions.answerpages import by_topic
from pilotgraph.web.questions.asking import checked, wanted
from pilotgraph.web.site import Site

COUNTED = ("Statement", "Passage", "Source", "Programme", "Factor", "Outcome")
CLASSES_TOLD = 100
GRAPHS = "SELECT ?iri (COUNT(*) AS ?count) WHERE { GRAPH ?iri { ?s ?p ?o } } GROUP BY ?iri ORDER BY DESC(?count) ?iri"
CLASSES = (
    "SELECT ?iri (COUNT(DISTINCT ?thing) AS ?count) WHERE { ?thing a ?iri } "
    f"GROUP BY ?iri ORDER BY DESC(?count) ?iri LIMIT {CLASSES_TOLD}"
)
TRIPLES = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"


class Counted(Record):
    """A graph or a class of the data, what it is called, and how many triples or things it has."""

    iri: str
    label: str
    number: int


async def home(request: Request) -> Response:
    """The first page."""
    site: Site = request.app.state.site
    checked(wanted(request, None, (HTML,), ()))

    def made() -> Response:
        if not site.has_statements:
            return render(request, "foreign_home.html", **_foreign(site.graph))
        engine = site.graph.engine
        counts = {kind: len(instances(engine, kind)) for kind in COUNTED}
        certainties = _defined(site.graph, "Certainty")
        questions = site.graph.questions()
        return render(
            request,
            "home.html",
            counts=counts,
            topics=by_topic(questions),
            count=len(questions),
            certainties=certainties,
            namespace=NAMESPACE,
            beside=[extra.name for extra in site.graph.extras],
        )

    return await kept(request, "home", lambda: site.in_thread(made))


def _defined(graph: PilotGraph, kind: str) -> list[tuple[str, str, str]]:
    """The IRI, label and definition of each concept of a list."""
    iris = instances(graph.engine, kind)
    named = labels(graph.engine, iris)
    said = {iri: values[0].value for (iri, _), values in graph.engine.look_up(iris, (DEFINITION,)).items() if values[0]}
    return [(iri, named[iri], said[iri]) for iri in iris if iri in named and iri in said]


def _foreign(graph: PilotGraph) -> dict[str, Any]:
    """What is in data that is not ours."""
    return {
        "triples": plain(_table(graph, TRIPLES).rows[0][0]),
        "graphs": _counted(graph, GRAPHS),
        "classes": _counted(graph, CLASSES),
        "told": CLASSES_TOLD,
    }


def _counted(graph: PilotGraph, text: str) -> list[Counted]:
    rows = [(iri.value, plain(number)) for iri, number in _table(graph, text).rows if iri is not None]
    named = labels(graph.engine, [iri for iri, _ in rows])
    return [Counted(iri, named.get(iri) or shorten(iri), int(number or 0)) for iri, number in rows]


def _table(graph: PilotGraph, text: str) -> Table:
    result = graph.engine.run(text, "the first page")
    assert isinstance(result, Table)
    return result


ROUTES = [Route("/", home)]
