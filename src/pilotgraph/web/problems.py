"""Refusals that programs can read (RFC 9457) and people can read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import Response

from pilotgraph.errors import PilotGraphError, Problem, RequestError
from pilotgraph.web.media import PROBLEM

# The kinds of refusal; a client that must tell them apart reads the last part of "type".
KINDS = {
    "bad-request": (400, "The request cannot be answered as it stands"),
    "malformed-query": (400, "The query is not SPARQL"),
    "update-refused": (403, "This service only reads"),
    "service-refused": (403, "The query would ask another server"),
    "not-found": (404, "There is nothing of that name"),
    "method-not-allowed": (405, "The method is not allowed here"),
    "not-acceptable": (406, "None of the wanted formats can be sent"),
    "too-slow-to-send": (408, "The request took too long to arrive"),
    "query-too-long": (413, "The query is too long"),
    "unsupported-media-type": (415, "The request's body is of a kind that is not read here"),
    "too-many-rows": (422, "The answer has too many rows"),
    "too-many-bytes": (422, "The answer is too long"),
    "too-much-memory": (422, "The query takes too much memory"),
    "too-deep": (422, "The query is nested too deeply"),
    "cannot-be-answered": (422, "The engine cannot answer the query"),
    "too-many-headers": (431, "The request's head is too long"),
    "server-error": (500, "Something went wrong here"),
    "source-unreachable": (502, "The data behind this service cannot be read"),
    "too-busy": (503, "Too many queries are waiting"),
    "too-slow": (503, "The query took too long"),
}
# What may stand in a path as it is.
SAFE = "/:@!$&'()*+,;=-._~"


class Refusal(Exception):  # noqa: N818 - a refusal need not be an error of anybody
    """
    A request that is not answered, with its kind (of KINDS), its problems, and headers to send along.

    details: more members of the JSON, such as the line and column of a mistake.
    """

    def __init__(
        self,
        kind: str,
        problems: Iterable[Problem] | Problem,
        headers: Mapping[str, str] | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        self.kind = kind
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.headers = dict(headers or {})
        self.details = dict(details or {})
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind][0]

    @property
    def title(self) -> str:
        """The kind of refusal in words."""
        return KINDS[self.kind][1]


def refused(error: PilotGraphError) -> Refusal:
    """The refusal that tells an error of the asking half."""
    if isinstance(error.__cause__, Refusal):
        # A page asked a query that was itself refused.
        return error.__cause__
    missing = isinstance(error, RequestError) and any(
        "there is no such question" in each.what for each in error.problems
    )
    if missing:
        return Refusal("not-found", on_the_web(error.problems))
    kind = "bad-request" if isinstance(error, RequestError) else "source-unreachable"
    return Refusal(kind, on_the_web(error.problems))


def on_the_web(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems with the web's words where they speak of the command line."""
    return [
        each._replace(
            where=each.where.removeprefix("--param "),
            what=re.sub(
                r"there is no ([A-Z]\w+) called", lambda kind: f"there is no {_spaced(kind[1])} called", each.what
            ),
            remedy=each.remedy.replace(
                "`pilotgraph find` looks for words in the graph", "look for it at /search"
            ).replace("`pilotgraph questions` lists them all", "/questions lists them all"),
        )
        for each in problems
    ]


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def as_json(refusal: Refusal, instance: str = "") -> Response:
    """The refusal as application/problem+json; `instance` is the path that was asked for."""
    whole = {
        "type": f"https://w3id.org/pilotgraph/problem/{refusal.kind}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": " ".join(map(_told, refusal.problems)),
        **({"instance": quote(instance, SAFE)} if instance else {}),
        "problems": [problem._asdict() for problem in refusal.problems],
        **refusal.details,
    }
    content = json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    headers = {"Cache-Control": "no-store", **refusal.headers}
    return Response(content, refusal.status, headers, PROBLEM.content_type)


def _told(problem: Problem) -> str:
    said = "; ".join(filter(None, (problem.what, problem.remedy)))
    said = f"{problem.where}: {said}" if problem.where else said
    return said if said.endswith(("?", ".")) else f"{said}."


def phrase(status: int) -> str:
    """The words that HTTP has for a status."""
    return HTTPStatus(status).phrase
