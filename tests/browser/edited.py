"""A page with the editor on it, served on loopback under the same policy as a real page."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from pyoxigraph import Store

from pilotgraph import mistakes
from pilotgraph.names import PREFIXES, shorten
from pilotgraph.web.headers import policy

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "pilotgraph" / "web" / "static"
NONCE = "bm9uY2U"
KINDS = {".js": "text/javascript", ".css": "text/css"}
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>SPARQL editor</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csp-nonce" content="{nonce}"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/style.css">
<script type="module" src="/static/editor.js"></script></head>
<body><main><h1>Ask in SPARQL</h1>
<form id="sparql-form" action="/sparql" method="post">
<p><label for="query">SPARQL query</label></p>
<textarea id="query" name="query" rows="8" required>
{query}</textarea>
<p><button formaction="/editor">Run the query</button></p></form>
<script type="application/json" id="vocabulary">{vocabulary}</script>{error}
</main></body></html>"""
WORDS = "?iri skos:prefLabel ?label OPTIONAL { ?iri skos:definition ?definition }"
MANY = ("domain", "range", "types")
DOMAIN_AND_RANGE = "OPTIONAL { ?iri rdfs:domain ?domain } OPTIONAL { ?iri rdfs:range ?range }"


@cache
def vocabulary() -> str:
    """The words of the real graph, as the editor reads them."""
    store = Store()
    for path in ("ontology/pilotgraph.ttl", "data/rdf/asserted.ttl", "data/rdf/inferred.ttl"):
        store.load(path=ROOT / path)

    def listed(pattern: str) -> list[dict[str, Any]]:
        items: dict[str, dict[str, Any]] = {}
        solutions = store.query(f"SELECT * WHERE {{ {pattern} }} ORDER BY ?iri", prefixes=PREFIXES)
        for solution in solutions:
            told = {name.value: solution[name].value for name in solutions.variables if solution[name] is not None}
            item = items.setdefault(told["iri"], {"short": shorten(told["iri"]), **{name: [] for name in MANY}})
            for name, value in told.items():
                if name not in MANY:
                    item[name] = value
                elif value not in item[name]:
                    item[name].append(value)
        return [*items.values()]

    said = {
        "prefixes": PREFIXES,
        "classes": listed(f"?iri a owl:Class . {WORDS}"),
        "properties": listed(f"?iri a owl:ObjectProperty . {WORDS} {DOMAIN_AND_RANGE}"),
        "individuals": listed('?iri a ?types ; skos:prefLabel ?label . FILTER(CONTAINS(STR(?iri), "/id/"))'),
    }
    return json.dumps(said).replace("<", "\\u003c")


def mistake(query: str) -> dict[str, Any]:
    """What the engine says is wrong with a query, and where."""
    found, error = mistakes.find(query), mistakes.told(query, "query")
    if not found or not error:
        return {"ok": True}
    return {"ok": False, "line": found.line, "column": found.column, "message": error.problems[0].what}


class Site:
    """
    A server of one page.

    query: what the text field holds.
    error: what the page says is wrong with it, if anything.
    checks: whether /sparql/check answers as it should; else it answers 500.
    submitted: the address and the query of each form that was sent.
    checked: each query that was checked while it was being typed.
    """

    def __init__(self) -> None:
        self.address, self.checks = "", True
        self.submitted: list[tuple[str, str]] = []
        self.checked: list[str] = []
        self.put("")

    def put(self, query: str, error: Mapping[str, object] | None = None) -> None:
        self.query, self.error = query, error
        self.submitted, self.checked, self.checks = [], [], True

    def page(self) -> str:
        error = f'<script type="application/json" id="query-error">{json.dumps(self.error)}</script>'
        parts = {"nonce": NONCE, "query": escape(self.query), "vocabulary": vocabulary()}
        return PAGE.format(**parts, error=error if self.error else "")


@contextmanager
def served() -> Iterator[Site]:
    """The site, for as long as its server runs."""
    site = Site()

    class Answer(http.server.BaseHTTPRequestHandler):
        def reply(self, body: str, kind: str, status: int = 200) -> None:
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Security-Policy", policy(NONCE))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            file = STATIC / Path(self.path).name
            if self.path.startswith("/static/") and file.is_file():
                self.reply(file.read_text("utf-8"), KINDS[file.suffix])
            elif self.path == "/":
                self.reply(site.page(), "text/html")
            else:
                self.reply("", "text/plain", 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path != "/sparql/check":
                site.submitted.append((self.path, parse_qs(body)["query"][0]))
                self.reply(site.page(), "text/html")
            elif site.checks:
                site.checked.append(body)
                self.reply(json.dumps(mistake(body)), "application/json")
            else:
                self.reply("", "text/plain", 500)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
