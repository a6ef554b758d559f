"""The graphs that a query is asked of: those that the request or FROM names, fetched from allowed hosts if need be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from pilotgraph.errors import Problem
from pilotgraph.records import Record
from pilotgraph.tokens import tokens
from pilotgraph.web.problems import Refusal

ACCEPT = "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8, application/ld+json;q=0.7"
SECONDS = 10


class Chosen(Record):
    """The graphs that make up the default graph, and those that GRAPH can reach; IRIs in order."""

    default: list[str]
    named: list[str]


def in_text(text: str) -> Chosen | None:
    """
    The graphs that FROM and FROM NAMED choose in a query; None where there is no such clause.

    Addresses that are relative, or that use a prefix declared twice, are left out: only the engine knows what they are.
    """
    declared: dict[str, str] = {}
    chosen = Chosen([], [])
    found = False
    words = list(tokens(text))
    for number, token in enumerate(words):
        following = words[number + 1 : number + 3]
        if token.says("PREFIX") and len(following) == 2:
            prefix = following[0].text
            declared[prefix] = "" if prefix in declared else following[1].text[1:-1]
        if token.says("FROM") and following:
            found = True
            named = following[0].says("NAMED")
            target = following[-1] if named and len(following) == 2 else following[0]
            iri = _iri(target.kind, target.text, declared)
            if urlsplit(iri).scheme:
                (chosen.named if named else chosen.default).append(iri)
    return chosen if found else None


def fetch(store: ox.Store, graphs: Iterable[str], allowed: Collection[str], limit: int) -> list[str]:
    """
    Load the graphs that are not in the store from the hosts that may be asked; returns those that were loaded.

    A graph that is neither in the store nor on such a host is an empty graph.
    limit: of the bytes of each.
    Raises Refusal if one that may be loaded cannot be.
    """
    loaded = []
    for iri in dict.fromkeys(graphs):
        node = ox.NamedNode(iri)
        if iri not in allowed or store.contains_named_graph(node):
            continue
        content, media = _get(iri, limit)
        form = ox.RdfFormat.from_media_type(media)
        if form is None:
            what = f"comes as {media or 'nothing that says what it is'}"
            raise Refusal("cannot-be-answered", Problem(f"FROM <{iri}>", what, "name an RDF document"))
        try:
            store.load(content, form, base_iri=iri, to_graph=node)
        except (SyntaxError, ValueError) as error:
            raise Refusal("cannot-be-answered", Problem(f"FROM <{iri}>", f"cannot be read: {error}", "")) from None
        loaded.append(iri)
    return loaded


class Stay(HTTPRedirectHandler):
    """Follows no redirect: it could lead to a host that may not be asked."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def _get(iri: str, limit: int) -> tuple[bytes, str]:
    request = Request(iri, headers={"Accept": ACCEPT, "User-Agent": "pilotgraph"})  # noqa: S310 - of an allowed host
    try:
        with build_opener(Stay).open(request, timeout=SECONDS) as response:
            content = response.read(limit + 1)
            media = response.headers.get_content_type()
    except (URLError, OSError) as error:
        said = getattr(error, "reason", None) or error
        raise Refusal("cannot-be-answered", Problem(f"FROM <{iri}>", f"cannot be fetched: {said}", "")) from None
    if len(content) > limit:
        raise Refusal("cannot-be-answered", Problem(f"FROM <{iri}>", f"is longer than {limit} bytes", ""))
    return content, media


def _iri(kind: str, text: str, declared: dict[str, str]) -> str:
    if kind == "iri":
        return text[1:-1]
    if kind == "pname":
        prefix, _, local = text.partition(":")
        namespace = declared.get(prefix + ":", "")
        return namespace + local if namespace else ""
    return ""
