"""Asks a SPARQL 1.1 endpoint, and gives the same values as the embedded store."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

from pilotgraph.engines import Table, tidy
from pilotgraph.errors import PilotGraphError, Problem, RequestError, SourceError
from pilotgraph.guard import form
from pilotgraph.mistakes import malformed
from pilotgraph.names import ALL_GRAPHS

if TYPE_CHECKING:
    from pilotgraph.engines import Found, Result
    from pilotgraph.values import Term, Triple

SECONDS = 60
# Some servers refuse longer lists of VALUES.
AT_ONCE = 200
TURTLE_TYPES = ("text/turtle", "application/n-triples", "text/rdf+n3", "text/n3", "text/plain", "application/x-turtle")


class Remote:
    """
    A SPARQL 1.1 endpoint that holds the graph.

    url: the address of its query service.
    graphs: the IRIs of the graphs to ask together; None takes those that `pilotgraph publish` writes, and an empty
        tuple leaves the choice to the endpoint.
    seconds: how long to wait for an answer.
    """

    def __init__(self, url: str, graphs: Sequence[str] | None = None, seconds: int = SECONDS) -> None:
        if not url.lower().startswith(("http://", "https://")):
            remedy = "give an address such as https://example.org/sparql"
            raise RequestError(Problem(f"--endpoint {url}", "is not an http address", remedy))
        self.url = url
        self.graphs = tuple(ALL_GRAPHS if graphs is None else graphs)
        self.seconds = seconds

    def run(self, text: str, where: str = "query") -> Result:
        return self._run(text, where, self.graphs)

    def match(self, s: Term = None, p: Term = None, o: Term = None, graph: str | None = None) -> list[Triple]:
        given = {"s": s, "p": p, "o": o}
        pattern = " ".join(f"?{name}" if term is None else str(term) for name, term in given.items())
        # The choice of graph is made by the request: some servers see no named graph beside a chosen default graph.
        graphs = (graph,) if graph else self.graphs
        free = [f"?{name}" for name, term in given.items() if term is None]
        if not free:
            there = self._run(f"ASK {{ {pattern} }}", "query", graphs)
            return [(s, p, o)] if there else []  # type: ignore[list-item]
        table = self._run(f"SELECT DISTINCT {' '.join(free)} {{ {pattern} }}", "query", graphs)
        assert isinstance(table, Table)
        found = []
        for row in table.rows:
            values = iter(row)
            found.append(tuple(next(values) if term is None else term for term in given.values()))
        return found  # type: ignore[return-value]

    def look_up(self, subjects: Iterable[str], properties: Sequence[str]) -> Found:
        found: Found = {}
        wanted = list(dict.fromkeys(subjects))
        named = " ".join(f"<{name}>" for name in properties)
        for start in range(0, len(wanted), AT_ONCE):
            listed = " ".join(str(ox.NamedNode(subject)) for subject in wanted[start : start + AT_ONCE])
            text = (
                "SELECT DISTINCT ?subject ?property ?value {"
                f" ?subject ?property ?value . VALUES ?subject {{ {listed} }} VALUES ?property {{ {named} }} }}"
            )
            table = self.run(text)
            assert isinstance(table, Table)
            for subject, name, value in table.rows:
                found.setdefault((subject.value, name.value), []).append(value)  # type: ignore[union-attr]
        return {key: sorted(values, key=str) for key, values in found.items()}

    def _run(self, text: str, where: str, graphs: Sequence[str]) -> Result:
        asked = form(text, where)
        wrapper = SPARQLWrapper(self.url, agent="pilotgraph")
        wrapper.setTimeout(self.seconds)
        wrapper.setMethod(POST)
        for graph in graphs:
            wrapper.addDefaultGraph(graph)
        tabular = asked in ("SELECT", "ASK")
        wrapper.setReturnFormat(JSON if tabular else TURTLE)
        wrapper.setQuery(text)
        try:
            response = wrapper.query().response
            content, headers = response.read(), response.info()
        except (SPARQLExceptions.SPARQLWrapperException, OSError, HTTPException) as error:
            raise _failure(self.url, self.seconds, error, where, text) from None
        media = headers.get_content_type()
        if tabular:
            return self._table(text, content, media, headers)
        return self._triples(content, media)

    def _table(self, text: str, content: bytes, media: str, headers: Any) -> Result:
        try:
            results = json.loads(content)
            if "boolean" in results:
                return bool(results["boolean"])
            names = tuple(results["head"]["vars"])
            rows = [tuple(_term(row.get(name)) for name in names) for row in results["results"]["bindings"]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _not_results(self.url, content, media, str(error)) from None
        if form(text) == "ASK":
            # Virtuoso answers ASK with a table of one cell.
            return any(value is not None and value.value not in ("0", "false") for row in rows for value in row)
        limit = headers.get("X-SPARQL-MaxRows")
        if limit and limit.isdigit() and len(rows) >= int(limit):
            what = f"cuts answers off after {limit} rows"
            raise SourceError(Problem(self.url, what, "narrow the question, or raise the server's limit"))
        return Table(names, tidy(text, names, rows))

    def _triples(self, content: bytes, media: str) -> list[Triple]:
        try:
            if media not in TURTLE_TYPES:
                raise ValueError(f"it came as {media}")
            quads = ox.parse(content, format=ox.RdfFormat.TURTLE)
            return [(quad.subject, quad.predicate, quad.object) for quad in quads]
        except (SyntaxError, ValueError) as error:
            raise _not_results(self.url, content, media, str(error)) from None


def _term(found: Any) -> Term:
    """A term of the W3C's results JSON, also in the older spellings that servers still use."""
    if found is None:
        return None
    value = str(found["value"])
    if found["type"] == "uri" and not value.startswith("nodeID://"):
        return ox.NamedNode(value)
    if found["type"] in ("bnode", "uri"):
        return ox.BlankNode("b" + "".join(sign for sign in value if sign.isalnum()))
    if found.get("xml:lang"):
        return ox.Literal(value, language=found["xml:lang"])
    datatype = found.get("datatype")
    return ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(value)


