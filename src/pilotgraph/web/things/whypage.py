"""The page that says on what a fact rests: the rules and facts from which it follows, down to the sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilotgraph.errors import Problem
from pilotgraph.explain import Proof
from pilotgraph.records import Record
from pilotgraph.web import pages
from pilotgraph.web.media import HTML, JSON
from pilotgraph.web.naming import named_in, words
from pilotgraph.web.problems import Refusal
from pilotgraph.web.things import documents

if TYPE_CHECKING:
    from pilotgraph.evidence import Evidence
    from pilotgraph.values import Term
    from pilotgraph.web.site import Site

PARTS = ("subject", "predicate", "object")


class Part(Record):
    """One of the three terms of a fact: what it is called, and its IRI if it has one."""

    text: str
    iri: str


class Step(Record):
    """
    A fact in a proof.

    rule: by which it holds. because: the facts from which it follows. statements: those that record it.
    above: those among them that stand further up on the page already.
    """

    parts: tuple[Part, ...]
    rule: str
    because: tuple[Step, ...]
    statements: tuple[Evidence, ...]
    above: tuple[Evidence, ...]


async def why(request: Request) -> Response:
    """Why a fact holds."""
    documents.known_parameters(request, *PARTS, "format")
    lacking = [name for name in PARTS if not request.query_params.get(name, "").strip()]
    if lacking:
        remedy = "give the subject, predicate and object of a fact"
        raise Refusal("bad-request", [Problem(name, "is missing", remedy) for name in lacking])
    site: Site = request.app.state.site
    form = documents.wanted(request, (HTML, JSON))

    def make() -> Response:
        proof = site.graph.why(*(request.query_params[name].strip() for name in PARTS))
        named = words(site.graph.engine, named_in(part for each in _all(proof) for part in each.fact))
        step = _step(proof, named, set())
        if form is JSON:
            return JSONResponse(_plain(step))
        return pages.render(request, "why.html", step=step, follows=proof.follows)

    async def made() -> Response:
        response: Response = await site.in_thread(make)
        return response

    return await pages.kept(request, ("why", request.url.query, form), made)


def _all(proof: Proof) -> Iterator[Proof]:
    yield proof
    for each in proof.because:
        yield from _all(each)


def _step(proof: Proof, named: dict[str, str], told: set[str]) -> Step:
    new = tuple(each for each in proof.statements if each.statement not in told)
    above = tuple(each for each in proof.statements if each.statement in told)
    told.update(each.statement for each in new)
    parts = tuple(_part(each, named) for each in proof.fact)
    return Step(parts, proof.rule, tuple(_step(each, named, told) for each in proof.because), new, above)


def _part(term: Term, named: dict[str, str]) -> Part:
    if isinstance(term, NamedNode):
        return Part(named[term.value], term.value)
    return Part(term.value if term is not None else "", "")


def _plain(step: Step) -> dict[str, Any]:
    subject, predicate, value = step.parts
    return {
        "subject": subject._asdict(),
        "predicate": predicate._asdict(),
        "object": value._asdict(),
        "rule": step.rule,
        "because": [_plain(each) for each in step.because],
        "statements": [each.statement for each in (*step.statements, *step.above)],
    }


ROUTES = [Route("/why", why)]
