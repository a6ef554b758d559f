"""Starts each server of the load test with the same data, and says how it is asked."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from draws import Draw
from lines import get, post

import servers
from pilotgraph import files
from pilotgraph.names import ALL_GRAPHS
from pilotgraph.publish import publish
from serving import running

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
FOLDER = files.folder()


class Rival(NamedTuple):
    """
    A server that runs.

    raw: a request for a draw, as it goes over the line. status: what it tells about its caches; empty if nothing.
    process: its id; others may belong to it.
    """

    address: str
    raw: Callable[[Draw], bytes]
    status: Callable[[], dict[str, int]]
    process: int


def wanted(draw: Draw) -> str:
    """The form in which the answer is wanted: the same of every server."""
    return TURTLE if draw.graph else JSON


@contextmanager
def pilotgraph(*options: str) -> Iterator[Rival]:
    """This program; saved questions are asked by their names, free queries at its endpoint."""
    with running(*options) as service:

        def raw(draw: Draw) -> bytes:
            if draw.question:
                return get(f"{service.address}/questions/{draw.question}", [*draw.given, ("format", "json")], JSON)
            return post(f"{service.address}/sparql", [("query", draw.text)], wanted(draw))

        def status() -> dict[str, int]:
            with urllib.request.urlopen(f"{service.address}/status") as answer:
                caches = json.load(answer)["caches"]
            # What was not sent to the same request before is looked for in the other two.
            missed = sum(caches[name]["misses"] for name in ("queries", "pages"))
            return {"hits": sum(cache["hits"] for cache in caches.values()), "misses": missed}

        yield Rival(service.address, raw, status, service.process.pid)


def _plain(server: servers.Server, fields: list[tuple[str, str]]) -> Rival:
    def raw(draw: Draw) -> bytes:
        return post(server.url, [("query", draw.text), *fields], wanted(draw))

    return Rival(server.url, raw, dict, server.process)


@contextmanager
def oxigraph(folder: Path, *, in_memory: bool) -> Iterator[Rival]:
    """Oxigraph's own server, with its store in memory or on disk."""
    with servers.oxigraph(folder, "--union-default-graph", in_memory=in_memory) as server:
        list(publish(FOLDER, server.url))
        yield _plain(server, [])


@contextmanager
def virtuoso(folder: Path) -> Iterator[Rival]:
    """Virtuoso 7, whose default graph would hold its own data as well."""
    with servers.virtuoso(folder) as server:
        list(publish(FOLDER, server.url, user=server.user, password=server.password))
        yield _plain(server, [("default-graph-uri", iri) for iri in ALL_GRAPHS])


@contextmanager
def rdflib_endpoint(folder: Path) -> Iterator[Rival]:
    """rdflib behind HTTP."""
    with servers.rdflib_endpoint(folder, [path for _, path in FOLDER.graphs]) as server:
        yield _plain(server, [])
