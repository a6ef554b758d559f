"""Which other hosts the server may ask, for SERVICE and for graphs that FROM names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pilotgraph.errors import Problem, RequestError

DEFAULT_PORTS = {"http": 80, "https": 443}


class Hosts:
    """
    The hosts that may be asked; an address is in it if its host and port are.

    named: "example.org" (its usual http and https ports) or "example.org:8080".
    Raises RequestError for a name that is not a host.
    """

    def __init__(self, named: Iterable[str] = ()) -> None:
        self.named = tuple(named)
        self._allowed: set[tuple[str, int]] = set()
        problems = []
        for each in self.named:
            pairs = _pairs(each)
            if not pairs:
                remedy = "give a name such as example.org or example.org:8080"
                problems.append(Problem(f"--allow-host {each}", "is not a host", remedy))
            self._allowed |= pairs
        if problems:
            raise RequestError(problems)

    def __bool__(self) -> bool:
        return bool(self._allowed)

    def __contains__(self, address: object) -> bool:
        return _place(str(address)) in self._allowed

    def __iter__(self) -> Iterator[str]:
        return iter(self.named)

    def __len__(self) -> int:
        return len(self.named)


def _pairs(named: str) -> set[tuple[str, int]]:
    if "/" in named or "@" in named:
        return set()
    try:
        parts = urlsplit(f"//{named}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return set()
    if not host:
        return set()
    return {(host, port)} if port else {(host, usual) for usual in DEFAULT_PORTS.values()}


def _place(address: str) -> tuple[str, int] | None:
    """The host and port that a request to an address goes to; None where a reader could take it for another."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    # A name and password before the host, or a backslash, is read differently by different programs.
    if parts.scheme not in DEFAULT_PORTS or not host or "@" in parts.netloc or "\\" in address:
        return None
    return host, port or DEFAULT_PORTS[parts.scheme]
