"""The documentation of the ontology, made from the ontology itself, and the ontology for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilotgraph.engines import Table
from pilotgraph.errors import Problem
from pilotgraph.names import NAMESPACE, ONTOLOGY, PREFIXES, TERMS, shorten
from pilotgraph.things import TYPE, labels
from pilotgraph.values import plain
from pilotgraph.web import pages
from pilotgraph.web.editor.vocabulary import vocabulary
from pilotgraph.web.naming import named_in
from pilotgraph.web.ontology.axioms import OWL, Axioms
from pilotgraph.web.ontology.terms import KINDS, OntologyTerm, borrowed, code_lists, exclusive, terms, tree
from pilotgraph.web.problems import Refusal
from pilotgraph.web.things import documents

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Triple
    from pilotgraph.web.site import Site

DCTERMS, VANN = PREFIXES["dcterms"], "http://purl.org/vocab/vann/"
HEADER = {
    "title": DCTERMS + "title",
    "description": DCTERMS + "description",
    "version": OWL + "versionInfo",
    "licence": DCTERMS + "license",
    "citation": DCTERMS + "bibliographicCitation",
    "prefix": VANN + "preferredNamespacePrefix",
}
VERSION = OWL + "versionIRI"


async def ontology(request: Request) -> Response:
    """The ontology: its documentation, or its RDF."""
    documents.known_parameters(request, "format")
    site: Site = request.app.state.site
    engine = site.graph.engine
    version = request.path_params.get("version", "")
    iri = f"{ONTOLOGY}/{version}" if version else ONTOLOGY

    def there() -> list[Triple]:
        triples = engine.match(graph=TERMS)
        versions = [o.value for _, p, o in triples if p.value == VERSION and isinstance(o, NamedNode)]
        if version and iri not in versions:
            known = ", ".join(each.rpartition("/")[2] for each in versions)
            remedy = f"there is {known}, at /ontology" if known else "see /ontology"
            raise Refusal("not-found", Problem(request.url.path, "that version is not here", remedy))
        return triples

    def page() -> Response:
        triples = there()
        return _documentation(request, site, triples) if triples else _words_in_use(request, site)

    def triples() -> Iterable[Triple]:
        found = there()
        if not found:
            what = "the data served here does not come with the PilotGraph ontology"
            raise Refusal("not-found", Problem(request.url.path, what, "see /dataset for what it holds"))
        return found

    return await documents.document(request, iri, page, triples)


def _documentation(request: Request, site: Site, triples: list[Triple]) -> Response:
    engine = site.graph.engine
    axioms = Axioms(triples, labels(engine, named_in(each for triple in triples for each in triple)))
    known = terms(axioms)
    lists = code_lists(axioms, known)
    listed = {each.term.iri for each in lists}
    header = {name: _first(axioms, iri) for name, iri in HEADER.items()}
    uses = _uses(engine)
    parts = {kind: [term for term in known if term.kind == kind and term.iri not in listed] for kind in KINDS.values()}
    return pages.render(
        request,
        "ontology.html",
        iri=ONTOLOGY,
        namespace=NAMESPACE,
        header=header,
        tree=[line for line in tree(known) if line[1].iri not in listed],
        classes=parts.pop("class"),
        properties=parts,
        lists=lists,
        exclusive=exclusive(axioms),
        borrowed=[(iri, shorten(iri), kind, uses.get(iri, 0)) for iri, kind in borrowed(axioms)],
        uses=uses,
        example=_example,
        take_away=documents.take_away(request),
    )


def _words_in_use(request: Request, site: Site) -> Response:
    """The page where the data does not come with our ontology: the words that it uses."""
    words = vocabulary(site.graph.engine)
    return pages.render(request, "words.html", words=words, uses=_uses(site.graph.engine))


def _uses(engine: Engine) -> dict[str, int]:
    """How many things each class has, and how often each property is used."""
    found: dict[str, int] = {}
    for asked in (
        "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x",
        f"SELECT ?x (COUNT(DISTINCT ?s) AS ?n) {{ ?s <{TYPE}> ?x }} GROUP BY ?x",
    ):
        table = engine.run(asked)
        assert isinstance(table, Table)
        found |= {row[0].value: int(plain(row[1]) or 0) for row in table.rows if isinstance(row[0], NamedNode)}
    return found


def _example(term: OntologyTerm) -> str:
    """The address at which the uses of a term are listed."""
    short = shorten(term.iri)
    pattern = f"?thing a {short}" if term.kind == "class" else f"?thing {short} ?value"
    query = f"PREFIX pg: <{NAMESPACE}>\nSELECT * WHERE {{ {pattern} }}"
    return f"/editor?{urlencode({'query': query})}"


def _first(axioms: Axioms, name: str) -> str:
    return next((value.value for value in axioms.values(NamedNode(ONTOLOGY), name) if value is not None), "")


ROUTES = [
    Route("/ontology", ontology),
    Route("/ontology/{version}", ontology),
]