def _failure(url: str, seconds: int, error: Exception, where: str, text: str) -> PilotGraphError:
    if isinstance(error, SPARQLExceptions.QueryBadFormed):
        return malformed(f"the endpoint says: {_said(error) or 'nothing'}", where, text)
    if isinstance(error, SPARQLExceptions.EndPointNotFound):
        return SourceError(Problem(url, "is not found on that server (404)", "check the path of the address"))
    if isinstance(error, SPARQLExceptions.Unauthorized):
        return SourceError(Problem(url, "asks for a name and password (401)", "use an endpoint open for reading"))
    if isinstance(error, HTTPError):
        # 405 and 501: whatever stands there does not take queries, and will not the next time.
        remedy = (
            "name the address of a SPARQL query service"
            if error.code in (405, 501)
            else "try again, or ask who runs it"
        )
        return SourceError(Problem(url, f"answers {error.code} {error.reason}", remedy))
    if isinstance(error, SPARQLExceptions.SPARQLWrapperException):
        return SourceError(Problem(url, f"fails: {_said(error) or 'no reason given'}", "try again, or ask who runs it"))
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, (socket.timeout, TimeoutError)):
        return SourceError(Problem(url, f"did not answer within {seconds} s", "try again, or narrow the question"))
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return SourceError(Problem(url, f"cannot be reached: {said}", "check the address, and that the server runs"))


def _said(error: Exception) -> str:
    """The first line of the server's own words, without the client's frame around them."""
    text = str(error)
    said = text.partition("Response:")[2].strip() or text
    if said[:2] in ("b'", 'b"'):
        from ast import literal_eval

        # The client shows the bytes of the answer the way Python writes them.
        with suppress(ValueError, SyntaxError):
            said = literal_eval(said).decode("utf-8", "replace")
    lines = [line.strip() for line in said.splitlines()]
    return next((line for line in lines if line), "")[:1000]


def _not_results(url: str, content: bytes, media: str, said: str) -> SourceError:
    page = "html" in media or content.lstrip()[:15].lower().startswith((b"<!doctype", b"<html"))
    what = "answers with a web page, not with results" if page else f"answers with something else than results: {said}"
    return SourceError(Problem(url, what, "give the address of its SPARQL query service, often ending in /sparql"))
