"""The pages of the four pictures, each a table or drawing of what the graph says, with its choices."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilotgraph.errors import Problem
from pilotgraph.names import PREFIXES
from pilotgraph.records import Record
from pilotgraph.web.pages import kept, render
from pilotgraph.web.pictures import (
    effectdrawing,
    effects,
    factorentries,
    heatmap,
    network,
    subjects,
    timeline,
    timelinedrawing,
)
from pilotgraph.web.pictures.filters import Choice, Option, of_things, read
from pilotgraph.web.pictures.lookup import Labels, of_kind
from pilotgraph.web.problems import Refusal

if TYPE_CHECKING:
    from pilotgraph.graph import PilotGraph
    from pilotgraph.web.site import Site

FORMAT = Choice("format", "Format", (Option("html", "page"), Option("csv", "table"), Option("svg", "drawing")), "page")


class Made(Record):
    """
    One picture, ready to be sent.

    context: for its template. table: its column names and rows. drawing: the template of its SVG, if it has one.
    """

    context: dict[str, Any]
    table: tuple[tuple[str, ...], list[tuple[str, ...]]]
    drawing: str = ""


class Picture(Record):
    """
    A kind of picture.

    name: in its address. title, sentence: for the list. offered: the choices it takes in this graph.
    make: the picture of these choices.
    """

    name: str
    title: str
    sentence: str
    offered: Callable[[PilotGraph], tuple[Choice, ...]]
    make: Callable[[PilotGraph, Mapping[str, Option]], Made]


def factors_offered(graph: PilotGraph) -> tuple[Choice, ...]:
    """What the picture of factors can be narrowed by."""
    effects_ = (Option("helps", "helps"), Option("hinders", "hinders"))
    bases = ("text", "table", "abstract")
    return (
        Choice("domain", "Kind of factor", _kind(graph, "FactorDomain"), "all kinds"),
        Choice("basis", "Where it is said", _some(graph, "basis", bases), "anywhere in the article"),
        Choice("effect", "Helps or hinders", effects_, "both"),
        Choice("certainty", "How sure its programme is", _some(graph, "certainty", heatmap.SURENESS), "however sure"),
    )


def factors(graph: PilotGraph, chosen: Mapping[str, Option]) -> Made:
    """What helped and hindered, by factor and programme."""
    known = subjects.read(graph.engine)
    picture = heatmap.layout(
        factorentries.entries(graph.engine),
        factorentries.factors(graph.engine),
        factorentries.claims(graph.engine),
        known,
        **{name: option.key for name, option in chosen.items()},
    )
    return Made({"picture": picture, "subjects": known}, heatmap.table(picture, known))


def effects_offered(graph: PilotGraph) -> tuple[Choice, ...]:
    """What the picture of effects can be narrowed by."""
    found = effects.read(graph.engine)
    named = Labels(graph.engine, effects.mentioned(found))
    known = subjects.programmes(subjects.read(graph.engine))

    def listed(things: Iterable[str]) -> tuple[Option, ...]:
        return of_things(sorted({(each, named(each)) for each in things if each}, key=lambda each: each[1]))

    periods = listed(period for each in found for period in each.periods)
    return (
        Choice("programme", "Programme, with its parts", of_things((each.iri, each.label) for each in known), "all"),
        Choice("outcome", "Outcome", listed(each.outcome for each in found), "all outcomes"),
        Choice("period", "Period", (*periods, Option(effects.NO_PERIOD, "not stated")), "all periods"),
        Choice("significance", "Significance", listed(each.significance for each in found), "whatever is said of it"),
    )


def effects_found(graph: PilotGraph, chosen: Mapping[str, Option]) -> Made:
    """The effects that were found, one row each."""
    found = effects.read(graph.engine)
    elsewhere = effects.others(graph.engine)
    named = Labels(graph.engine, {*effects.mentioned(found), *elsewhere})
    choice = {name: option.key for name, option in chosen.items()}
    domains = effects.layout(found, elsewhere, subjects.read(graph.engine), named, **choice)
    reach = effects.largest(found)

    def drawn(effect: effects.Effect) -> effectdrawing.Drawing | None:
        return effectdrawing.draw(effect, reach.get(effect.axis) if effect.axis else None)

    shown = [each for domain in domains for each in domain.effects]
    context = {"domains": domains, "named": named, "drawn": drawn, "shown": shown, "all": found, "box": effectdrawing}
    return Made(context, effects.table(domains, named))


def timeline_offered(_: PilotGraph) -> tuple[Choice, ...]:
    """What the timeline can be narrowed by."""
    kinds = (timeline.PROGRAMMES, timeline.EVALUATIONS, timeline.EVENTS, timeline.PUBLICATIONS)
    values = ("programmes", "evaluations", "policy", "publications")
    return (Choice("kind", "Kind", tuple(map(Option, values, kinds)), "everything"),)


def timeline_drawn(graph: PilotGraph, chosen: Mapping[str, Option]) -> Made:
    """What happened in which year."""
    known = subjects.read(graph.engine)
    kind = chosen["kind"].label if "kind" in chosen else ""
    picture = timeline.layout(timeline.read(graph, known), kind)
    moments = [at for strand in picture.dated for at in strand.moments]
    context = {
        "picture": picture,
        "drawn": timelinedrawing.draw(picture, timeline.PROGRAMMES),
        "box": timelinedrawing,
        "dates": len(moments),
        "stated": sum(bool(at.statements) for at in moments),
        "kinds": [each for each in dict.fromkeys(at.what for at in moments) if each in timeline.KINDS.values()],
    }
    return Made(context, timeline.table(picture), "picture-timeline.svg")


def network_offered(graph: PilotGraph) -> tuple[Choice, ...]:
    """What the network can be centred on."""
    ties, known = _ties(graph)
    named = Labels(graph.engine, {each.thing for each in ties})
    things = {(each.thing, named(each.thing)) for each in ties}
    tied = {each.subject for each in ties}
    listed = [
        *((iri, each.label) for iri, each in known.items() if iri in tied),
        *sorted(things, key=lambda each: each[1].casefold()),
    ]
    return (Choice("focus", "Only what is tied to", of_things(listed), "everything"),)


def network_drawn(graph: PilotGraph, chosen: Mapping[str, Option]) -> Made:
    """Which factors and outcomes are tied to which programmes and parts of them."""
    ties, known = _ties(graph)
    named = Labels(graph.engine, {each.thing for each in ties})
    labels = {each.thing: named(each.thing) for each in ties} | {iri: each.label for iri, each in known.items()}
    picture = network.layout(ties, known, labels, chosen["focus"].key if "focus" in chosen else "")
    context = {"picture": picture, "labels": labels, "subjects": known, "height": network.HEIGHT}
    return Made(context, network.table(picture, labels))


PICTURES = (
    Picture(
        "factors",
        "What helped and what hindered, programme by programme",
        "Every factor against the three programmes: what is said to have helped, what to have hindered, how sure it is "
        "that the programme is meant, and what kind of silence an empty cell is.",
        factors_offered,
        factors,
    ),
    Picture(
        "effects",
        "What effects were found",
        "One row for each finding: which outcome, for whom, when, compared with whom, which way, how much, and whether "
        "it is called significant.",
        effects_offered,
        effects_found,
    ),
    Picture(
        "timeline",
        "What happened when",
        "Programmes, evaluations, policy events and publications by calendar year, and what has no year.",
        timeline_offered,
        timeline_drawn,
    ),
    Picture(
        "network",
        "What is tied to what",
        "Factors, programmes and outcomes in three columns, joined by what the statements say; choose one to see only "
        "what is tied to it.",
        network_offered,
        network_drawn,
    ),
)


def behind(statements: Sequence[str]) -> str:
    """The address of the page that shows these statements."""
    ids = [("id", each.removeprefix(PREFIXES["statement"])) for each in statements]
    return f"/statements?{urlencode(ids)}"


async def listing(request: Request) -> Response:
    """The list of pictures."""
    site: Site = request.app.state.site
    read(request.query_params.multi_items(), ())

    async def make() -> Response:
        has = await site.in_thread(lambda: site.has_statements)
        return render(request, "pictures.html", pictures=PICTURES, has=has)

    return await kept(request, "pictures", make)


def page_of(picture: Picture) -> Callable[[Request], Any]:
    """The handler of a picture's page."""

    async def page(request: Request) -> Response:
        site: Site = request.app.state.site
        given = tuple(request.query_params.multi_items())

        async def make() -> Response:
            made: Response = await site.in_thread(_made, request, picture, given)
            return made

        return await kept(request, ("picture", picture.name, given), make)

    return page


