"""Kept HTTP/1.1 connections that ask one request after the other, and look at every answer; light, in one process."""

from __future__ import annotations

import asyncio
import functools
import gc
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

# How long an answer that was asked for before the end may still take; after that it is lost.
PATIENCE = 60


class Measured(NamedTuple):
    """
    What became of a load.

    seconds: from the first request to the last answer that counts. taken: the seconds of each answer.
    wrong: how often what went wrong: another status than 200, an answer cut short, no answer at all.
    """

    seconds: float
    taken: list[float]
    wrong: Counter[str]

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.taken) / self.seconds

    def percentile(self, hundredths: int) -> float:
        """The time in milliseconds within which so many hundredths of the answers came."""
        ordered = sorted(self.taken)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * hundredths // 100)] if ordered else float("nan")


def get(address: str, fields: Iterable[tuple[str, str]], accept: str) -> bytes:
    """A GET request to an address, with fields behind "?"."""
    parts = urlsplit(address)
    query = urlencode(list(fields))
    target = f"{parts.path or '/'}?{query}" if query else parts.path or "/"
    return f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\n\r\n".encode("ascii")


def post(address: str, fields: Iterable[tuple[str, str]], accept: str) -> bytes:
    """The same as a form that is posted."""
    parts = urlsplit(address)
    body = urlencode(list(fields)).encode("ascii")
    head = f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\n"
    head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode("ascii") + body


def load(address: str, requests: Iterable[bytes], clients: int, seconds: float) -> Measured:
    """
    Ask from so many clients at once, each awaiting its answer before its next request.

    Ends after so many seconds, or when there are no more requests. What was asked until then is still awaited and
    looked at, but does not count as done within the time.
    """
    gc.collect()
    gc.disable()
    try:
        return asyncio.run(_load(address, iter(requests), clients, seconds))
    finally:
        gc.enable()


def body(answer: bytes) -> bytes:
    """The body of a whole answer."""
    head, _, rest = answer.partition(b"\r\n\r\n")
    if b"\r\ntransfer-encoding: chunked" not in head.lower():
        return rest
    parts, at = [], 0
    while size := int(rest[at : rest.index(b"\r\n", at)].partition(b";")[0], 16):
        start = rest.index(b"\r\n", at) + 2
        parts.append(rest[start : start + size])
        at = start + size + 2
    return b"".join(parts)


def ask(address: str, raw: bytes) -> bytes:
    """
    One whole answer to one request.

    Raises AssertionError if it is not 200, or not whole.
    """
    run = _Run(iter([raw]), float("inf"), keep=True)
    asyncio.run(_drive(address, run, 1, PATIENCE))
    assert not run.wrong, run.wrong
    return run.kept


class _Run:
    """What the lines of one load share."""

    def __init__(self, requests: Iterator[bytes], until: float, *, keep: bool = False) -> None:
        self.requests = requests
        self.until = until
        self.keep = keep
        self.kept = b""
        self.taken: list[float] = []
        self.last = time.perf_counter()
        self.wrong: Counter[str] = Counter()
        self.used_up = False


class _Line(asyncio.Protocol):
    """One client: a kept connection, and the request that it awaits the answer to."""

    def __init__(self, run: _Run, ended: asyncio.Future[None]) -> None:
        self.run = run
        self.ended = ended
        self.transport: asyncio.Transport
        self.asked = 0.0
        self.answer = bytearray()
        # Where the body begins, and where it ends; -1 is not known yet, -2 is told by the body itself.
        self.begins = self.ends = -1
        self.closes = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._next()

    def _next(self) -> None:
        now = time.perf_counter()
        request = next(self.run.requests, None) if now < self.run.until else None
        if request is None:
            self.run.used_up = True
            self._end("")
            return
        self.answer.clear()
        self.begins = self.ends = -1
        self.asked = now
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        answer = self.answer
        answer += data
        if self.begins < 0:
            at = answer.find(b"\r\n\r\n")
            if at < 0:
                return
            self._head(bytes(answer[:at]).lower())
            self.begins = at + 4
            if self.ends >= 0:
                self.ends += self.begins
        if self.ends == -2:
            if answer.endswith(b"0\r\n\r\n") and self._all_parts():
                self._done()
        elif len(answer) == self.ends:
            self._done()
        elif len(answer) > self.ends:
            self._end("an answer longer than announced")

    def _head(self, head: bytes) -> None:
        self.closes = b"\r\nconnection: close" in head
        if b"\r\ntransfer-encoding: chunked" in head:
            self.ends = -2
            return
        _, named, length = head.partition(b"\r\ncontent-length:")
        self.ends = int(length.partition(b"\r\n")[0]) if named else 0

    def _all_parts(self) -> bool:
        """Whether the parts that the body announces are all there, the empty last one too."""
        at, answer = self.begins, self.answer
        while at < len(answer):
            line = answer.find(b"\r\n", at)
            size = int(bytes(answer[at:line]).partition(b";")[0], 16)
            at = line + 2 + size + 2
            if size == 0:
                return at == len(answer)
        return False

    def _done(self) -> None:
        now = time.perf_counter()
        run = self.run
        status = bytes(self.answer[9:12])
        if status == b"200":
            if now <= run.until:
                run.last = now
                run.taken.append(now - self.asked)
        else:
            run.wrong[f"status {status.decode()}"] += 1
        if run.keep:
            run.kept = bytes(self.answer)
        self.asked = 0.0
        if self.closes:
            self._end("")
        else:
            self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if self.asked:
            self._end(f"no whole answer: {error or 'the line was closed'}")
        elif not self.ended.done():
            self.ended.set_result(None)

    def _end(self, wrong: str) -> None:
        if wrong:
            self.run.wrong[wrong] += 1
        self.asked = 0.0
        self.transport.close()
        if not self.ended.done():
            self.ended.set_result(None)


async def _load(address: str, requests: Iterator[bytes], clients: int, seconds: float) -> Measured:
    begun = time.perf_counter()
    run = _Run(requests, begun + seconds)
    await _drive(address, run, clients, seconds + PATIENCE)
    # All requests may have been answered before the time was over.
    return Measured(max(run.last - begun, 0.001), run.taken, run.wrong)


async def _drive(address: str, run: _Run, clients: int, seconds: float) -> None:
    """Keep so many lines open until there is nothing more to ask; one that breaks or is closed is replaced."""
    parts = urlsplit(address)
    loop = asyncio.get_running_loop()

    async def client() -> None:
        while not run.used_up:
            ended: asyncio.Future[None] = loop.create_future()
            await loop.create_connection(functools.partial(_Line, run, ended), parts.hostname, parts.port)
            await ended

    waiting = [asyncio.ensure_future(client()) for _ in range(clients)]
    done, late = await asyncio.wait(waiting, timeout=seconds)
    for each in late:
        each.cancel()
        run.wrong["no answer at all"] += 1
    for each in done:
        if each.exception():
            run.wrong[f"no line: {each.exception()}"] += 1
