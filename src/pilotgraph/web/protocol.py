"""The SPARQL 1.1 Protocol for queries: what a request asks, and what it may not ask."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from pilotgraph.errors import Problem
from pilotgraph.records import Record
from pilotgraph.web.media import GRAPHS, TABLES, Media, choose, named
from pilotgraph.web.problems import Refusal

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
# How long the body of a request may take to arrive.
BODY_SECONDS = 20
FIELDS = 5000
# Up to so many bytes of a body that is too long are read and thrown away.
DRAINED_BYTES = 64_000_000


class Query(Record):
    """
    A query as the protocol carries it.

    default, named: the graphs that the request chooses; None where it chooses none.
    table, graph: the forms in which a table and a graph may be sent; None where the client wants no such.
    alone: whether the graph is asked without what stands beside it, as pages do.
    """

    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    table: Media | None
    graph: Media | None
    alone: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What determines the answer, in short."""
        names = (form.name if form else "" for form in (self.table, self.graph))
        return self.text, self.default, self.named, self.alone, *names


async def read(request: Request, limit: int) -> Query | None:
    """
    The query of a request; None for a GET that asks nothing, which is a request for the service's description.

    limit: of the bytes of the body.
    Raises Refusal for everything that the protocol does not allow, for updates, and for long or slow bodies.
    """
    given = fields(request.scope["query_string"], "the address")
    text: str | None = None
    if request.method == "POST":
        media, charset = _content_type(request)
        if media == FORM:
            given += fields(await body(request, limit), "the form")
        elif media == DIRECT:
            text = _decoded(await body(request, limit), charset)
        elif media == UPDATE:
            raise _update()
        else:
            what = f"is {media}" if media else "does not say what it is"
            remedy = f"send it as {FORM} or {DIRECT}"
            raise Refusal("unsupported-media-type", Problem("Content-Type", what, remedy))
    if any(name == "update" for name, _ in given):
        raise _update()
    queries = [value for name, value in given if name == "query"]
    if len(queries) + (text is not None) > 1:
        raise Refusal("bad-request", Problem("query", "is given more than once", "send one query"))
    if queries:
        text = queries[0]
    default, chosen = _graphs(given, "default-graph-uri"), _graphs(given, "named-graph-uri")
    if text is None:
        if request.method != "POST":
            return None
        raise Refusal("bad-request", Problem("query", "is missing", 'send it in the field "query"'))
    formats = [value for name, value in given if name in ("format", "output")]
    table, graph = forms(request.headers.get("accept"), formats)
    return Query(text, default, chosen, table, graph)


def forms(accept: str | None, formats: Iterable[str] = ()) -> tuple[Media | None, Media | None]:
    """
    The forms in which a table and a graph are to be sent.

    formats: values of the parameter "format", which go before the header where they are known.
    Raises Refusal if neither can be sent.
    """
    table = next((form for each in formats if (form := named(TABLES, each))), None) or choose(TABLES, accept)
    graph = next((form for each in formats if (form := named(GRAPHS, each))), None) or choose(GRAPHS, accept)
    if table is None and graph is None:
        raise unacceptable((*TABLES, *GRAPHS))
    return table, graph


def unacceptable(offered: Sequence[Media]) -> Refusal:
    """The refusal of a request that wants none of the forms that there are."""
    known = ", ".join(dict.fromkeys(form.type for form in offered))
    return Refusal("not-acceptable", Problem("Accept", "wants none of the formats that there are", f"ask for {known}"))


async def body(request: Request, limit: int) -> bytes:
    """
    The body of a request.

    Raises Refusal if it is packed, longer than `limit` bytes, or takes too long to arrive.
    """
    coding = request.headers.get("content-encoding", "identity")
    if coding.strip().lower() not in ("", "identity"):
        # A few bytes can unpack to any number of them.
        packed = Problem("Content-Encoding", f"is {coding}", "send the body as it is")
        raise Refusal("unsupported-media-type", packed, {"Accept-Encoding": "identity", "Connection": "close"})
    long = Problem("body", f"is longer than {limit:,} bytes", "send a shorter query")
    said = request.headers.get("content-length", "")
    kept = bytearray()
    arrived = 0
    try:
        if said.isdecimal() and int(said) > DRAINED_BYTES:
            raise Refusal("query-too-long", long, {"Connection": "close"})
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                arrived += len(part)
                if arrived > DRAINED_BYTES:
                    raise Refusal("query-too-long", long, {"Connection": "close"})
                if arrived <= limit:
                    kept += part
        # Most clients hear a refusal only after they have sent everything.
        if arrived > limit:
            raise Refusal("query-too-long", long)
    except TimeoutError:
        what = f"did not arrive within {BODY_SECONDS} seconds"
        raise Refusal("too-slow-to-send", Problem("body", what, "send it again"), {"Connection": "close"}) from None
    except ClientDisconnect:
        raise asyncio.CancelledError from None
    return bytes(kept)


def _content_type(request: Request) -> tuple[str, str]:
    media, _, rest = request.headers.get("content-type", "").partition(";")
    name, _, value = rest.strip().partition("=")
    charset = value.strip().strip('"').lower() if name.strip().lower() == "charset" else "utf-8"
    return media.strip().lower(), charset


def fields(raw: bytes, where: str) -> list[tuple[str, str]]:
    """The fields of an address or a form, in order; Refusal if they are too many, or not UTF-8."""
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError:
        what = "holds signs that are not UTF-8, or not percent-encoded"
        raise Refusal("bad-request", Problem(where, what, "send UTF-8, percent-encoded")) from None
    except ValueError:
        raise Refusal("bad-request", Problem(where, f"has more than {FIELDS} fields", "send fewer")) from None


def _decoded(raw: bytes, charset: str) -> str:
    # The standard knows no other encoding for a query in the body.
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal("unsupported-media-type", Problem("Content-Type", f"says {charset}", "send the query as UTF-8"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("bad-request", Problem("query", f"is not UTF-8 (byte {error.start})", "send UTF-8")) from None


def _graphs(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...] | None:
    from pyoxigraph import NamedNode

    found = [value for name, value in fields if name == wanted]
    problems = []
    for iri in found:
        try:
            NamedNode(iri)
        except ValueError:
            problems.append(Problem(wanted, f'"{iri[:200]}" is not an IRI', "give an absolute IRI"))
    if problems:
        raise Refusal("bad-request", problems)
    return tuple(found) or None


def _update() -> Refusal:
    return Refusal("update-refused", Problem("update", "is refused: the graph is only read", "send a query"))