def _made(request: Request, picture: Picture, given: tuple[tuple[str, str], ...]) -> Response:
    site: Site = request.app.state.site
    if not site.has_statements:
        if any(name == "format" and value not in ("", "html") for name, value in given):
            what = "has nothing to show: the data served here holds no statements of PilotGraph's kind"
            raise Refusal("not-found", Problem(picture.name, what, "ask the data itself, in SPARQL"))
        return render(request, "picture-missing.html", picture=picture)
    offered = (*picture.offered(site.graph), FORMAT)
    chosen = read(given, offered)
    form = chosen.pop("format", FORMAT.options[0]).value
    made = picture.make(site.graph, chosen)
    fields = {name: option.value for name, option in chosen.items()}
    if form == "csv":
        return _download(_csv(*made.table), "text/csv", f"pilotgraph-{picture.name}.csv")
    context = {**made.context, "behind": behind, "fields": fields, "chosen": chosen}
    if form == "svg":
        if not made.drawing:
            raise Refusal("bad-request", Problem("format", "is not there as a drawing", "take the table: format=csv"))
        drawn = render(request, made.drawing, alone=True, **context)
        return _download(bytes(drawn.body).decode(), "image/svg+xml", f"pilotgraph-{picture.name}.svg")
    return render(
        request, f"picture-{picture.name}.html", about=picture, offered=offered[:-1], drawing=made.drawing, **context
    )


def _download(text: str, media: str, name: str) -> Response:
    return Response(text, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _ties(graph: PilotGraph) -> tuple[list[network.Tie], dict[str, subjects.Subject]]:
    ties = [*network.factor_ties(factorentries.entries(graph.engine)), *network.outcome_ties(graph.engine)]
    return ties, subjects.read(graph.engine)


def _kind(graph: PilotGraph, kind: str) -> tuple[Option, ...]:
    listed = of_kind(graph.engine, kind)
    named = Labels(graph.engine, listed)
    return of_things(sorted(((each, named(each)) for each in listed), key=lambda each: each[1]))


def _some(graph: PilotGraph, prefix: str, names: Sequence[str]) -> tuple[Option, ...]:
    listed = [PREFIXES[prefix] + name for name in names]
    named = Labels(graph.engine, listed)
    return of_things((each, named(each)) for each in listed)


ROUTES = [
    Route("/pictures", listing),
    *(Route(f"/pictures/{picture.name}", page_of(picture), name=f"picture-{picture.name}") for picture in PICTURES),
]
