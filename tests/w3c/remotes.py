"""SPARQL endpoints of others for the tests of SERVICE: on loopback, and they remember what they were asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store


class Remote:
    """url: its address without a path; heard: every request that came, as its method and path."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.host = urlsplit(self.url).netloc
        self.heard: list[str] = []


@contextmanager
def remote(data: Path | None = None) -> Iterator[Remote]:
    """An endpoint that answers SELECT at any path with the data of a Turtle file, or with none."""
    store = Store()
    if data:
        store.load(path=data, format=RdfFormat.TURTLE)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(parse_qs(urlsplit(self.path).query)["query"][0])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            self._answer(parse_qs(body)["query"][0] if form else body)

        def _answer(self, query: str) -> None:
            endpoint.heard.append(f"{self.command} {self.path}")
            solutions = store.query(query)
            assert isinstance(solutions, QuerySolutions)
            body = solutions.serialize(format=QueryResultsFormat.JSON)
            assert body is not None
            self.send_response(200)
            self.send_header("Content-Type", QueryResultsFormat.JSON.media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    endpoint = Remote(server)
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
