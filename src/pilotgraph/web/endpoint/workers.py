"""Hands queries to worker processes, and kills those that take too long."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from pilotgraph.errors import Problem, SourceError
from pilotgraph.web.endpoint import frames, workerprocess
from pilotgraph.web.endpoint.frames import Ask, Reply, Saved
from pilotgraph.web.endpoint.workerprocess import Message, WorkerProcess
from pilotgraph.web.limits import Limits
from pilotgraph.web.problems import Refusal

Gone = Callable[[], Awaitable[bool]]

STARTUP_SECONDS = 120
# How often a waiting server looks whether the one who asked is still there.
LOOK_SECONDS = 0.5
# How often a query is begun whose worker is killed by somebody else.
ATTEMPTS = 3
# Before another worker is started where one did not start.
LONGEST_PAUSE = 30.0
NARROW = "narrow the query, or ask for it in parts with LIMIT and OFFSET"


class Workers:
    """
    Worker processes for free queries; each answers one query at a time, and a killed one is replaced.

    setup: what each worker is told first: the source, the limits and the hosts.
    count: how many there are. More than there are processors lets short queries pass long ones.
    """

    def __init__(self, setup: dict[str, Any], limits: Limits, count: int) -> None:
        self.limits = limits
        self.count = count
        self._setup = setup
        self._idle: list[WorkerProcess] = []
        self._queue: deque[asyncio.Future[WorkerProcess]] = deque()
        self._all: set[WorkerProcess] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def running(self) -> int:
        """How many workers there are, busy or idle."""
        return len(self._all)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return len(self._queue)

    async def start(self) -> None:
        """
        Start the first worker and, behind it, the others.

        Raises SourceError if the first does not start.
        """
        self._give(await self._spawn())
        for _ in range(self.count - 1):
            self._replace()

    async def close(self) -> None:
        """Stop all workers."""
        self._closed = True
        for task in list(self._starting):
            task.cancel()
        for process in list(self._all):
            process.kill()
        for process in list(self._all):
            await process.ended()

    async def ask(self, ask: Ask | Saved, gone: Gone | None = None) -> Reply:
        """
        The reply to a query.

        gone: tells whether the one who asked has left; then the query is stopped, and CancelledError raised.
        Raises Refusal if it takes too long, takes too much memory, or if too many queries are waiting.
        """
        for _ in range(ATTEMPTS):
            reply = await self._answered(await self._take(gone), ask, gone)
            if reply is not None:
                return reply
        raise Refusal("server-error", Problem("query", f"was stopped from outside, {ATTEMPTS} times", "try again"))

    async def _take(self, gone: Gone | None) -> WorkerProcess:
        """A worker that has nothing to do; those who wait get one in the order in which they came."""
        while self._idle:
            process = self._idle.pop()
            if not process.lost:
                return process
            self._forget(process)
        busy = Refusal(
            "too-busy",
            Problem("service", "is busy with other queries", "try again in some seconds"),
            {"Retry-After": "5"},
        )
        if len(self._queue) >= self.limits.waiting:
            raise busy
        loop = asyncio.get_running_loop()
        until = loop.time() + self.limits.wait
        coming: asyncio.Future[WorkerProcess] = loop.create_future()
        self._queue.append(coming)
        try:
            while not coming.done():
                left = until - loop.time()
                if left <= 0:
                    raise busy
                await asyncio.wait((coming,), timeout=min(left, LOOK_SECONDS))
                if not coming.done() and gone and await gone():
                    raise asyncio.CancelledError
        except BaseException:
            if coming.done():
                self._give(coming.result())
            else:
                self._queue.remove(coming)
            raise
        return coming.result()

    def _give(self, process: WorkerProcess) -> None:
        """Hand a worker to the one who has waited longest, or let it wait itself."""
        if process.lost:
            self._forget(process)
        elif self._queue:
            self._queue.popleft().set_result(process)
        else:
            self._idle.append(process)

    async def _answered(self, process: WorkerProcess, ask: Ask | Saved, gone: Gone | None) -> Reply | None:
        """The reply of this worker; None where it was killed from outside."""
        loop = asyncio.get_running_loop()
        coming = process.ask(frames.packed(ask._asdict()))
        watching: list[asyncio.Task[None]] = []
        # Most queries are answered before anybody need look after them.
        look = loop.call_later(
            LOOK_SECONDS, lambda: watching.append(loop.create_task(self._watch(coming, loop.time(), gone)))
        )
        try:
            reply = frames.reply(await coming)
        except ConnectionError:
            refusal = _death(await process.ended(), process.said, self.limits)
            self._forget(process)
            if refusal:
                raise refusal from None
            return None
        except BaseException:
            process.kill()
            self._forget(process)
            raise
        finally:
            look.cancel()
            for task in watching:
                task.cancel()
        self._give(process)
        return reply

    async def _watch(self, coming: asyncio.Future[Message], now: float, gone: Gone | None) -> None:
        """End the wait for a reply when its time is over, or when the one who asked has left."""
        loop = asyncio.get_running_loop()
        until = now - LOOK_SECONDS + self.limits.seconds
        while not coming.done():
            if gone and await gone():
                coming.cancel()
                return
            left = until - loop.time()
            if left <= 0 and not coming.done():
                what = f"took longer than {self.limits.seconds:g} seconds and was stopped"
                coming.set_exception(Refusal("too-slow", Problem("query", what, NARROW), {"Retry-After": "30"}))
                return
            await asyncio.sleep(min(left, LOOK_SECONDS))

    def _ended(self, process: WorkerProcess) -> None:
        if process in self._idle:
            # Killed from outside while it had nothing to do.
            self._idle.remove(process)
            self._forget(process)

    def _forget(self, process: WorkerProcess) -> None:
        self._all.discard(process)
        self._replace()

    def _replace(self) -> None:
        if self._closed:
            return
        task = asyncio.ensure_future(self._add())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        pause = 0.1
        while not self._closed:
            try:
                self._give(await self._spawn())
                return
            except (SourceError, OSError) as error:
                print(f"pilotgraph: a worker did not start: {error}", file=sys.stderr)
                await asyncio.sleep(pause)
                pause = min(3 * pause, LONGEST_PAUSE)

    async def _spawn(self) -> WorkerProcess:
        process = await workerprocess.start(self._ended)
        self._all.add(process)
        try:
            async with asyncio.timeout(STARTUP_SECONDS):
                await process.ask(frames.packed(self._setup))
        except (ConnectionError, TimeoutError):
            process.kill()
            await process.ended()
            self._all.discard(process)
            raise SourceError(Problem("", process.said or "a worker does not start", "")) from None
        return process


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
