"""Refuses requests whose end two programs could see in different places, and those of no version that is spoken."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from pilotgraph.errors import Problem
from pilotgraph.web.problems import Refusal, as_json

VERSIONS = ("1.0", "1.1")


class Framing:
    """Passes on only requests that a program in front of the service reads as the service does."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it and hang up, so that the rest of it is not taken for another."""
        problem = _problem(scope) if scope["type"] == "http" else None
        if problem is None:
            await self.app(scope, receive, send)
            return
        await as_json(Refusal("bad-request", problem, {"Connection": "close"}), scope["path"])(scope, receive, send)


def _problem(scope: Scope) -> Problem | None:
    if scope["http_version"] not in VERSIONS:
        return Problem("request", f"is in HTTP/{scope['http_version']}", f"speak HTTP/{' or HTTP/'.join(VERSIONS)}")
    names = {name for name, _ in scope["headers"]}
    if {b"content-length", b"transfer-encoding"} <= names:
        return Problem("request", "says in two ways how long it is", "send Content-Length or Transfer-Encoding")
    return None
