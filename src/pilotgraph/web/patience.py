"""Hangs up on whoever takes too long to say what is wanted, so that silence takes no connection from others."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# How long the head of a request may take to arrive, from its connection or its first byte on.
HEAD_SECONDS = 10


class Patience(H11Protocol):
    """Speaks HTTP as uvicorn does, but does not wait for ever; for `uvicorn.Config(http=...)`."""

    waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; wait on where it is only part of a head."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self.waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.waiting = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self.waiting:
            self.waiting.cancel()
            self.waiting = None
