"""Hands free queries to worker processes, and kills those that take too long."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from pilotgraph.errors import Problem, SourceError
from pilotgraph.web import frames
from pilotgraph.web.frames import Ask, Reply
from pilotgraph.web.limits import Limits
from pilotgraph.web.problems import Refusal

STARTUP_SECONDS = 120
# How often a waiting server looks whether the one who asked is still there.
LOOK_SECONDS = 0.5
NARROW = "narrow the query, or ask for it in parts with LIMIT and OFFSET"


class Workers:
    """
    Worker processes for free queries; each answers one query at a time, and a killed one is replaced.

    setup: what each worker is told first: the source, the limits and the hosts.
    count: how many there are. More than there are processors lets short queries pass long ones.
    waiting: how many queries wait for a worker.
    """

    def __init__(self, setup: dict[str, Any], limits: Limits, count: int) -> None:
        self.limits = limits
        self.count = count
        self._setup = setup
        self._idle: asyncio.LifoQueue[asyncio.subprocess.Process] = asyncio.LifoQueue()
        self._all: set[asyncio.subprocess.Process] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self.waiting = 0
        self._closed = False

    @property
    def running(self) -> int:
        """How many workers there are, busy or idle."""
        return len(self._all)

    async def start(self) -> None:
        """
        Start the first worker and, behind it, the others.

        Raises SourceError if the first does not start.
        """
        self._idle.put_nowait(await self._spawn())
        for _ in range(self.count - 1):
            self._replace()

    async def close(self) -> None:
        """Stop all workers."""
        self._closed = True
        for task in list(self._starting):
            task.cancel()
        for process in list(self._all):
            _kill(process)
        for process in list(self._all):
            await process.wait()

    async def ask(self, ask: Ask, gone: Callable[[], Awaitable[bool]] | None = None) -> Reply:
        """
        The reply to a query.

        gone: tells whether the one who asked has left; then the query is stopped.
        Raises Refusal if it takes too long, takes too much memory, or if too many queries are waiting.
        """
        for attempt in (1, 2):
            process = await self._take(gone)
            reply = await self._answered(process, ask, gone)
            if reply is not None:
                return reply
            if attempt == 2:
                break
        raise Refusal("server-error", Problem("query", "was stopped from outside, twice", "try again"))

    async def _take(self, gone: Callable[[], Awaitable[bool]] | None) -> asyncio.subprocess.Process:
        busy = Problem("service", "is busy with other queries", "try again in some seconds")
        if self.waiting >= self.limits.waiting:
            raise Refusal("too-busy", busy, {"Retry-After": "5"})
        self.waiting += 1
        until = asyncio.get_running_loop().time() + self.limits.wait
        try:
            while True:
                left = until - asyncio.get_running_loop().time()
                if left <= 0:
                    raise Refusal("too-busy", busy, {"Retry-After": "5"})
                with suppress(asyncio.TimeoutError):
                    process = await asyncio.wait_for(self._idle.get(), min(left, LOOK_SECONDS))
                    if process.returncode is None:
                        return process
                    # Killed from outside while it had nothing to do.
                    self._forget(process)
                if gone and await gone():
                    raise asyncio.CancelledError
        finally:
            self.waiting -= 1

    async def _answered(
        self, process: asyncio.subprocess.Process, ask: Ask, gone: Callable[[], Awaitable[bool]] | None
    ) -> Reply | None:
        """The reply of this worker; None where it was killed from outside."""
        assert process.stdin
        assert process.stdout
        talk = asyncio.ensure_future(_talk(process, ask))
        until = asyncio.get_running_loop().time() + self.limits.seconds
        try:
            while not talk.done():
                left = until - asyncio.get_running_loop().time()
                if left <= 0:
                    what = f"took longer than {self.limits.seconds:g} seconds and was stopped"
                    raise Refusal("too-slow", Problem("query", what, NARROW), {"Retry-After": "30"})
                await asyncio.wait((talk,), timeout=min(left, LOOK_SECONDS))
                if not talk.done() and gone and await gone():
                    raise asyncio.CancelledError
            reply = talk.result()
        except (asyncio.IncompleteReadError, ConnectionError):
            refusal = _death(await process.wait(), await _last_words(process), self.limits)
            self._forget(process)
            if refusal:
                raise refusal from None
            return None
        except BaseException:
            talk.cancel()
            _kill(process)
            self._forget(process)
            raise
        self._idle.put_nowait(process)
        return reply

    def _forget(self, process: asyncio.subprocess.Process) -> None:
        self._all.discard(process)
        self._replace()

    def _replace(self) -> None:
        if self._closed:
            return
        task = asyncio.ensure_future(self._add())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        for pause in (0.1, 1, 5, 30):
            try:
                self._idle.put_nowait(await self._spawn())
                return
            except (SourceError, OSError) as error:
                print(f"pilotgraph: a worker did not start: {error}", file=sys.stderr)
                await asyncio.sleep(pause)

    async def _spawn(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pilotgraph.web.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            # Not of the terminal's group, so that Ctrl-C reaches only the server, which stops them in order.
            start_new_session=True,
        )
        self._all.add(process)
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(frames.packed(self._setup))
            async with asyncio.timeout(STARTUP_SECONDS):
                await frames.receive(process.stdout)
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
            _kill(process)
            said = await _last_words(process)
            self._all.discard(process)
            raise SourceError(Problem("", said or "a worker does not start", "")) from None
        return process


async def _talk(process: asyncio.subprocess.Process, ask: Ask) -> Reply:
    assert process.stdin
    assert process.stdout
    process.stdin.write(frames.packed(ask._asdict()))
    await process.stdin.drain()
    return frames.reply(await frames.receive(process.stdout))


def _death(code: int, said: str, limits: Limits) -> Refusal | None:
    """Why a worker died of a query; None if the query was not the reason."""
    if "memory allocation" in said or "MemoryError" in said or "Cannot allocate memory" in said:
        what = f"takes more than {limits.memory_bytes // 1_000_000:,} MB of memory and was stopped"
        return Refusal("too-much-memory", Problem("query", what, NARROW))
    if code in (-signal.SIGSEGV, -signal.SIGBUS) or "overflowed its stack" in said:
        return Refusal("too-deep", Problem("query", "is nested too deeply", "take it apart"))
    if code in (-signal.SIGKILL, -signal.SIGTERM):
        return None
    print(f"pilotgraph: a worker ended with {code}: {said}", file=sys.stderr)
    return Refusal("server-error", Problem("query", "made the engine fail", "write it in another way"))


async def _last_words(process: asyncio.subprocess.Process) -> str:
    assert process.stderr
    try:
        async with asyncio.timeout(1):
            return (await process.stderr.read(20_000)).decode("utf-8", "replace").strip()
    except TimeoutError:
        return ""


def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
