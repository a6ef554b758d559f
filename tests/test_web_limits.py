"""Whatever a query asks, the service stays up, says why it stopped, and goes on answering the others."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

from serving import Service, running

SECONDS, ROWS, MEGABYTES, MEMORY = 2, 5000, 2, 200
LIMITS = ("--seconds", SECONDS, "--rows", ROWS, "--megabytes", MEGABYTES, "--memory", MEMORY, "--workers", 3)
EVERYTHING = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "SELECT (COUNT(*) AS ?n) { ?s a ?c }"

# What a query does, and the kinds of refusal that are right for it: which limit is met first may depend on the machine.
TWICE = "{ ?a ?b ?c . ?d ?e ?f }"
DOUBLING = " ".join(f"BIND(CONCAT(?y{number}, ?y{number}) AS ?y{number + 1})" for number in range(25))
SHAPES = {
    "a cross product that is counted": (f"SELECT (COUNT(*) AS ?n) {EVERYTHING}", {"too-slow"}),
    "a cross product that is listed": (f"SELECT * {EVERYTHING}", {"too-many-bytes"}),
    "many short rows": ("SELECT ('' AS ?x) { ?a ?b ?c }", {"too-many-rows"}),
    "a closure of every path": (
        "SELECT (COUNT(*) AS ?n) { ?a (<x:>|!<x:>)* ?b . ?c (<x:>|!<x:>)* ?d }",
        {"too-slow", "too-much-memory"},
    ),
    "a closure that is listed": (
        "SELECT ?b { ?a (!<x:>)+ ?b }",
        {"too-many-rows", "too-many-bytes", "too-slow", "too-much-memory"},
    ),
    "a huge graph": (f"CONSTRUCT {{ ?a ?b ?f }} {TWICE}", {"too-many-rows"}),
    "one triple made for ever": (f"CONSTRUCT {{ <x:a> <x:b> <x:c> }} {TWICE}", {"too-slow"}),
    "a description of everything": (f"DESCRIBE ?a ?d {TWICE}", {"too-many-rows", "too-slow"}),
    "a pattern tried on everything": (
        f"SELECT * {EVERYTHING[:-1]} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a*)*(b*)*never$')) }}",
        {"too-slow"},
    ),
    "a truth that takes for ever": (
        f"ASK {EVERYTHING[:-1]} FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = 'never') }}",
        {"too-slow"},
    ),
    "a sorted cross product": (f"SELECT * {TWICE} ORDER BY ?f ?c", {"too-much-memory", "too-slow"}),
    "a text of everything": (
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?x) {TWICE}",
        {"too-much-memory", "too-slow"},
    ),
    "a text that doubles": (
        f"SELECT (STRLEN(?y25) AS ?x) {{ BIND('{'x' * 1000}' AS ?y0) {DOUBLING} }}",
        {"too-much-memory"},
    ),
    "a distinct cross product": (
        f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?a ?c ?f {TWICE} }}",
        {"too-much-memory", "too-slow"},
    ),
    "deep groups": ("SELECT * " + "{" * 20_000 + "}" * 20_000, {"too-deep", "malformed-query"}),
    "deep brackets": ("SELECT (" + "(" * 50_000 + "1" + ")" * 50_000 + " AS ?x) {}", {"too-deep", "malformed-query"}),
    "an unending string": ("SELECT * { ?s ?p " + '"""' * 20_000, {"malformed-query", "too-slow"}),
}


class Said(NamedTuple):
    """What the service said: status, the kind of refusal, the whole answer, and how long it took in seconds."""

    status: int
    kind: str
    content: bytes
    seconds: float


@pytest.fixture(scope="module")
def service():
    with running(*map(str, LIMITS)) as started:
        yield started


def connection(service: Service, patience: float = 60) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(service.address).netloc, timeout=patience)


def ask(service: Service, query: str) -> Said:
    began = time.monotonic()
    line = connection(service)
    line.request("POST", "/sparql", urlencode({"query": query}), {"Content-Type": "application/x-www-form-urlencoded"})
    response = line.getresponse()
    content = response.read()
    line.close()
    refused = response.status >= 400
    if refused:
        assert response.headers["Content-Type"] == "application/problem+json"
    kind = json.loads(content)["type"].rpartition("/")[2] if refused else ""
    return Said(response.status, kind, content, time.monotonic() - began)


