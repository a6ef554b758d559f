"""
The W3C's tests of the SPARQL protocol, put to a service that only reads.

The 20 tests of queries run as written.  The 14 of updates become: every update is refused with 4xx, the query that
would see its effect sees none, and the data are what they were.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asking import Endpoint, Response
from manifests import Exchange, ProtocolCase, cases, exchanges
from reading import read

pytestmark = pytest.mark.needs_w3c

MANIFEST = "protocol/manifest.ttl"
TSV = "text/tab-separated-values"
TABLE_TYPES = {"application/sparql-results+json": "json", "application/sparql-results+xml": "xml"}
TYPES = {
    "boolean": {*TABLE_TYPES},
    "tabular": {*TABLE_TYPES, "text/csv", TSV},
    "RDF": {
        *("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
        *("application/trig", "application/n-quads"),
    },
}
EVERYTHING = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o"


def suite(case: ProtocolCase) -> str:
    return "protocol, updates refused" if is_update(case) else "protocol, queries"


def is_update(case: ProtocolCase) -> bool:
    return "update" in case.id


def outcome(case: ProtocolCase, endpoint: Endpoint) -> str | None:
    wrong = (unmet(exchange, send(exchange, endpoint)) for exchange in case.exchanges)
    return next(filter(None, wrong), None)


def refusal(case: ProtocolCase, endpoint: Endpoint) -> str | None:
    """The first request is the update; one that follows looks for its effect with ASK."""
    update, *looks = case.exchanges
    before = endpoint.query(EVERYTHING, TSV)
    assert before.body.count(b"\n") > 500, before
    wrong = unmet(update._replace(statuses=frozenset({4}), form=None, truth=None), send(update, endpoint))
    unseen = [unmet(look._replace(truth=not look.truth), send(look, endpoint)) for look in looks]
    if endpoint.query(EVERYTHING, TSV) != before:
        return "the data are not what they were"
    return next(filter(None, [wrong, *unseen]), None)


def send(exchange: Exchange, endpoint: Endpoint) -> Response:
    return endpoint.send(exchange.method, exchange.parameters, exchange.headers, exchange.body)


def unmet(exchange: Exchange, response: Response) -> str | None:
    """What a response lacks of what is demanded, in words; None when it has it all."""
    if response.status // 100 not in exchange.statuses:
        return f"answered with {response.status}: {response.body.decode(errors='replace')}"
    if exchange.form and response.type not in TYPES[exchange.form]:
        return f"answered in {response.type}, which is not {exchange.form}"
    if exchange.truth is not None:
        truth = read(response.body, TABLE_TYPES[response.type], "")
        return None if truth is exchange.truth else f"answered {truth}"
    return None


def test_all_of_them_are_there() -> None:
    found = exchanges(MANIFEST)
    assert sorted(is_update(case) for case in found) == [False] * 20 + [True] * 14
    assert all(exchange.statuses for case in found for exchange in case.exchanges)


@pytest.mark.parametrize("case", cases(exchanges, MANIFEST))
def test_protocol(case: ProtocolCase, endpoint: Endpoint, judge: Callable[[str | None], None]) -> None:
    judge(refusal(case, endpoint) if is_update(case) else outcome(case, endpoint))
