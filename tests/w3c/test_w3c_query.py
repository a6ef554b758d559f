"""
The W3C's SPARQL 1.1 query tests come out right over HTTP, each over its own data.

All 328 of manifest-sparql11-query.ttl run: 225 evaluations and 103 of syntax.  The peers' figures are out of 318,
because npm rdf-test-suite 2.8.0 drops the 10 tests of subquery/ whose data are RDF/XML when it reads from files;
the score is given for these 318 and for the 10 apart.  Entailment regimes, which the engine does not offer and the
manifest does not include, are outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from asking import Endpoint
from comparing import difference
from manifests import Data, QueryCase, cases, queries
from reading import read

pytestmark = pytest.mark.needs_w3c

MANIFEST = "manifest-sparql11-query.ttl"
# A graph that is nowhere; a data set of it alone is empty, where no data set at all would be everything.
NOTHING = "http://example.invalid/nothing"
TABLE, STATEMENTS = "application/sparql-results+json", "application/n-triples"
KINDS = {TABLE: "json", STATEMENTS: "nt"}
RELATIVE = re.compile(r'<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>"{}|^`\\\x00-\x20]*>')
EXPECTED_KINDS = {".srx": "xml", ".srj": "json", ".ttl": "turtle", ".csv": "csv", ".tsv": "tsv"}


def suite(case: QueryCase) -> str:
    if any(data.path.suffix == ".rdf" for data in (*case.default, *case.named)):
        return "query, data in RDF/XML"
    return "query"


def text(query: Data) -> str:
    """The query as it stands; the suite resolves relative IRIs against the query's file, so these need it as base."""
    words = query.path.read_text("utf-8")
    return f"BASE <{query.iri}> {words}" if RELATIVE.search(words) else words


def is_ordered(query: Data) -> bool:
    """Whether the query as a whole, not only some part of it, is ordered."""
    return bool(re.search(r"\bORDER\s+BY\b", query.path.read_text("utf-8").rpartition("}")[2], re.IGNORECASE))


def dataset(case: QueryCase) -> dict[str, list[str]]:
    """What the request says of the data set: nothing where the query itself does, which a request would overrule."""
    if re.search(r"\bFROM\b", case.query.path.read_text("utf-8")):
        return {}
    return {
        "default": [data.iri for data in case.default] or [NOTHING],
        "named": [data.iri for data in case.named],
    }


def outcome(case: QueryCase, endpoint: Endpoint) -> str | None:
    response = endpoint.query(text(case.query), f"{TABLE}, {STATEMENTS}", **dataset(case))
    if case.kind.startswith("Negative"):
        return None if 400 <= response.status < 500 else f"a faulty query was answered with {response.status}"
    if response.status != 200:
        return f"answered with {response.status}: {response.body.decode(errors='replace')}"
    if case.kind.startswith("Positive"):
        return None
    assert case.result
    expected = read(case.result.path.read_bytes(), EXPECTED_KINDS[case.result.path.suffix], case.result.iri)
    return difference(expected, read(response.body, KINDS[response.type], ""), is_ordered(case.query))


def test_all_of_them_are_there() -> None:
    found = queries(MANIFEST)
    assert len({case.id for case in found}) == 328
    assert sum(suite(case) == "query" for case in found) == 318
    assert {case.kind for case in found} == {"QueryEvaluationTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"}


@pytest.mark.parametrize("case", cases(queries, MANIFEST))
def test_query(case: QueryCase, endpoint: Endpoint, judge: Callable[[str | None], None]) -> None:
    judge(outcome(case, endpoint))
