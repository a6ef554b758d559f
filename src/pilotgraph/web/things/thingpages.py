"""The page of a thing: what is recorded of it, what follows, what points to it, and what one can ask about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pilotgraph.errors import Problem
from pilotgraph.evidence import ABOUT, BASIS, CERTAINTY, CLAIM, HEDGE, MAY_BE_ABOUT, NOTE, SUPPORTED_BY
from pilotgraph.lookups import PARTS
from pilotgraph.names import NAMESPACE, PREFIXES, THINGS, expand, shorten
from pilotgraph.things import DEFINITION, LABELS, OTHER_LABEL, TYPE
from pilotgraph.web import pages
from pilotgraph.web.naming import words
from pilotgraph.web.problems import Refusal
from pilotgraph.web.questions.asking import number
from pilotgraph.web.questions.cards import cards
from pilotgraph.web.things.documents import take_away
from pilotgraph.web.things.elsewhere import apart, elsewhere, without
from pilotgraph.web.things.thingfacts import AT_THE_HEAD, Fact, Group, facts, groups, questions, uses

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.web.site import Site

# What the page takes: by which property, and of which class, things are to be listed, and which page of the list.
PARAMETERS = ("through", "kind", "page")
# So many of a group stand on the first page, so many on each page of their own, and so many are told at all.
FEW, MANY, MOST = 12, 100, 20_000
ON_THE_CARD = (
    ABOUT,
    MAY_BE_ABOUT,
    BASIS,
    CERTAINTY,
    CLAIM,
    HEDGE,
    NOTE,
    SUPPORTED_BY,
    PREFIXES["dcterms"] + "identifier",
)


def page(request: Request, iri: str, engine: Engine) -> Response:
    """
    The page of an IRI of which something is said.

    engine: asks the graph, with what stands beside it if the thing is not ours.

    Raises Refusal for a list of things that there is not.
    """
    site: Site = request.app.state.site
    pointing, more = groups(engine, iri, MOST)
    called = words(engine, [iri])[iri]
    if request.query_params.get("through"):
        return _listed(request, iri, called, pointing)
    linked = elsewhere(engine, iri)
    said, pointing = without(linked, facts(engine, iri), pointing)
    by_name = {fact.iri: [value.text for value in fact.values] for fact in said}
    types = [value for fact in said if fact.iri == TYPE for value in fact.values]
    found = cards(engine, [iri]) if SUPPORTED_BY in by_name else []
    shown = [fact for fact in said if fact.iri not in AT_THE_HEAD]
    return pages.render(
        request,
        "thing.html",
        iri=iri,
        called=called,
        short=shorten(iri),
        kinds=[value for value in types if not value.follows] or types,
        definitions=[] if by_name.get(DEFINITION) == [called] else by_name.get(DEFINITION, []),
        others=[each for name in (*LABELS, OTHER_LABEL) for each in by_name.get(name, []) if each != called],
        card=found[0] if found else None,
        recorded=_parts([fact for fact in shown if not found or fact.iri not in ON_THE_CARD], follows=False),
        following=_parts(shown, follows=True),
        apart=apart(iri),
        elsewhere=linked,
        part_of_scheme=iri.startswith(PARTS),
        pointing=pointing,
        total=sum(len(group.shown) for group in pointing),
        more=more,
        few=FEW,
        list_address=lambda group: list_address(request, group),
        questions=questions(site.graph, iri, [value.iri for value in types]),
        uses=0 if iri.startswith(THINGS) else uses(engine, iri),
        section=f"/ontology#{iri.removeprefix(NAMESPACE)}" if iri.startswith(NAMESPACE) else "",
        beside=[] if engine is site.graph.engine else [extra.name for extra in site.graph.extras],
        take_away=take_away(request),
    )


def list_address(request: Request, group: Group, number: int = 1) -> str:
    """The address of the page that lists all things of a group."""
    chosen = {"through": shorten(group.through), "kind": shorten(group.kind) if group.kind else "none"}
    chosen |= {"page": str(number)} if number > 1 else {}
    kept = {name: value for name, value in request.query_params.items() if name == "iri"}
    return f"{request.url.path}?{urlencode(kept | chosen)}"


def _listed(request: Request, iri: str, called: str, pointing: list[Group]) -> Response:
    asked = request.query_params
    through, kind = asked["through"], asked.get("kind", "")
    wanted = (expand(through) or through, "" if kind == "none" else expand(kind) or kind)
    group = next((each for each in pointing if (each.through, each.kind) == wanted), None)
    if group is None:
        what = f"nothing of kind “{kind}” points here by “{through}”"
        raise Refusal("not-found", Problem(f"{shorten(iri)}", what, "choose a list on the page of the thing"))
    last = -(-len(group.shown) // MANY)
    said = asked.get("page", "1")
    page = number(said)
    if not 1 <= page <= last:
        raise Refusal("bad-request", Problem("page", f'"{said}" is not one of its {last} pages', f"say 1 to {last}"))
    first = (page - 1) * MANY
    return pages.render(
        request,
        "thinglist.html",
        iri=iri,
        called=called,
        group=group,
        shown=group.shown[first : first + MANY],
        first=first + 1,
        number=page,
        last=last,
        list_address=lambda number: list_address(request, group, number),
        take_away=take_away(request),
    )


def _parts(said: list[Fact], *, follows: bool) -> list[Fact]:
    """What is recorded, or what follows; what a thing is by record stands at the head of the page."""
    found = []
    for fact in said:
        values = [value for value in fact.values if value.follows == follows]
        if values and (follows or fact.iri != TYPE):
            found.append(fact._replace(values=values))
    return found
