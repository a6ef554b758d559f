"""What server and workers say to each other: a line of JSON and some bytes, each with its length before it."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from pilotgraph.records import Record

HEAD = struct.Struct(">II")


class Ask(Record):
    """
    A query for a worker.

    default, named: the IRIs of the graphs that the request chooses; None leaves the choice to the query.
    table, graph: the names of the forms (of web.media) in which a table and a graph are to be written.
    alone: whether the graph is asked without what stands beside it.
    """

    text: str
    default: list[str] | None = None
    named: list[str] | None = None
    table: str = "json"
    graph: str = "turtle"
    alone: bool = False


class Saved(Record):
    """
    A saved question for a worker.

    values: of its parameters, each as web.savedanswers.told tells a term. form: of pilotgraph.formats.
    evidence: whether each row carries its evidence.
    """

    question: str
    values: dict[str, list[str]]
    form: str
    evidence: bool


class Reply(Record):
    """
    What became of a query: the answer as it is to be sent, or why there is none.

    form: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE".
    media: the name of the form in which the body is written.
    kind: of the refusal (of web.problems.KINDS), or empty. problems: (where, what, remedy) of each.
    details: more about the refusal, such as the line and column of a mistake.
    """

    body: bytes = b""
    form: str = ""
    media: str = ""
    kind: str = ""
    problems: list[tuple[str, str, str]] = []  # noqa: RUF012 - never changed
    details: dict[str, int] = {}  # noqa: RUF012 - never changed


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A message as bytes."""
    said = json.dumps(head).encode()
    return HEAD.pack(len(said), len(body)) + said + body


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message of a pipe; None where it ends."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    said, more = HEAD.unpack(head)
    text, body = stream.read(said), stream.read(more)
    return (json.loads(text), body) if len(text) == said and len(body) == more else None


def whole(came: bytearray) -> tuple[dict[str, Any], bytes] | None:
    """The message that has come in; None while a part of it is missing."""
    if len(came) < HEAD.size:
        return None
    said, more = HEAD.unpack_from(came)
    start = HEAD.size + said
    if len(came) < start + more:
        return None
    return json.loads(came[HEAD.size : start]), bytes(came[start : start + more])


def reply(message: tuple[dict[str, Any], bytes]) -> Reply:
    """The reply that a message holds."""
    head, body = message
    return Reply(body, **head)
