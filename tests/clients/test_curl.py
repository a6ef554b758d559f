"""curl gets from the endpoint what HTTP promises: the wanted format, conditions, compression, every way to send."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from filed import whole

pytestmark = pytest.mark.needs_curl

QUERIES = {
    "SELECT": "SELECT ?s { ?s a ?c } LIMIT 3",
    "ASK": "ASK { ?s a ?c }",
    "CONSTRUCT": "CONSTRUCT { ?s a ?c } { ?s a ?c } LIMIT 3",
    "DESCRIBE": "DESCRIBE <https://w3id.org/pilotgraph/id/programme/icps>",
}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
EVERYTHING = "SELECT * { ?s a ?c }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml; charset=utf-8"
CSV, TSV = "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"
TURTLE, NTRIPLES = "text/turtle; charset=utf-8", "application/n-triples; charset=utf-8"
JSONLD, RDFXML = "application/ld+json", "application/rdf+xml; charset=utf-8"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
# What each Accept header gets: of a table, and of a graph; None where nothing fits.
WANTED: dict[str, tuple[str | None, str | None]] = {
    "": (JSON, TURTLE),
    "*/*": (JSON, TURTLE),
    "application/*": (JSON, NTRIPLES),
    "text/*": (CSV, TURTLE),
    JSON: (JSON, None),
    "application/sparql-results+xml": (XML, None),
    "application/json": (JSON, JSONLD),
    "application/xml": (XML, RDFXML),
    "text/csv": (CSV, None),
    "text/tab-separated-values": (TSV, None),
    "text/turtle": (None, TURTLE),
    "application/n-triples": (None, NTRIPLES),
    "application/ld+json": (None, JSONLD),
    "application/rdf+xml": (None, RDFXML),
    "image/png": (None, None),
    "text/csv;q=0.1, application/sparql-results+xml;q=0.9": (XML, None),
    "TEXT/CSV": (CSV, None),
    "text/csv;q=0, */*": (JSON, TURTLE),
    f"{JSON};q=0, text/turtle;q=0, */*;q=0.1": (XML, NTRIPLES),
    "application/rdf+xml, application/sparql-results+xml, */*;q=0.01": (XML, RDFXML),
    "image/png, text/tab-separated-values;q=0.2, application/ld+json;q=0.2": (TSV, JSONLD),
}


class Said(NamedTuple):
    """A response: its status, its headers by lower-case name, and its body as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


def curl(*options: str, body: bytes | None = None) -> Said:
    """What the last response to curl is, if curl itself is content; "100 Continue" is counted in `continues`."""
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--include", "--max-time", "30", *options],
        input=body,
        capture_output=True,
        check=True,
    )
    rest, continues = done.stdout, 0
    while rest.startswith((b"HTTP/1.1 100", b"HTTP/1.0 100")):
        rest, continues = rest.partition(b"\r\n\r\n")[2], continues + 1
    head, _, content = rest.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Said(int(first.split()[1]), {**headers, "continues": str(continues)}, content)


def asking(endpoint: str, query: str) -> str:
    return f"{endpoint}?query={quote(query)}"


