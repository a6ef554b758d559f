"""What is known to go wrong is the engine's own fault: it goes wrong in process too, with no server in between."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

from comparing import difference
from known import KNOWN
from manifests import QueryCase, cases, queries
from reading import read
from test_w3c_query import EXPECTED_KINDS

MANIFESTS = [f"manifest-sparql11-{suite}.ttl" for suite in ("query", "results")]


def known(manifest: str) -> list[QueryCase]:
    return [case for case in queries(manifest) if case.id in KNOWN]


def alone(case: QueryCase) -> str | None:
    """How the engine's answer differs from what is expected, over a store of the case's own data."""
    store = Store()
    for data in case.default:
        store.load(path=data.path, format=RdfFormat.TURTLE, base_iri=data.iri)
    for data in case.named:
        store.load(path=data.path, format=RdfFormat.TURTLE, base_iri=data.iri, to_graph=NamedNode(data.iri))
    try:
        answer = store.query(case.query.path.read_text("utf-8"), base_iri=case.query.iri)
    except RuntimeError as error:
        return str(error)
    assert not isinstance(answer, QueryTriples)
    if not case.result:
        return None
    form = QueryResultsFormat.TSV if isinstance(answer, QuerySolutions) else QueryResultsFormat.JSON
    content = answer.serialize(format=form)
    assert content is not None
    expected = read(case.result.path.read_bytes(), EXPECTED_KINDS[case.result.path.suffix], case.result.iri)
    return difference(expected, read(content, form.file_extension.replace("srj", "json"), ""))


@pytest.mark.needs_w3c
def test_every_known_one_is_a_test_of_the_w3c() -> None:
    found = {case.id for manifest in (*MANIFESTS, "manifest-sparql11-fed.ttl") for case in queries(manifest)}
    assert {*KNOWN} <= found


@pytest.mark.needs_w3c
@pytest.mark.parametrize("case", cases(known, *MANIFESTS))
def test_the_engine_alone_goes_wrong_too(case: QueryCase) -> None:
    assert alone(case)
