"""Says at once again what was said to the same request before, without finding out anew who answers it and how."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pilotgraph.records import Record
from pilotgraph.web.cache import Cache


class Repeat(Record):
    """A whole response with status 200."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def size(self) -> int:
        """About how many bytes it takes to keep it, with the request that it answers."""
        return len(self.body) + 4000


class Repeats:
    """
    Keeps whole responses to GET by path, query and all headers of the request.

    Only those with one of our own (weak) entity tags are kept: with the edition the request determines them.
    """

    def __init__(self, app: ASGIApp, kept: Cache[Repeat]) -> None:
        self.app = app
        self.kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass the request on."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        key = (scope["scheme"], scope["path"], scope["query_string"], *scope["headers"])
        known = self.kept.get(key)
        if known:
            await send({"type": "http.response.start", "status": 200, "headers": list(known.headers)})
            await send({"type": "http.response.body", "body": known.body})
            return
        headers: tuple[tuple[bytes, bytes], ...] = ()

        async def listening(message: Message) -> None:
            nonlocal headers
            if message["type"] == "http.response.start":
                said = tuple(message["headers"])
                ours = any(name == b"etag" and value.startswith(b'W/"') for name, value in said)
                headers = said if ours and message["status"] == 200 else ()
            elif headers and not message.get("more_body"):
                self.kept.put(key, Repeat(headers, message["body"]))
            else:
                headers = ()
            await send(message)

        await self.app(scope, receive, listening)
