"""Headers that every response carries: what pages may load, and that any site may read the data."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(nonce: str = "") -> str:
    """
    What a page may load: only what this server sends.

    nonce: lets the editor add styles of its own.
    """
    more = {"style-src": f"'self' 'nonce-{nonce}'", "style-src-attr": "'unsafe-inline'"} if nonce else {}
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, **more}.items())


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


ALWAYS = _raw(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
        "Content-Security-Policy": policy(),
    }
)
# What browsers ask for before they ask across sites.
ACROSS_SITES = _raw(
    {
        "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
)


class Headers:
    """Adds the headers, and answers what browsers ask before they ask across sites."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the response gets what it does not say itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = message["headers"]
                names = {name.lower() for name, _ in said}
                more = ALWAYS if scope["method"] != "OPTIONS" else ALWAYS + ACROSS_SITES
                # R looks for the character set in a header of just this spelling, and else takes UTF-8 for Latin-1.
                message["headers"] = [
                    *((b"Content-Type" if name == b"content-type" else name, value) for name, value in said),
                    *(header for header in more if header[0] not in names),
                ]
            await send(message)

        await self.app(scope, receive, with_headers)
