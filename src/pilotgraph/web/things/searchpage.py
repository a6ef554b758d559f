"""The search: things, terms and questions whose words fit, grouped by what they are, with what fitted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pilotgraph.errors import Problem
from pilotgraph.names import expand
from pilotgraph.queries import COMMON, nearest
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, LABELS, OTHER_LABEL
from pilotgraph.web import pages
from pilotgraph.web.media import HTML, JSON
from pilotgraph.web.naming import SAID
from pilotgraph.web.problems import Refusal
from pilotgraph.web.things import documents

if TYPE_CHECKING:
    from pilotgraph.graph import PilotGraph
    from pilotgraph.web.site import Site

QUESTION = "question"
# So many of a kind are shown unless only that kind is wanted; so many near misses are told.
FEW, CLOSE = 8, 5
LONGEST = 200


class Hit(Record):
    """
    Something found: its name, its address, its IRI ("" for a question), and what is known of it.

    also: other words of it that fitted, where its name does not hold all that was looked for.
    """

    label: str
    address: str
    iri: str
    also: str


class Kind(Record):
    """All that was found of one kind, best first."""

    label: str
    hits: list[Hit]


async def search(request: Request) -> Response:
    """What is found for a text, as a page or as JSON."""
    documents.known_parameters(request, "text", "kind", "format")
    site: Site = request.app.state.site
    text = " ".join(request.query_params.get("text", "").split())
    if len(text) > LONGEST:
        raise Refusal("bad-request", Problem("text", f"is longer than {LONGEST} letters", "give a word or two"))
    form = documents.wanted(request, (HTML, JSON))
    only = request.query_params.get("kind", "")

    def make() -> Response:
        found = kinds(site.graph, text) if text else []
        close = near(site.graph, text) if text and not found else []
        labels = [each.label for each in found]
        if only and found and only not in labels:
            remedy = nearest(only, labels) or f"choose one of {', '.join(labels)}"
            raise Refusal("bad-request", Problem("kind", f'nothing of kind "{only}" is found', remedy))
        shown = [each for each in found if only in ("", each.label)]
        if form is JSON:
            return JSONResponse({"text": text, "found": list(map(_plain, shown)), "near": close})
        total = sum(len(each.hits) for each in found)
        few = FEW if len(shown) > 1 else total
        return pages.render(
            request,
            "search.html",
            text=text,
            found=shown,
            near=close,
            total=total,
            few=few,
            only=len(shown) < len(found),
        )

    async def made() -> Response:
        response: Response = await site.in_thread(make)
        return response

    return await pages.kept(request, ("search", text, only, form), made)


def kinds(graph: PilotGraph, text: str) -> list[Kind]:
    """Everything whose label, definition or wording holds every word of the text; the kind with the best find first."""
    words = text.casefold().split()
    rows = [tuple(cell.value for cell in row if cell is not None) for row in graph.find(text)]
    iris = {short: expand(short) or short for short, kind, _ in rows if kind != QUESTION}
    said = graph.together.look_up(iris.values(), (*LABELS, OTHER_LABEL, DEFINITION))
    found: dict[str, list[Hit]] = {}
    for short, kind, label in rows:
        if kind == QUESTION:
            hit = Hit(label, f"/questions/{short}", "", "")
        else:
            iri = iris[short]
            known = [value.value for name in (OTHER_LABEL, DEFINITION) for value in said.get((iri, name), ()) if value]
            hit = Hit(label, pages.path_of(iri), iri, _also(label, known, words))
        # Terms of other vocabularies come without labels.
        found.setdefault(SAID.get(expand(kind) or "", kind) or "other thing", []).append(hit)
    return [Kind(label, hits) for label, hits in found.items()]


def near(graph: PilotGraph, text: str) -> list[str]:
    """Other words to look for, from labels and questions: for a misspelt word the nearest ones that there are."""
    from difflib import get_close_matches

    known = _vocabulary(graph)
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in COMMON]
    found: list[str] = []
    for word in words:
        close = [word] if word in known else get_close_matches(word, known, n=CLOSE, cutoff=0.7)
        if len(words) == 1:
            return close
        found += close[:1]
    whole = " ".join(found)
    return [each for each in dict.fromkeys([whole, *found]) if each and each != text.casefold()]


def _vocabulary(graph: PilotGraph) -> set[str]:
    """Every word of a label or a question."""
    said = [o.value for name in (*LABELS, OTHER_LABEL) for _, _, o in graph.together.match(p=NamedNode(name))]
    said += [each.question for each in graph.questions()]
    return {word for each in said for word in re.findall(r"\w{3,}", each.casefold())}


def _also(label: str, known: Iterable[str], words: list[str]) -> str:
    """The other words that hold what was looked for; the definition where the name holds it itself."""
    others = [each for each in known if each != label]
    fitting = [each for each in others if all(word in each.casefold() for word in words)]
    return next(iter(fitting), "") or (others[-1] if others else "")


def _plain(kind: Kind) -> dict[str, Any]:
    return {"kind": kind.label, "things": [hit._asdict() for hit in kind.hits]}


ROUTES = [Route("/search", search)]
