"""However large a part of a request is, it is answered or refused at once, and little of it stays in memory."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from conftest import Target
from wires import Answer, answers, ask, exchange

SECONDS = 5
FORM = "Content-Type: application/x-www-form-urlencoded"
DIRECT = "Content-Type: application/sparql-query"
JSON = "format=json"
EFFECTS = f"/questions/what-effects-were-found?{JSON}"


@pytest.fixture(autouse=True)
def in_good_time() -> Iterator[None]:
    begun = time.monotonic()
    yield
    taken = time.monotonic() - begun
    assert taken < SECONDS, f"took {taken:.1f} seconds"


def post(target: Target, body: bytes, *headers: str, path: str = "/sparql") -> Answer:
    return ask(target.address, path, *headers, method="POST", body=body)


def kind(answer: Answer) -> str:
    """The kind of a refusal."""
    assert answer.header("content-type") == "application/problem+json"
    return str(json.loads(answer.body)["type"]).rpartition("/")[2]


# 60,000 bytes is what the head of a request can have; n counts them.
ADDRESSES = {
    "a parameter of one value": (EFFECTS + "&outcome=" + "a" * 60_000, 400),
    "a parameter of many words": (EFFECTS + "&outcome=" + "+".join(f"admission{n}" for n in range(4000)), 400),
    "a parameter like a value": (EFFECTS + "&outcome=" + "unplanned-admissions" * 3000, 400),
    "many unknown parameters": (EFFECTS + "".join(f"&p{n}" for n in range(8000)), 400),
    "a parameter many times": (EFFECTS + "&outcome=a" * 5000, 400),
    "a question of many words": ("/questions/" + "-".join(f"effetc{n}" for n in range(5000)), 404),
    "a question of one word": ("/questions/" + "effects" * 8000, 404),
    "a file of a long name": ("/static/" + "a" * 60_000, 404),
    "a deep path": ("/" + "a/" * 2000, 307),
    "a deep path of files": ("/static/" + "a/" * 2000 + "a", 404),
    "a deep path of things": ("/id/" + "a/" * 2000 + "a", 404),
    "a thing of a long name": ("/id/programme/" + "a" * 60_000, 404),
    "a thing of a name like others": ("/id/statement/" + "t2-barrier-" * 4000, 404),
    "an IRI": ("/about?iri=http://a/" + "b" * 60_000, 404),
    "many statements": ("/statements?" + "&".join(f"id=t2-barrier-{n}x" for n in range(500)), 404),
    "too many statements": ("/statements?" + "&".join(f"id=a{n}" for n in range(5000)), 400),
    "words to look for": ("/search?text=" + "+".join(f"afect{n}" for n in range(25)), 200),
    "too much to look for": ("/search?text=" + "a" * 60_000, 400),
    "a fact": ("/why?" + urlencode({"subject": "a" * 20_000, "predicate": "b" * 20_000, "object": "c" * 19_000}), 400),
    "a page": ("/id/programme/icps?through=pg:about&kind=pg:FacilitatorStatement&page=" + "9" * 5000, 400),
    "a page of an answer": ("/editor?query=ASK%7B%7D&page=" + "9" * 5000, 400),
    "a page of rows": ("/questions/what-effects-were-found?page=" + "9" * 5000, 400),
    "a row": ("/questions/what-effects-were-found/rows/" + "9" * 5000, 404),
    "a number": (f"/questions/which-references-are-cited?{JSON}&number=" + "9" * 5000, 400),
    "many graphs": ("/sparql?query=ASK%7B%7D" + "&default-graph-uri=http:%2f%2fa%2f1" * 1700, 200),
    "many fields": ("/sparql?query=ASK%7B%7D" + "&a=1" * 5001, 400),
    "a picture": ("/pictures/effects?outcome=" + "a" * 60_000, 400),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_of_any_length_is_answered(target: Target, name: str) -> None:
    path, status = ADDRESSES[name]
    assert ask(target.address, path).status == status


def test_near_misses_are_looked_for_a_few_times_only(target: Target) -> None:
    answer = ask(target.address, ADDRESSES["many statements"][0])
    assert 5 <= len(json.loads(answer.body)["problems"]) <= 20


@pytest.mark.parametrize(
    "header",
    [
        "Accept: " + ", ".join(f"text/x{n};q=0.{n % 9}" for n in range(5000)),
        "Accept: " + ",".join(["*/*;q=0.1;a=b;c=d"] * 5000),
        "Accept: text/html" + ";a=b" * 20_000,
        "Accept: " + "," * 60_000,
        "Accept-Encoding: " + ", ".join(f"gzip;q=0.{n}" for n in range(5000)),
        "If-None-Match: " + ", ".join(f'"{n}"' for n in range(7000)),
        "If-None-Match: " + "," * 60_000,
        "Cookie: " + "; ".join(f"a{n}=b" for n in range(6000)),
        "Range: bytes=" + ",".join(f"{n}-" for n in range(9000)),
        "Range: bytes=" + ",".join(["0-"] * 15_000),
        "\r\n".join(f"X-{n}: a" for n in range(6000)),
        "Accept-Language: " + "en," * 20_000,
        "Content-Type: " + "a" * 60_000,
        "Referer: http://a/" + "b" * 60_000,
    ],
    ids=lambda header: header[:24],
)
def test_a_header_of_any_length_is_borne(target: Target, header: str) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", "/static/style.css", EFFECTS):
        assert ask(target.address, path, header).status in (200, 206, 303, 400, 406, 416)


@pytest.mark.parametrize("size", [100_000, 1_000_000, 10_000_000])
def test_a_head_without_end_is_refused(target: Target, size: int) -> None:
    for head in (b"GET /?" + b"a" * size, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * size, b"a" * size):
        found = answers(exchange(target.address, head))
        assert [each.status for each in found] == [400] or not found


def test_a_body_that_is_too_long_is_refused(target: Target) -> None:
    long = urlencode({"query": "ASK {} #" + "a" * 1_000_000}).encode()
    assert kind(post(target, long, FORM)) == "query-too-long"
    assert kind(post(target, b"#" * 1_000_001, DIRECT)) == "query-too-long"
    assert kind(post(target, b"#" * 1_000_001, path="/sparql/check")) == "query-too-long"
    assert post(target, long, FORM, path="/editor").status == 413


def test_a_body_that_says_it_is_huge_is_not_awaited(target: Target) -> None:
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\n{DIRECT}\r\nContent-Length: 99999999999\r\n\r\n".encode()
    (refused,) = answers(exchange(target.address, head + b"ASK {}"))
    assert kind(refused) == "query-too-long"
    assert refused.header("connection") == "close"


def test_a_form_of_too_many_fields_is_refused(target: Target) -> None:
    for body in (
        b"&a=1" * 10_000,
        b"&".join(b"default-graph-uri=http://a/%d" % n for n in range(10_000)),
        b"&" * 900_000,
    ):
        for path in ("/sparql", "/editor"):
            assert post(target, b"query=ASK%7B%7D&" + body, FORM, path=path).status in (200, 303, 400)


def test_a_query_of_five_thousand_graphs_is_answered(target: Target) -> None:
    graphs = [("default-graph-uri", f"http://a/{n}") for n in range(4999)]
    answer = post(target, urlencode([("query", "ASK { ?s ?p ?o }"), *graphs]).encode(), FORM)
    assert json.loads(answer.body)["boolean"] is False
    answer = post(target, urlencode([("query", "ASK {}"), *graphs, *graphs[:2]]).encode(), FORM)
    assert kind(answer) == "bad-request"


PACKED = {
    "gzip": gzip.compress(b"ASK {} #" + b"a" * 100_000_000, 9),
    "deflate": zlib.compress(b"ASK {}"),
    "gzip, gzip": gzip.compress(gzip.compress(b"ASK {}")),
    "br": b"ASK {}",
    "zstd": b"ASK {}",
    "GZIP": gzip.compress(b"query=ASK%7B%7D"),
}


@pytest.mark.parametrize("coding", PACKED)
def test_a_packed_body_is_refused_not_unpacked(target: Target, coding: str) -> None:
    for path, media in (("/sparql", DIRECT), ("/sparql", FORM), ("/sparql/check", DIRECT), ("/editor", FORM)):
        refused = post(target, PACKED[coding], media, f"Content-Encoding: {coding}", path=path)
        assert kind(refused) == "unsupported-media-type"
        assert refused.header("accept-encoding") == "identity"
    assert post(target, b"ASK {}", DIRECT, "Content-Encoding: identity").status == 200


def test_a_header_cannot_ask_for_an_unpacked_answer_that_is_none(target: Target) -> None:
    for codings in ("gzip;q=0", "*", "br", "gzip, deflate, br, zstd", "identity;q=0", "x" * 1000):
        answer = ask(target.address, "/questions?format=json", f"Accept-Encoding: {codings}")
        body = gzip.decompress(answer.body) if answer.header("content-encoding") == "gzip" else answer.body
        assert answer.header("content-encoding") in ("", "gzip")
        assert json.loads(body)
