"""The service as a program: what a client on a kept connection meets."""

from __future__ import annotations

import http.client
import statistics
import time
from urllib.parse import urlsplit

from serving import running


def test_answers_on_a_kept_connection_are_not_held_back() -> None:
    """A server that leaves small packets to the system waits 40 ms with every answer after the first."""
    with running() as service:
        connection = http.client.HTTPConnection(urlsplit(service.address).netloc, timeout=10)
        taken = []
        for _ in range(21):
            start = time.perf_counter()
            connection.request("GET", "/sparql?query=ASK%7B%7D", headers={"Accept": "application/sparql-results+json"})
            assert connection.getresponse().read()
            taken.append(time.perf_counter() - start)
        connection.close()
    assert statistics.median(taken) < 0.03, taken
