"""Entity tags: a client that has the newest answer is told so instead of being sent it again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response


def not_modified(request: Request, tag: str) -> bool:
    """Whether the client says that it has the answer with this tag (RFC 9110, section 13.1.2; weak comparison)."""
    if request.method not in ("GET", "HEAD"):
        return False
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or tag.removeprefix("W/") in {
        each.strip().removeprefix("W/") for each in held.split(",")
    }


def with_tag(response: Response, tag: str) -> Response:
    """The response with its tag, to be asked for again before each use; without a tag, not to be kept at all."""
    if tag:
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept, Accept-Encoding"
    return response