def children(service: Service) -> list[int]:
    """The service's processes that are still there, but for those that are being cleared away."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
        except OSError:
            continue
        state, parent = stat.rpartition(")")[2].split()[:2]
        if int(parent) == service.process.pid and state != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_no_query_takes_more_than_it_may(service, shape):
    query, kinds = SHAPES[shape]
    said = ask(service, query)
    assert said.kind in kinds, said.content[:500]
    assert said.status in (400, 422, 503)
    assert said.seconds < SECONDS + 10
    assert ask(service, QUICK).status == 200


def test_an_answer_just_within_the_limit_is_whole(service):
    said = ask(service, f"SELECT ?c {{ ?a ?b ?c }} LIMIT {ROWS}")
    assert said.status == 200
    assert len(json.loads(said.content)["results"]["bindings"]) == ROWS
    assert ask(service, f"SELECT ?c {{ ?a ?b ?c }} LIMIT {ROWS + 1}").kind == "too-many-rows"


def test_quick_queries_are_answered_beside_slow_ones():
    slow = urlencode({"query": SHAPES["a cross product that is counted"][0]})
    with running("--seconds", "60", "--workers", "3") as patient:
        place = urlsplit(patient.address)
        lines = [socket.create_connection((place.hostname, place.port), timeout=20) for _ in range(2)]
        for number, line in enumerate(lines):
            line.sendall(f"GET /sparql?{slow}%23{number} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.5)
        quick = ask(patient, QUICK + " # beside slow ones")
        # The slow ones are still at it.
        for line in lines:
            line.setblocking(False)
            with pytest.raises(BlockingIOError):
                line.recv(1)
            line.close()
    assert quick.status == 200


def test_more_slow_queries_than_workers_wait_their_turn(service):
    queries = [SHAPES["a cross product that is counted"][0] + f" # crowd {number}" for number in range(6)]
    with ThreadPoolExecutor(8) as pool:
        kinds = [said.kind for said in pool.map(lambda query: ask(service, query), queries)]
    assert set(kinds) <= {"too-slow", "too-busy"}
    assert ask(service, QUICK).status == 200


def test_two_hundred_at_once_are_all_answered(service):
    queries = [f"SELECT ?s {{ ?s a ?c }} OFFSET {number} LIMIT 5" for number in range(200)]
    with ThreadPoolExecutor(200) as pool:
        statuses = [said.status for said in pool.map(lambda query: ask(service, query), queries)]
    assert statuses == [200] * 200


def test_a_query_of_ten_megabytes_is_refused(service):
    said = ask(service, "SELECT * { ?s ?p ?o } #" + "x" * 10_000_000)
    assert (said.status, said.kind) == (413, "query-too-long")
    assert ask(service, QUICK).status == 200


def test_a_body_that_is_announced_far_too_long_is_refused_at_once(service):
    line = connection(service)
    line.putrequest("POST", "/sparql")
    line.putheader("Content-Type", "application/sparql-query")
    line.putheader("Content-Length", str(10**12))
    line.endheaders(b"SELECT")
    assert line.getresponse().status == 413
    line.close()


@pytest.mark.parametrize("head", ["X-Long: " + "x" * 200_000, "\r\n".join(f"X-{n}: y" for n in range(20_000))])
def test_a_huge_head_is_refused(service, head):
    place = urlsplit(service.address)
    with socket.create_connection((place.hostname, place.port), timeout=20) as line:
        try:
            line.sendall(f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n".encode())
            said = line.recv(1000)
        except ConnectionError:
            said = b""
    assert said == b"" or said.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
    assert ask(service, QUICK).status == 200


def test_readers_and_writers_that_dawdle_keep_nobody_else_waiting(service):
    place = urlsplit(service.address)
    query = urlencode({"query": f"SELECT ?a ?c {{ ?a ?b ?c }} LIMIT {ROWS}"})
    lines = [socket.create_connection((place.hostname, place.port), timeout=20) for _ in range(60)]
    try:
        for number, line in enumerate(lines):
            if number % 3 == 0:
                # Asks, and never reads what comes.
                line.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 20)
            elif number % 3 == 1:
                # Never ends its head.
                line.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost:")
            else:
                # Announces more than it sends.
                line.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                             b"Content-Length: 9999\r\n\r\nSELECT")  # fmt: skip
        assert ask(service, QUICK + " # while others dawdle").status == 200
    finally:
        for line in lines:
            line.close()


def test_workers_that_are_killed_from_outside_are_replaced(service):
    for _ in range(3):
        for worker in children(service):
            os.kill(worker, signal.SIGKILL)
        assert ask(service, QUICK + f" # {time.monotonic()}").status == 200
    with ThreadPoolExecutor(4) as pool:
        waiting = pool.submit(ask, service, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } # killed in its midst")
        time.sleep(0.5)
        for worker in children(service):
            os.kill(worker, signal.SIGKILL)
        assert waiting.result().kind in ("too-slow", "")
    until = time.monotonic() + 20
    while len(children(service)) != 3 and time.monotonic() < until:
        time.sleep(0.1)
    assert len(children(service)) == 3


def test_a_query_stops_when_the_one_who_asked_leaves(service):
    before = set(children(service))
    place = urlsplit(service.address)
    query = urlencode({"query": f"SELECT (COUNT(*) AS ?n) {EVERYTHING} # left"})
    with socket.create_connection((place.hostname, place.port), timeout=20) as line:
        line.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.2)
    until = time.monotonic() + SECONDS - 0.5
    while set(children(service)) == before and time.monotonic() < until:
        time.sleep(0.05)
    assert set(children(service)) != before


def test_when_the_service_stops_its_workers_are_gone():
    with running("--workers", "2") as started:
        assert ask(started, QUICK).status == 200
        workers = children(started)
        assert workers
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_when_the_service_is_killed_its_workers_do_not_stay():
    with running("--workers", "2") as started:
        assert ask(started, QUICK).status == 200
        workers = children(started)
        started.process.kill()
        started.process.wait()
        until = time.monotonic() + 10
        while time.monotonic() < until and any(_alive(worker) for worker in workers):
            time.sleep(0.1)
        assert not [worker for worker in workers if _alive(worker)]


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
