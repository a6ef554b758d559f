"""The W3C's tests of the results formats CSV, TSV and JSON: each answer is asked for in the format under test."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from asking import Endpoint
from comparing import difference
from manifests import QueryCase, cases, queries
from reading import Table, read

pytestmark = pytest.mark.needs_w3c

MANIFEST = "manifest-sparql11-results.ttl"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srj": "application/sparql-results+json",
}
KINDS = {".csv": "csv", ".tsv": "tsv", ".srj": "json"}


def outcome(case: QueryCase, endpoint: Endpoint) -> str | None:
    """Rows come in the order asked for, and the columns of a CSV or TSV in any: SELECT * demands none."""
    assert case.result
    suffix = case.result.path.suffix
    parameters = [("query", case.query.path.read_text("utf-8"))]
    parameters += [("default-graph-uri", data.iri) for data in case.default]
    response = endpoint.send("GET", urlencode(parameters), {"Accept": MEDIA_TYPES[suffix]})
    if (response.status, response.type) != (200, MEDIA_TYPES[suffix]):
        return f"answered with {response.status}, {response.type}: {response.body.decode(errors='replace')}"
    expected = read(case.result.path.read_bytes(), KINDS[suffix], case.result.iri)
    return difference(expected, read(response.body, KINDS[suffix], ""), ordered=isinstance(expected, Table))


def suite(case: QueryCase) -> str:  # noqa: ARG001
    return "results formats (CSV, TSV, JSON)"


def test_all_of_them_are_there() -> None:
    found = queries(MANIFEST)
    assert len(found) == 10
    assert {case.result.path.suffix for case in found if case.result} == {*MEDIA_TYPES}


@pytest.mark.parametrize("case", cases(queries, MANIFEST))
def test_results_format(case: QueryCase, endpoint: Endpoint, judge: Callable[[str | None], None]) -> None:
    judge(outcome(case, endpoint))
