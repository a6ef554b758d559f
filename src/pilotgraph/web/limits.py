"""How much a single request may cost."""

from __future__ import annotations

from pilotgraph.records import Record


class Limits(Record):
    """
    How much a single free query may cost; every limit holds for every shape of query.

    seconds: from the moment a worker takes the query to its last byte. wait: how long it may wait for a worker.
    rows: of a table, or triples of a graph. answer_bytes: of the answer as sent, before compression.
    memory_bytes: that a query may take beyond what its worker holds already (enforced where the system can: Linux).
    query_bytes: of the request's body. waiting: how many queries may wait at once.
    """

    seconds: float = 15.0
    wait: float = 15.0
    rows: int = 200_000
    answer_bytes: int = 50_000_000
    memory_bytes: int = 512_000_000
    query_bytes: int = 1_000_000
    waiting: int = 500
