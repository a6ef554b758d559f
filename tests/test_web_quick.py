"""Requests are read the same way whether they come whole and plain or in any other way that HTTP allows."""

from __future__ import annotations

import json
import socket
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from pilotgraph.web import quick
from serving import Service, client, running

ASK = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?s a ?class }")
JSON = b"Accept: application/sparql-results+json\r\n"
PLAIN = b"GET " + ASK.encode() + b" HTTP/1.1\r\nHost: x\r\n" + JSON + b"\r\n"
POSTED = b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + JSON + b"Content-Type: application/sparql-query\r\n"


@pytest.fixture(scope="module")
def service():
    with running("--workers", "1") as started:
        yield started


def connected(service: Service) -> socket.socket:
    place = urlsplit(service.address)
    return socket.create_connection((place.hostname, place.port), timeout=20)


def answers(line: socket.socket, count: int) -> list[tuple[int, dict[bytes, bytes], bytes]]:
    """So many answers from a connection, each with status, headers and body."""
    found = []
    with line.makefile("rb") as lines:
        for _ in range(count):
            status = int(lines.readline().split()[1])
            headers = {}
            while (header := lines.readline().strip()) != b"":
                name, _, value = header.partition(b":")
                headers[name.lower()] = value.strip()
            found.append((status, headers, lines.read(int(headers[b"content-length"]))))
    return found


def caches(service: Service) -> dict[str, dict[str, int]]:
    with urlopen(f"{service.address}/status") as answer:
        return json.load(answer)["caches"]


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        PLAIN.replace(b"Host: x", b"host:x\r\nConnection: Keep-Alive"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nConnection: close"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nUpgrade: something\r\nConnection: upgrade"),
        PLAIN.replace(b"Host: x", b"Host: x\r\nX-Long: " + b"x" * 20_000),
        POSTED + b"Content-Length: 38\r\n\r\nSELECT (COUNT(*) AS ?n) { ?s a ?clas }",
        POSTED + b"Transfer-Encoding: chunked\r\n\r\n26\r\nSELECT (COUNT(*) AS ?n) { ?s a ?clas }\r\n0\r\n\r\n",
    ],
)
def test_however_it_is_written_a_request_gets_its_answer(service, raw):
    with connected(service) as line:
        line.sendall(raw)
        [(status, headers, body)] = answers(line, 1)
    assert status == 200
    assert headers[b"content-type"] == b"application/sparql-results+json"
    assert headers[b"date"].endswith(b"GMT")
    assert int(json.loads(body)["results"]["bindings"][0]["n"]["value"]) > 1000


@pytest.mark.parametrize("size", [1, 7, 60, 10_000])
def test_requests_in_pieces_and_before_the_last_is_answered_are_answered_in_order(service, size):
    slow = PLAIN.replace(b"class", b"kind" + str(size).encode())
    raw = (
        slow + PLAIN + POSTED + b"Content-Length: 6\r\n\r\nASK {}" + slow + b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    with connected(service) as line:
        for start in range(0, len(raw), size):
            line.sendall(raw[start : start + size])
        found = answers(line, 5)
    assert [status for status, _, _ in found] == [200, 200, 200, 200, 404]
    assert found[0][2] == found[3][2]
    assert json.loads(found[2][2])["boolean"] is True


def test_the_same_bytes_get_the_same_answer_without_being_read_again(service):
    with connected(service) as line:
        line.sendall(PLAIN)
        [first] = answers(line, 1)
        before = caches(service)
        line.sendall(PLAIN)
        [second] = answers(line, 1)
    after = caches(service)
    assert first[0] == second[0] == 200
    assert first[2] == second[2]
    assert first[1].keys() == second[1].keys()
    assert after["repeats"]["hits"] == before["repeats"]["hits"] + 1
    assert after["queries"] == before["queries"]


@pytest.mark.parametrize(
    "target",
    [
        "/status",
        "/sparql?query=" + quote("SELECT (RAND() AS ?n) {}"),
        "/sparql?query=" + quote("SELECT nonsense"),
        "/questions/who-wrote-the-article?format=nonsense",
        "/static/style.css",
        "/editor",
    ],
)
def test_what_may_change_is_made_anew_each_time(service, target):
    raw = f"GET {target} HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n".encode()
    before = caches(service)["repeats"]["hits"]
    for _ in range(3):
        with connected(service) as line:
            line.sendall(raw)
            answers(line, 1)
    assert caches(service)["repeats"]["hits"] == before


def test_another_host_or_format_is_another_answer(service):
    asked = "GET /questions/who-wrote-the-article?format={} HTTP/1.1\r\nHost: {}\r\n\r\n"
    bodies = {}
    for form in ("csv", "json"):
        for host in ("a.test", "b.test"):
            with connected(service) as line:
                line.sendall(asked.format(form, host).encode() * 2)
                [one, two] = answers(line, 2)
            assert one[2] == two[2]
            bodies[form, host] = one[2]
    assert bodies["csv", "a.test"] != bodies["json", "a.test"]


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.0\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nab",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\nab",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n",
        b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_is_unusual_or_doubtful_is_left_to_the_careful_reader(raw):
    assert quick.read(raw) is None


def test_a_plain_request_is_read_whole():
    found = quick.read(POSTED + b"Content-Length: 6\r\n\r\nASK {}")
    assert found is not None
    assert (found.method, found.target, found.body) == ("POST", b"/sparql", b"ASK {}")
    assert found.headers[0] == (b"host", b"x")


@pytest.mark.parametrize("value", [b"a\r\nset-cookie: b", b"a\nb", b"a\0b", b"a\rb"])
def test_a_header_cannot_break_a_response_apart(value):
    with pytest.raises(ValueError, match="header"):
        quick.written([(b"location", value)], b"")


def test_without_a_cache_nothing_is_kept():
    with client("--cache", "0", "--workers", "1") as asking:
        for _ in range(2):
            assert asking.get("/questions/who-wrote-the-article?format=json").status_code == 200
            assert asking.get(ASK, headers={"Accept": "text/csv"}).status_code == 200
        told = asking.get("/status").json()
    assert told["workers"]["running"] == told["workers"]["wanted"] == 1
    for cache in told["caches"].values():
        assert (cache["hits"], cache["answers"], cache["bytes"]) == (0, 0, 0)


def test_the_status_counts_what_was_at_hand():
    with client("--workers", "1") as asking:
        for _ in range(3):
            asking.get("/questions/who-wrote-the-article?format=json")
        told = asking.get("/status").json()
    assert (told["caches"]["pages"]["hits"], told["caches"]["pages"]["misses"]) == (2, 1)
    assert told["caches"]["pages"]["bytes"] > 1000
    assert told["edition"]
