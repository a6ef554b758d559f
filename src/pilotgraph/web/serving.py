"""Starts the service on this machine and says where it is."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import uvicorn

from pilotgraph.beside import rdffiles
from pilotgraph.errors import Problem, RequestError, SourceError
from pilotgraph.web import served
from pilotgraph.web.app import application
from pilotgraph.web.editor.asked import Asked
from pilotgraph.web.endpoint.workers import Workers
from pilotgraph.web.hosts import Hosts
from pilotgraph.web.limits import Limits
from pilotgraph.web.patience import Patience
from pilotgraph.web.served import Source
from pilotgraph.web.site import Site

MEGABYTE = 1_000_000
HEAD_BYTES = 65_536
KEPT_OPEN_SECONDS = 15
CONNECTIONS = 2000


def serve(options: SimpleNamespace) -> int:
    """
    Serve until stopped; returns the exit code.

    options: of the command `pilotgraph serve`, as text.
    Raises RequestError for options that make no sense together, SourceError if the data cannot be read or the port
    is taken.
    """
    site = prepared(options)
    listening = _listen(options.host, _number("--port", options.port, 0, 65_535))
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        application(site),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEPT_OPEN_SECONDS,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=HEAD_BYTES,
        http=Patience,
        ws="none",
        loop="asyncio",
        proxy_headers=False,
    )
    server = _Announcing(config, f"PilotGraph {_version(site)} is at http://{shown}:{port}/")
    server.run(sockets=[listening])
    return 0 if server.started else 3


def prepared(options: SimpleNamespace) -> Site:
    """
    The site that the options ask for, not yet started.

    Raises RequestError with the problems of the options, SourceError if the data cannot be read.
    """
    if options.endpoint and options.data:
        remedy = "give one of the two"
        raise RequestError(Problem("--endpoint", "is given together with --data", remedy))
    if options.endpoint and options.beside:
        remedy = "load the file into that server instead, or leave --endpoint out"
        raise RequestError(Problem("--with", "is given together with --endpoint", remedy))
    if options.data and options.beside:
        remedy = "give the file to --data too: all files of --data stand beside each other"
        raise RequestError(Problem("--with", "is given together with --data", remedy))
    limits = Limits(
        seconds=_number("--seconds", options.seconds, 1, 3600),
        rows=_number("--rows", options.rows, 1, 10**9),
        answer_bytes=_number("--megabytes", options.megabytes, 1, 2000) * MEGABYTE,
        memory_bytes=_number("--memory", options.memory, 16, 10**6) * MEGABYTE,
    )
    source = Source(
        folder=str(Path(options.graph).resolve()) if options.graph else "",
        data=served.data_files(options.data),
        endpoint=options.endpoint or "",
        beside=tuple(map(rdffiles.named, options.beside)),
    )
    hosts = Hosts(options.allow_host)
    usual = max(4, 2 * (os.cpu_count() or 1))
    count = _number("--workers", options.workers, 1, 256) if options.workers else usual
    graph, remarks = served.graph(source)
    for remark in remarks:
        print(f"pilotgraph: {remark}", file=sys.stderr)
    setup = {"source": served.spec(source), "limits": limits._asdict(), "hosts": list(hosts.named)}
    site = Site(
        source,
        graph,
        served.edition(source),
        limits,
        hosts,
        Workers(setup, limits, count),
        address=_address(options.address),
        cache_bytes=_number("--cache", options.cache, 0, 10**6) * MEGABYTE,
    )
    if not source.endpoint:
        # Whatever the data is, no query of a page can stop the service or hold it up.
        alone, together = graph.engine, graph.together
        graph.engine = Asked(site, alone, alone=bool(source.beside))
        graph.together = Asked(site, together, alone=False) if source.beside else graph.engine
    return site


class _Announcing(uvicorn.Server):
    """Says where the service is as soon as it can be asked, not before."""

    def __init__(self, config: uvicorn.Config, said: str) -> None:
        super().__init__(config)
        self.said = said

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self.said, flush=True)


def _version(site: Site) -> str:
    from pilotgraph import __version__

    return __version__ if site.source.data or site.source.endpoint else site.graph.version or __version__


def _number(option: str, said: str, least: int, most: int) -> int:
    if not said.isdecimal() or not least <= int(said) <= most:
        remedy = f"give a whole number from {least:,} to {most:,}"
        raise RequestError(Problem(f"{option} {said}", "is not a number that can be taken", remedy))
    return int(said)


def _address(said: str | None) -> str:
    if not said:
        return ""
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        remedy = "give the address under which others reach the service, such as https://example.org"
        raise RequestError(Problem(f"--address {said}", "is not an http address", remedy))
    return said.rstrip("/")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # asyncio sends small parts of an answer at once, not 40 ms late, only where a socket says that it is TCP.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(1024)
    except OSError as error:
        remedy = "choose another with --port, or 0 for any that is free"
        raise SourceError(
            Problem(f"{host}:{port}", f"cannot be listened on: {error.strerror or error}", remedy)
        ) from None
    return listening
