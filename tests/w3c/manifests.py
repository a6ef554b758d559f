"""Reads the W3C's SPARQL 1.1 test manifests, which are data of others and no part of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from at_hand import W3C

SUITE = W3C / "sparql/sparql11"
# The manifests name their tests below this address; files get addresses there too, so relative ones come out right.
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")


class Data(NamedTuple):
    """A file of data, and the IRI of the graph that it fills."""

    iri: str
    path: Path


class Service(NamedTuple):
    """A remote endpoint that a query names, and what it holds."""

    endpoint: str
    data: Data


class QueryCase(NamedTuple):
    """
    One test of a query: evaluation, syntax or results format.

    id: the folder and the name within its manifest, such as "aggregates/agg01"; title: the W3C's name for it.
    kind: the class of the test, such as "QueryEvaluationTest".
    default, named: the files that make up the data set; result: what is expected, None for a syntax test.
    """

    id: str
    title: str
    kind: str
    query: Data
    default: tuple[Data, ...]
    named: tuple[Data, ...]
    services: tuple[Service, ...]
    result: Data | None


class Exchange(NamedTuple):
    """
    One request of a protocol test and what it demands of the response.

    parameters: the query string, still encoded; statuses: the allowed classes, such as {2, 3};
    form: "boolean", "tabular", "RDF" or None; truth: the answer of an ASK, or None.
    """

    method: str
    parameters: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[int]
    form: str | None
    truth: bool | None


class ProtocolCase(NamedTuple):
    """One test of the protocol: its data and its requests in order."""

    id: str
    title: str
    data: tuple[Data, ...]
    exchanges: tuple[Exchange, ...]


class NamedCase(NamedTuple):
    """A test that its manifest only names; what it demands stands in its title."""

    id: str
    title: str


def cases(read: Callable[[str], list[Any]], *manifests: str) -> list[Any]:
    """One pytest parameter for each test; one that is bound to be skipped where the data are missing."""
    if not W3C.is_dir():
        return [pytest.param(None, id="no data")]
    return [pytest.param(case, id=case.id) for manifest in manifests for case in read(manifest)]


@cache
def queries(manifest: str) -> list[QueryCase]:
    """Every test of a query in a manifest and those that it includes, in their order."""
    return [_query_case(graph, test) for graph, test in _entries(manifest)]


@cache
def exchanges(manifest: str) -> list[ProtocolCase]:
    """Every test of the protocol in a manifest."""
    return [
        ProtocolCase(
            _id(test),
            str(graph.value(test, MF.name)),
            tuple(
                Data(str(graph.value(node, RDFS.label)), _data(graph.value(node, UT.graph)).path)
                for node in graph.objects(test, UT.graphData)
            ),
            tuple(
                _exchange(graph, request)
                for request in _list(graph, graph.value(graph.value(test, MF.action), HT.requests))
            ),
        )
        for graph, test in _entries(manifest)
    ]


@cache
def names(manifest: str) -> list[NamedCase]:
    """The tests of a manifest by name only."""
    return [NamedCase(_id(test), str(graph.value(test, MF.name))) for graph, test in _entries(manifest)]


def _entries(manifest: str) -> Iterator[tuple[Graph, Node]]:
    graph = Graph().parse(SUITE / manifest, format="turtle", publicID=urljoin(BASE, manifest))
    for included in graph.objects(None, MF.include):
        for other in _list(graph, included):
            yield from _entries(str(other).removeprefix(BASE))
    for entries in graph.objects(None, MF.entries):
        for test in _list(graph, entries):
            yield graph, test


def _query_case(graph: Graph, test: Node) -> QueryCase:
    action = graph.value(test, MF.action)
    result = graph.value(test, MF.result)
    return QueryCase(
        id=_id(test),
        title=str(graph.value(test, MF.name)),
        kind=str(graph.value(test, RDF.type)).removeprefix(str(MF)),
        query=_data(graph.value(action, QT.query) or action),
        default=tuple(_data(file) for file in graph.objects(action, QT.data)),
        named=tuple(_data(file) for file in graph.objects(action, QT.graphData)),
        services=tuple(
            Service(str(graph.value(node, QT.endpoint)), _data(graph.value(node, QT.data)))
            for node in graph.objects(action, QT.serviceData)
        ),
        result=_data(result) if result else None,
    )


def _exchange(graph: Graph, request: Node) -> Exchange:
    body, response = graph.value(request, HT.body), graph.value(request, HT.resp)
    path, _, parameters = str(graph.value(request, HT.absolutePath)).partition("?")
    assert path == "/sparql/", path
    truth = graph.value(response, MF.expectedBoolean)
    form = graph.value(response, MF.expectedFormat)
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        parameters=parameters,
        headers={
            str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
            for header in _list(graph, graph.value(request, HT.headers))
        },
        body=str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding))) if body else None,
        statuses=frozenset(
            int(str(status).partition("#StatusCode")[2][0]) for status in graph.objects(response, MF.expectedStatus)
        ),
        form=None if form is None else str(form),
        truth=None if truth is None else str(truth) == "true",
    )


def _list(graph: Graph, head: Node | None) -> list[Node]:
    return [] if head is None else list(Collection(graph, head))


def _id(test: Node) -> str:
    return str(test).removeprefix(BASE).replace("/manifest#", "/")


def _data(iri: Node | None) -> Data:
    assert isinstance(iri, URIRef), iri
    return Data(str(iri), SUITE / unquote(str(iri).removeprefix(BASE)))
