"""Reads and writes HTTP/1.1 as most clients speak it in one go, and repeats what it said to the very same bytes."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import unquote

from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol, RequestResponseCycle

from pilotgraph.records import Record
from pilotgraph.web.cache import Cache

Heads = list[tuple[bytes, bytes]]

HEAD = re.compile(
    rb"(GET|POST) (/[!-~]*) HTTP/1\.1\r\n((?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*\r\n)+)\r\n",
)
LONGEST_HEAD = 16_384
# Requests longer than this are seldom sent twice.
REPEATED = 8192
# So much of further requests is taken in while one is answered.
AHEAD = 1_000_000
# A request that has any of these is read the long way.
OTHERWISE = frozenset((b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer"))
NO_BODY = frozenset((204, 304))


class Whole(Record):
    """A request that came in one piece."""

    method: str
    target: bytes
    headers: Heads
    body: bytes


class Repeat(Record):
    """A request, and the response to it without its first line and date, which are the same whenever it is sent."""

    heard: bytes
    said: bytes

    @property
    def size(self) -> int:
        """How many bytes it takes to keep it."""
        return len(self.heard) + len(self.said) + 500


def read(data: bytes) -> Whole | None:
    """The request that these bytes are; None unless they are exactly one, whole and without anything unusual."""
    found = HEAD.match(data, 0, LONGEST_HEAD)
    if found is None:
        return None
    headers = []
    hosts = 0
    length = b""
    for line in found[3].split(b"\r\n")[:-1]:
        name, _, value = line.partition(b":")
        name, value = name.lower(), value.strip(b" \t")
        if name in OTHERWISE or (name == b"connection" and value.lower() != b"keep-alive"):
            return None
        if name == b"content-length":
            if length or not value.isdigit():
                return None
            length = value
        hosts += name == b"host"
        headers.append((name, value))
    body = data[found.end() :]
    if hosts != 1 or len(length) > 9 or int(length or b"0") != len(body):
        return None
    return Whole(found[1].decode("ascii"), found[2], headers, body)


def begun(status: int, headers: Heads) -> bytes:
    """The first line of a response, and these of its headers."""
    lines = [b"HTTP/1.1 %d %b\r\n" % (status, STATUS_PHRASES[status])]
    return b"".join((*lines, *(b"%b: %b\r\n" % header for header in headers)))


def written(headers: Heads, body: bytes) -> bytes:
    """
    The rest of a response: its headers, the empty line, and the body.

    Raises ValueError if a header would break the response apart.
    """
    head = b"".join([b"%b: %b\r\n" % header for header in headers])
    if head.count(b"\n") != len(headers) or head.count(b"\r") != len(headers) or b"\0" in head:
        raise ValueError("a header holds the end of a line")
    return b"".join((head, b"\r\n", body))


class Cycle(RequestResponseCycle):
    """
    One request and its response, whose head goes out together with the first of the body.

    repeated: the response without first line and date, where the same request gets the same again.
    """

    repeated = b""
    _head: tuple[int, Heads] | None = None
    _parted = False

    async def send(self, message: Any) -> None:
        """
        Take a part of the response from the application.

        Raises RuntimeError for parts in the wrong order, ValueError for a header that would break the response apart.
        """
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        starts = message["type"] == "http.response.start"
        if starts == self.response_started or self.response_complete:
            raise RuntimeError(f"{message['type']} comes at the wrong time")
        if starts:
            self.response_started = True
            self._head = message["status"], list(message.get("headers", ()))
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._head:
            self.transport.write(self._begun(*self._head, body, more))
            self._head = None
        else:
            self.transport.write(_part(body, last=not more) if self._parted else body)
        if not more:
            self.response_complete = True
            self.message_event.set()
            if not self.keep_alive:
                self.transport.close()
            self.on_response()

    def _begun(self, status: int, headers: Heads, body: bytes, more: bool) -> bytes:
        said = dict(headers)
        if b"connection" in said or not self.keep_alive:
            self.keep_alive = False
            headers = [*headers, (b"connection", b"close")] if b"connection" not in said else headers
        if status in NO_BODY:
            body = b""
        elif b"content-length" not in said:
            self._parted = more
            headers = [*headers, (b"transfer-encoding", b"chunked") if more else (b"content-length", b"%d" % len(body))]
            body = _part(body) if more else body
        rest = written(headers, body)
        # What the site has tagged is determined by the request and by the edition, which stays as long as the site.
        if status == 200 and not more and self.keep_alive and said.get(b"etag", b"").startswith(b"W/"):
            self.repeated = rest
        return begun(status, self.default_headers) + rest


class Protocol(H11Protocol):
    """
    A connection. As long as requests come whole and plain they are read here; from the first other one on, by h11.

    repeats: what can be said again at once.
    """

    repeats: Cache[Repeat]
    plain = True
    heard = b""
    later = b""

    def data_received(self, data: bytes) -> None:
        """Answer at once what was answered before, hand on what can be read, and leave the rest to h11."""
        if not self.plain:
            super().data_received(data)
            return
        if self.cycle is not None and not self.cycle.response_complete:
            # The next request, before this one is answered.
            self.later += data
            self.flow.pause_reading()
            if len(self.later) > AHEAD:
                self.transport.abort()
            return
        self._unset_keepalive_if_required()
        repeat = self.repeats.get(data)
        if repeat:
            self.transport.write(begun(200, self.server_state.default_headers) + repeat.said)
            self.heard = b""
            self.on_response_complete()
            return
        request = read(data)
        if request:
            self.heard = data if len(data) <= REPEATED else b""
            self._answer(request)
        else:
            self.plain = False
            super().data_received(data)

    def on_response_complete(self) -> None:
        """Keep what can be repeated, and go on with what came in the meantime."""
        if self.plain and self.heard and isinstance(self.cycle, Cycle) and self.cycle.repeated:
            self.repeats.put(self.heard, Repeat(self.heard, self.cycle.repeated))
        super().on_response_complete()
        if self.later and not self.transport.is_closing():
            data, self.later = self.later, b""
            self.data_received(data)

    def _answer(self, request: Whole) -> None:
        path, _, query = request.target.partition(b"?")
        self.headers = request.headers
        self.scope = {
            "type": "http",
            "asgi": {"version": self.asgi_version, "spec_version": "2.3"},
            "http_version": "1.1",
            "server": self.server,
            "client": self.client,
            "scheme": self.scheme or "http",
            "method": request.method,
            "root_path": self.root_path,
            "path": self.root_path + unquote(path.decode("ascii")),
            "raw_path": path,
            "query_string": query,
            "headers": request.headers,
            "state": self.app_state.copy(),
        }
        self.cycle = Cycle(
            scope=self.scope,
            conn=self.conn,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            on_response=self.on_response_complete,
        )
        self.cycle.body += request.body
        self.cycle.more_body = False
        self.cycle.message_event.set()
        full = self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency
        task = self.loop.create_task(self.cycle.run_asgi(service_unavailable if full else self.app))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)


def protocol(repeats: Cache[Repeat]) -> type[Protocol]:
    """The protocol of a site that keeps its repeated responses there."""
    return type("SiteProtocol", (Protocol,), {"repeats": repeats})


def _part(body: bytes, *, last: bool = False) -> bytes:
    """A part of a body whose length is not known beforehand."""
    part = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
    return part + b"0\r\n\r\n" if last else part
