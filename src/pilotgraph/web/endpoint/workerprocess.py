"""A worker process as the server sees it: it is asked one thing at a time, and may be killed or die."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pilotgraph.web.endpoint import frames

Message = tuple[dict[str, Any], bytes]

# Of what a worker says before it dies, so much is kept.
LAST_WORDS = 20_000


class WorkerProcess(asyncio.SubprocessProtocol):
    """
    A worker that runs or has ended; made by `start`.

    code: with which it ended; None while it runs. lost: whether it can no longer be asked.
    said: what it wrote to standard error.
    """

    def __init__(self, told: Callable[[WorkerProcess], None]) -> None:
        self._told = told
        self.code: int | None = None
        self._transport: asyncio.SubprocessTransport
        self._to: asyncio.WriteTransport
        self._came = bytearray()
        self._said = bytearray()
        self._coming: asyncio.Future[Message] | None = None
        self.lost = False
        self._ended = asyncio.Event()

    @property
    def said(self) -> str:
        """What it wrote to standard error, at most LAST_WORDS of it."""
        return self._said.decode("utf-8", "replace").strip()

    def ask(self, message: bytes) -> asyncio.Future[Message]:
        """
        Send a message; the future is what comes back.

        The future raises ConnectionError if the process ends first.
        """
        self._coming = asyncio.get_running_loop().create_future()
        self._came.clear()
        if self.lost:
            # Killed, which the system tells a little before it tells that the process has ended.
            self._coming.set_exception(ConnectionResetError())
        else:
            self._to.write(message)
        return self._coming

    def kill(self) -> None:
        """End it at once, if it still runs."""
        with suppress(ProcessLookupError):
            self._transport.kill()

    async def ended(self) -> int:
        """The code with which it ends, once it has ended and all it wrote has come in."""
        await self._ended.wait()
        assert self.code is not None
        return self.code

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport
        to = transport.get_pipe_transport(0)
        assert isinstance(to, asyncio.WriteTransport)
        self._to = to

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 2:
            self._said += data[: LAST_WORDS - len(self._said)]
            return
        self._came += data
        message = frames.whole(self._came)
        if message and self._coming and not self._coming.done():
            self._coming.set_result(message)

    def pipe_connection_lost(self, fd: int, error: Exception | None) -> None:
        self.lost = self.lost or fd != 2
        if fd != 2 and self._coming and not self._coming.done():
            self._coming.set_exception(error if isinstance(error, ConnectionError) else ConnectionResetError())

    def process_exited(self) -> None:
        self.code = self._transport.get_returncode()
        self._told(self)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002
        self._ended.set()


async def start(told: Callable[[WorkerProcess], None]) -> WorkerProcess:
    """
    A new worker, which has not been told yet what to serve.

    told: is called as soon as it has ended. Raises OSError if the system starts no more processes.
    """
    loop = asyncio.get_running_loop()
    _, process = await loop.subprocess_exec(
        lambda: WorkerProcess(told),
        *(sys.executable, "-m", "pilotgraph.web.endpoint.worker"),
        env={**os.environ, "RUST_BACKTRACE": "0"},
        # Not of the terminal's group, so that Ctrl-C reaches only the server, which stops them in order.
        start_new_session=True,
    )
    return process
