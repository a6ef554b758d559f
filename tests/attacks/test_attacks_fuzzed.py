"""Five hundred spoilt queries: each is answered or refused with a reason, and the service goes on as before."""

from __future__ import annotations

import http.client
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from curated import ROOT
from pilotgraph.queries import read_all
from pilotgraph.tokens import TOKEN
from serving import running

BATCHES, SIZE, SEED = 10, 50, 20210701
PERMITTED = {200, 400, 403, 406, 413, 422, 503}
TEXTS = [each.text for each in read_all(str(ROOT / "queries"))]
ODD = [
    *("\x00", "\ufeff", "\u202e", "\U0001f47e", "\u0301", "\u2028", "￿", "\\u003e", "\\U00110000", "\\uD800", "'''"),
    *('"""', "{", "}", "<", ">", "#", "\\", "^", "^^", "@", "@en", "?", "$", "_:b", "[]", "()", "*", "+", "/", "|"),
    *("!", "a", "1e999", "-0", ".5", "UNDEF", "VALUES", "SERVICE", "MINUS", "NOT EXISTS", "GRAPH", "FROM", "BASE"),
    *("REDUCED", "HAVING", "OFFSET -1", "LIMIT 0", "GROUP BY", "ORDER BY RAND()", "BIND(1/0 AS ?z)", "<<", ">>"),
    *("{|", "|}", "LATERAL", "DROP ALL", "INSERT", "9" * 400),
]  # fmt: skip


def tokens(text: str) -> list[str]:
    return [match.group() for match in TOKEN.finditer(text)]


def without_one(chance: random.Random, parts: list[str]) -> None:
    del parts[chance.randrange(len(parts))]


def one_twice(chance: random.Random, parts: list[str]) -> None:
    place = chance.randrange(len(parts))
    parts[place:place] = [parts[place]] * chance.choice((1, 1, 40))


def two_exchanged(chance: random.Random, parts: list[str]) -> None:
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]


def one_odd(chance: random.Random, parts: list[str]) -> None:
    parts.insert(chance.randrange(len(parts) + 1), chance.choice(ODD))


def one_of_another(chance: random.Random, parts: list[str]) -> None:
    parts[chance.randrange(len(parts))] = chance.choice(tokens(chance.choice(TEXTS)))


def cut_off(chance: random.Random, parts: list[str]) -> None:
    del parts[chance.randrange(1, len(parts)) :]


SPOILING: list[Callable[[random.Random, list[str]], None]] = [
    *(without_one, without_one, one_twice, two_exchanged, one_odd, one_odd, one_of_another, cut_off),
]


def spoilt(chance: random.Random) -> bytes:
    """A saved question, spoilt in one to four ways; one in eight in its bytes as well."""
    parts = tokens(chance.choice(TEXTS))
    for _ in range(chance.randint(1, 4)):
        if len(parts) > 1:
            chance.choice(SPOILING)(chance, parts)
    content = bytearray("".join(parts).encode("utf-8", "surrogatepass"))
    if content and chance.random() < 0.125:
        for _ in range(chance.randint(1, 5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The place of a service with narrow limits, and the file of what it says to its operator."""
    log = tmp_path_factory.mktemp("fuzzed") / "log"
    with running("--seconds", "2", "--rows", "5000", "--workers", "2", log=log) as started:
        yield urlsplit(started.address).netloc, log


def answered(place: str, query: bytes, accept: str) -> tuple[int, str, bytes]:
    """Status, media type and body."""
    line = http.client.HTTPConnection(place, timeout=60)
    try:
        line.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query", "Accept": accept})
        response = line.getresponse()
        return response.status, response.headers.get_content_type(), response.read()
    finally:
        line.close()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_query_is_answered_or_refused_with_a_reason(service: tuple[str, Path], batch: int) -> None:
    place, log = service
    chance = random.Random(SEED + batch)
    queries = [(spoilt(chance), chance.choice(("*/*", "text/csv", "text/turtle, */*;q=0.1"))) for _ in range(SIZE)]
    statuses: Counter[int] = Counter()
    with ThreadPoolExecutor(2) as asking:
        for (query, _), (status, media, body) in zip(
            queries, asking.map(lambda each: answered(place, *each), queries), strict=True
        ):
            statuses[status] += 1
            assert status in PERMITTED, query
            if status != 200:
                assert media == "application/problem+json", query
                assert all(each["what"] for each in json.loads(body)["problems"]), query
    # Some are spoilt so little that they still are queries; else only the parser would have been tried.
    assert statuses[200] >= 1
    assert statuses[400] >= SIZE / 4
    assert answered(place, b"ASK {}", "*/*")[2].endswith(b'"boolean":true}')
    said = log.read_text("utf-8")
    assert "Traceback" not in said, said[-3000:]
    assert "panicked" not in said, said[-3000:]
