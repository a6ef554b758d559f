"""Answers one free query, in a process that can be killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, build_opener

import pyoxigraph as ox

from pilotgraph.engines import Embedded
from pilotgraph.errors import PilotGraphError, Problem, RequestError
from pilotgraph.guard import check
from pilotgraph.mistakes import find, malformed
from pilotgraph.names import ALL_GRAPHS
from pilotgraph.web.endpoint import writing
from pilotgraph.web.endpoint.datasets import Chosen, Stay, fetch, in_text
from pilotgraph.web.endpoint.frames import Ask, Reply
from pilotgraph.web.hosts import Hosts
from pilotgraph.web.limits import Limits
from pilotgraph.web.problems import Refusal
from pilotgraph.web.served import Source

WHERE = "query"
# Against which a relative IRI in a query is resolved, wherever the service runs.
BASE = "https://w3id.org/pilotgraph/sparql"


def over_store(engine: Embedded, ask: Ask, limits: Limits, hosts: Hosts) -> Reply:
    """
    Answer a query from the store of an engine.

    hosts: that SERVICE and FROM may reach. What cannot be answered is told in the reply; nothing is raised.
    """
    store = engine.store

    def run(form: str) -> bytes:
        chosen = _dataset(ask)
        fetched = fetch(store, [*chosen.default, *chosen.named], hosts, limits.answer_bytes) if chosen else []
        # The engine follows FROM itself, and resolves what is relative there; the request overrules it.
        overruled = chosen if ask.default is not None or ask.named is not None else None
        try:
            result = store.query(
                ask.text,
                base_iri=BASE,
                use_default_graph_as_union=chosen is None and not engine.merged,
                default_graph=[ox.NamedNode(iri) for iri in overruled.default] if overruled else None,
                named_graphs=[ox.NamedNode(iri) for iri in overruled.named] if overruled else None,
            )
            if form in ("SELECT", "ASK"):
                return writing.table(result, ask.table, limits)  # type: ignore[arg-type]
            return writing.graph(result, ask.graph, limits)  # type: ignore[arg-type]
        finally:
            for iri in fetched:
                store.remove_graph(ox.NamedNode(iri))

    return _replied(ask, hosts, run)


def over_endpoint(source: Source, ask: Ask, limits: Limits, hosts: Hosts) -> Reply:
    """Answer a query by asking the endpoint, with the same limits; what cannot be answered is told in the reply."""

    def run(form: str) -> bytes:
        chosen = _dataset(ask)
        if chosen is None:
            graphs = ALL_GRAPHS if source.graphs is None else source.graphs
            chosen = Chosen(list(graphs), [])
        tabular = form in ("SELECT", "ASK")
        wanted = "application/sparql-results+json" if tabular else "application/n-triples, text/turtle;q=0.9"
        content, media = _ask_endpoint(source.endpoint, ask.text, chosen, wanted, limits)
        try:
            if tabular:
                found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
                if form == "ASK" and isinstance(found, ox.QuerySolutions):
                    found = _truth(found)
                return writing.table(found, ask.table, limits)
            form_sent = ox.RdfFormat.from_media_type(media) or ox.RdfFormat.TURTLE
            triples = (quad.triple for quad in ox.parse(content, form_sent))
            return writing.graph(triples, ask.graph, limits)
        except (SyntaxError, ValueError) as error:
            what = f"answers with something else than results: {error}"
            raise Refusal("source-unreachable", Problem(source.endpoint, what, "ask who runs it")) from None

    return _replied(ask, hosts, run)


def _replied(ask: Ask, hosts: Hosts, run: Callable[[str], bytes]) -> Reply:
    try:
        form = check(ask.text, WHERE, hosts)
    except RequestError as error:
        return refusal(Refusal(_kind(error), _said_here(error)))
    media = ask.table if form in ("SELECT", "ASK") else ask.graph
    if not media:
        kind = "a table" if form in ("SELECT", "ASK") else "a graph"
        what = f"{form} gives {kind}, and none of the wanted formats can hold one"
        return refusal(Refusal("not-acceptable", Problem("Accept", what, "ask for another format")))
    try:
        return Reply(run(form), form, media)
    except Refusal as refused:
        return refusal(refused)
    except SyntaxError as error:
        return refusal(_mistaken(str(error), ask.text))
    except (OSError, RuntimeError, ValueError) as error:
        return refusal(Refusal("cannot-be-answered", Problem(WHERE, f"cannot be answered: {error}", "")))
    except MemoryError:
        return refusal(Refusal("too-much-memory", Problem(WHERE, "takes too much memory", "narrow the query")))


def _dataset(ask: Ask) -> Chosen | None:
    """The graphs that the request names, else those that the query names, else None for all."""
    if ask.default is not None or ask.named is not None:
        return Chosen(ask.default or [], ask.named or [])
    return in_text(ask.text) if "FROM" in ask.text.upper() else None


def _ask_endpoint(url: str, text: str, chosen: Chosen, accept: str, limits: Limits) -> tuple[bytes, str]:
    fields = [("query", text)]
    fields += [("default-graph-uri", iri) for iri in chosen.default]
    fields += [("named-graph-uri", iri) for iri in chosen.named]
    request = Request(url, urlencode(fields).encode(), {"Accept": accept, "User-Agent": "pilotgraph"})  # noqa: S310
    try:
        with build_opener(Stay).open(request, timeout=limits.seconds) as response:
            content = response.read(limits.answer_bytes + 1)
            media = str(response.headers.get_content_type())
    except HTTPError as error:
        said = " ".join(error.read(500).decode("utf-8", "replace").split())
        if error.code == HTTPStatus.BAD_REQUEST:
            raise _mistaken(said, text) from None
        what = f"answers {error.code} {error.reason} {said}".strip()
        raise Refusal("source-unreachable", Problem(url, what, "try again, or ask who runs it")) from None
    except (URLError, OSError, HTTPException) as error:
        said = str(getattr(error, "reason", None) or error)
        remedy = "check the address, and that the server runs"
        raise Refusal("source-unreachable", Problem(url, f"cannot be reached: {said}", remedy)) from None
    if len(content) > limits.answer_bytes:
        raise writing.too_long(limits)
    return content, media


def _truth(solutions: ox.QuerySolutions) -> ox.QuerySolutions | ox.QueryBoolean:
    """The truth that an ASK found, where it comes as a table of one cell; Virtuoso sends it so."""
    cells = [value for row in solutions for value in row if value is not None]
    truth = any(getattr(value, "value", "") not in ("0", "false") for value in cells)
    said = json.dumps({"head": {}, "boolean": truth}).encode()
    return ox.parse_query_results(said, format=ox.QueryResultsFormat.JSON)


def _mistaken(said: str, text: str) -> Refusal:
    """The refusal of a query that an engine calls malformed in these words."""
    mistake = find(text)
    details = {"line": mistake.line, "column": mistake.column} if mistake else {}
    return Refusal("malformed-query", malformed(said, WHERE, text).problems, details=details)


def _kind(error: RequestError) -> str:
    said = " ".join(problem.what for problem in error.problems)
    if "is an update" in said:
        return "update-refused"
    return "service-refused" if "SERVICE" in said else "malformed-query"


def _said_here(error: PilotGraphError) -> list[Problem]:
    """The problems, with what a visitor of the service can do instead of what its operator can."""
    return [
        problem._replace(remedy="leave the clause out; the service asks only hosts that its operator allows")
        if "--allow-service" in problem.remedy
        else problem
        for problem in error.problems
    ]


def refusal(refused: Refusal) -> Reply:
    """The reply that tells a refusal."""
    problems = [tuple(problem) for problem in refused.problems]
    details = json.loads(json.dumps(refused.details))
    return Reply(kind=refused.kind, problems=problems, details=details)  # type: ignore[arg-type]
