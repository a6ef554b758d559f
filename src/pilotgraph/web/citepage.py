"""How to cite the graph, its sources and the software, in words and for reference managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilotgraph import __version__
from pilotgraph.bibliography import bibtex, ris
from pilotgraph.names import NAMESPACE
from pilotgraph.references import Author, Reference, references
from pilotgraph.web import pages
from pilotgraph.web.media import BIBTEX, HTML, RIS
from pilotgraph.web.things import documents

if TYPE_CHECKING:
    from pilotgraph.web.site import Site

HOME = NAMESPACE.removesuffix("/ontology#")
WRITERS = {BIBTEX: (bibtex, "bib"), RIS: (ris, "ris")}


async def cite(request: Request) -> Response:
    """The page, or its references as BibTeX or RIS."""
    documents.known_parameters(request, "format")
    site: Site = request.app.state.site
    form = documents.wanted(request, (HTML, BIBTEX, RIS))

    def make() -> Response:
        told = [*references(site.graph, []), software()]
        if form is HTML:
            data = [each for each in told if each.kind == "dataset"]
            sources = [each for each in told[:-1] if each.kind != "dataset"]
            return pages.render(
                request,
                "cite.html",
                parts=[
                    ("The graph", "for its statements, its ontology and its answers", data),
                    ("What it is made from", "for what a statement says", sources),
                    ("The software", "for the program, or this service", told[-1:]),
                ],
                cited=cited,
                bibtex=lambda reference: bibtex([reference]),
                citation="" if data else site.graph.citation,
            )
        write, ending = WRITERS[form]
        named = {"Content-Disposition": f'attachment; filename="pilotgraph.{ending}"'}
        return Response(write(told), headers=named, media_type=form.content_type)

    async def made() -> Response:
        response: Response = await site.in_thread(make)
        return response

    return await pages.kept(request, ("cite", form), made)


def software() -> Reference:
    """The program that answers."""
    return Reference(
        key=f"pilotgraph-software-{__version__}",
        kind="other",
        title="PilotGraph (software)",
        authors=(Author("PilotGraph contributors"),),
        version=__version__,
        url=HOME,
        licence="MIT",
    )


def cited(reference: Reference) -> str:
    """A reference in words: authors, year, title, where it is found."""
    authors = "; ".join(", ".join(filter(None, (each.family, each.given))) for each in reference.authors)
    issue = f"({reference.issue})" if reference.issue else ""
    pages_of = f": {reference.pages}" if reference.pages else ""
    journal = f"{reference.journal} {reference.volume}{issue}{pages_of}".strip()
    version = f"version {reference.version}" if reference.version else ""
    where = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
    title = reference.title + ("" if reference.title[-1:] in (".", "?", "!") else ".")
    start = f"{authors} ({reference.year})." if reference.year else f"{authors}." if authors else ""
    parts = (start, title, f"{journal}." if journal else "", f"{version.capitalize()}." if version else "", where)
    return " ".join(filter(None, parts))


ROUTES = [Route("/cite", cite)]
