"""Asks a SPARQL endpoint, of `pilotgraph serve` with given graphs, over one lasting connection."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from manifests import Data
from serving import running

PATIENCE = 60


class Response(NamedTuple):
    """A response read to its end; type: its media type without parameters."""

    status: int
    type: str
    body: bytes


class Endpoint:
    """A SPARQL endpoint at an address; one connection serves all requests."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._path = urlsplit(url).path
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)

    def send(
        self, method: str, parameters: str = "", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Response:
        """Send a request, adding nothing to its headers, not even a type for its body; redirects are not followed."""
        target = f"{self._path}?{parameters}" if parameters else self._path
        try:
            return self._sent(method, target, headers or {}, body)
        except (http.client.RemoteDisconnected, ConnectionError):
            # A server may hang up on a connection that was idle; it is then opened again, once.
            self._connection.close()
            return self._sent(method, target, headers or {}, body)

    def query(self, text: str, accept: str, default: Iterable[str] = (), named: Iterable[str] = ()) -> Response:
        """Ask a query over a data set of the given graphs; over what the query itself names where none is given."""
        parameters = urlencode(
            [*(("default-graph-uri", iri) for iri in default), *(("named-graph-uri", iri) for iri in named)]
        )
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", parameters, headers, text.encode())

    def close(self) -> None:
        self._connection.close()

    def _sent(self, method: str, target: str, headers: Mapping[str, str], body: bytes | None) -> Response:
        self._connection.request(method, target, body, dict(headers))
        response = self._connection.getresponse()
        content = response.read()
        return Response(response.status, (response.getheader("Content-Type") or "").partition(";")[0].strip(), content)


@contextmanager
def served(graphs: Iterable[Data], allow: Iterable[str] = ()) -> Iterator[Endpoint]:
    """`pilotgraph serve` with each file as a graph; allow: the hosts that SERVICE may reach."""
    options = ["--data", *(f"{data.iri}={data.path}" for data in graphs)]
    for host in allow:
        options += ["--allow-host", host]
    with running(*options) as service, closing(Endpoint(f"{service.address}/sparql")) as endpoint:
        yield endpoint