def counted(said: Said) -> int:
    assert said.status == 200, said
    found: dict[str, Any] = json.loads(said.body)
    return int(found["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("form", QUERIES)
@pytest.mark.parametrize("accept", WANTED, ids=lambda accept: accept or "none")
def test_the_format_is_the_one_that_is_wanted_most(endpoint: str, accept: str, form: str) -> None:
    wanted = WANTED[accept][form in ("CONSTRUCT", "DESCRIBE")]
    got = curl("-H", f"Accept: {accept}".rstrip(" "), asking(endpoint, QUERIES[form]))
    sent = curl("-H", f"Accept: {accept}".rstrip(" "), "--data-urlencode", f"query={QUERIES[form]}", endpoint)
    for said in (got, sent):
        assert said.status == (200 if wanted else 406)
        assert said.headers["content-type"] == (wanted or "application/problem+json")
        assert said.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("accept", ["text/html", BROWSER])
def test_a_browser_is_led_to_the_editor_with_the_query(endpoint: str, accept: str) -> None:
    said = curl("-H", f"Accept: {accept}", asking(endpoint, QUERIES["ASK"]))
    assert (said.status, said.headers["location"]) == (303, "/editor?query=ASK+%7B+%3Fs+a+%3Fc+%7D")


@pytest.mark.parametrize("form", QUERIES)
def test_head_says_what_get_says(endpoint: str, form: str) -> None:
    head, got = curl("--head", asking(endpoint, QUERIES[form])), curl(asking(endpoint, QUERIES[form]))
    assert head.body == b""
    names = ("content-type", "content-length", "etag", "vary", "cache-control")
    assert {name: head.headers[name] for name in names} == {name: got.headers[name] for name in names}
    assert int(got.headers["content-length"]) == len(got.body)


def test_a_page_of_another_site_may_ask(endpoint: str) -> None:
    said = curl(
        *("--request", "OPTIONS", "-H", "Origin: https://example.org"),
        *("-H", "Access-Control-Request-Method: POST", "-H", "Access-Control-Request-Headers: content-type, accept"),
        endpoint,
    )
    assert said.status in (200, 204)
    assert said.headers["access-control-allow-origin"] == "*"
    assert "POST" in said.headers["access-control-allow-methods"]
    assert {"content-type", "accept"} <= set(said.headers["access-control-allow-headers"].lower().split(", "))
    # A browser sends no password along to a service that any site may ask.
    assert "access-control-allow-credentials" not in said.headers


def test_a_long_answer_comes_compressed(endpoint: str) -> None:
    plain = curl(asking(endpoint, EVERYTHING))
    unpacked = curl("--compressed", asking(endpoint, EVERYTHING))
    packed = curl("-H", "Accept-Encoding: gzip", asking(endpoint, EVERYTHING))
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body) / 5
    assert gzip.decompress(packed.body) == plain.body == unpacked.body


def test_who_has_the_newest_answer_is_sent_no_other(endpoint: str, tmp_path: Path) -> None:
    kept = str(tmp_path / "etag")
    assert curl("--etag-save", kept, asking(endpoint, EVERYTHING)).status == 200
    again = curl("--etag-compare", kept, asking(endpoint, EVERYTHING))
    assert (again.status, again.body) == (304, b"")
    assert curl("--etag-compare", kept, asking(endpoint, COUNT)).status == 200
    compressed = curl("--compressed", "--etag-compare", kept, asking(endpoint, EVERYTHING))
    assert compressed.status == 304


@pytest.mark.parametrize(
    "options",
    [
        ("--data-urlencode", f"query={COUNT}"),
        ("-H", "Content-Type: application/sparql-query", "--data-binary", COUNT),
        ("--get", "--data-urlencode", f"query={COUNT}"),
        ("--http1.0", "--data-urlencode", f"query={COUNT}"),
        ("--http2", "--data-urlencode", f"query={COUNT}"),
        ("--http1.0", "--get", "--data-urlencode", f"query={COUNT}"),
        ("-H", "Connection: close", "--data-urlencode", f"query={COUNT}"),
        ("--range", "0-9", "--get", "--data-urlencode", f"query={COUNT}"),
        ("--path-as-is", "--get", "--data-urlencode", f"query={COUNT}"),
    ],
    ids=["form", "direct", "get", "1.0 form", "2 is not spoken", "1.0 get", "close", "no ranges", "path as it is"],
)  # fmt: skip
def test_each_way_to_ask_gets_the_same_answer(endpoint: str, options: tuple[str, ...]) -> None:
    assert counted(curl(*options, endpoint)) == len(whole())


def test_a_body_in_chunks_arrives(endpoint: str) -> None:
    direct = ("-H", "Content-Type: application/sparql-query", "-H", "Transfer-Encoding: chunked")
    padded = COUNT.encode() + b" " * 100_000
    assert counted(curl(*direct, "--data-binary", "@-", endpoint, body=padded)) == len(whole())


def test_who_waits_for_leave_to_send_gets_it(endpoint: str) -> None:
    waiting = (
        "-H",
        "Expect: 100-continue",
        "--expect100-timeout",
        "20",
        "-H",
        "Content-Type: application/sparql-query",
    )
    said = curl(*waiting, "--data-binary", "@-", endpoint, body=COUNT.encode() + b" " * 100_000)
    assert said.headers["continues"] == "1"
    assert counted(said) == len(whole())


def test_a_refusal_comes_whole_to_who_sends_too_much(endpoint: str) -> None:
    direct = ("-H", "Content-Type: application/sparql-query", "-H", "Expect:")
    for more in ((), ("-H", "Transfer-Encoding: chunked")):
        said = curl(*direct, *more, "--data-binary", "@-", endpoint, body=b"#" * 3_000_000)
        assert said.status == 413
        assert json.loads(said.body)["type"].endswith("/query-too-long")


def test_one_connection_serves_many_requests(endpoint: str) -> None:
    """Also after refusals, after HEAD and after a body that was not read."""
    asked = asking(endpoint, COUNT)
    steps = [
        *("--output", "/dev/null", "--write-out", "%{num_connects} %{http_code}\n", asked, "--next"),
        *("--output", "/dev/null", "--write-out", "%{num_connects} %{http_code}\n", asking(endpoint, "no"), "--next"),
        *("--output", "/dev/null", "--write-out", "%{num_connects} %{http_code}\n", "--head", asked, "--next"),
        *(
            "--output",
            "/dev/null",
            "--write-out",
            "%{num_connects} %{http_code}\n",
            "--data",
            "x=y",
            endpoint,
            "--next",
        ),
        *("--output", "/dev/null", "--write-out", "%{num_connects} %{http_code}\n", "-H", "Content-Type: text/plain"),
        *("--data", "x" * 5000, endpoint, "--next"),
        *("--output", "/dev/null", "--write-out", "%{num_connects} %{http_code}\n", asked),
    ]
    done = subprocess.run(["curl", "--silent", *steps], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["1 200", "0 400", "0 200", "0 400", "0 415", "0 200"]
