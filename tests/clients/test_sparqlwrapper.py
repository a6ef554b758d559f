"""SPARQLWrapper asks the endpoint in each of its ways, and reads each format it can ask for."""

from __future__ import annotations

import csv
import io
import warnings
from typing import Any

import pytest
import rdflib
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from filed import GRAPHS, LABEL, PROGRAMMES, filed, labelled

NAMES = "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT ?p { ?p a pg:Programme } ORDER BY ?p"
LABELS = f"""PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
CONSTRUCT {{ ?p <{LABEL}> ?label }} {{ ?p a pg:Programme ; <{LABEL}> ?label }}"""
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def asked(endpoint: str, query: str, form: str, method: str = GET, how: str = URLENCODED, default: str = "") -> Any:
    """What SPARQLWrapper makes of the answer; it must not have to warn that the format is not the wanted one."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(how)
    if default:
        wrapper.addDefaultGraph(default)
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        return wrapper.query().convert()


def column(converted: Any, form: str) -> list[str]:
    """The values of ?p."""
    if form == JSON:
        return [row["p"]["value"] for row in converted["results"]["bindings"]]
    if form == XML:
        return [each.firstChild.nodeValue for each in converted.getElementsByTagName("uri")]
    rows = list(csv.reader(io.StringIO(converted.decode()), delimiter="," if form == CSV else "\t"))
    assert rows[0] == (["p"] if form == CSV else ["?p"])
    return [row[0].strip("<>") for row in rows[1:]]


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_a_table_is_read(endpoint: str, form: str, method: str, how: str) -> None:
    assert column(asked(endpoint, NAMES, form, method, how), form) == [*PROGRAMMES]


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("form", [TURTLE, N3, XML, RDFXML, JSONLD])
def test_a_graph_is_read(endpoint: str, form: str, method: str, how: str) -> None:
    converted = asked(endpoint, LABELS, form, method, how)
    graph = converted if isinstance(converted, rdflib.Graph) else rdflib.Graph().parse(data=converted, format="turtle")
    assert {(str(s), str(o)) for s, _, o in graph} == labelled()


@pytest.mark.parametrize("form", [JSON, XML])
def test_a_truth_is_read(endpoint: str, form: str) -> None:
    for said, truth in (("true", True), ("false", False)):
        converted = asked(endpoint, f"ASK {{ FILTER({said}) }}", form)
        if form == JSON:
            assert converted["boolean"] is truth
        else:
            assert converted.getElementsByTagName("boolean")[0].firstChild.nodeValue == said


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("name", ["asserted", "inferred", "dataset", "ontology", "mappings", "eric"])
def test_a_default_graph_is_the_only_one_that_is_asked(endpoint: str, name: str, method: str, how: str) -> None:
    converted = asked(endpoint, COUNT, JSON, method, how, GRAPHS + name)
    assert int(converted["results"]["bindings"][0]["n"]["value"]) == len(filed()[GRAPHS + name])


def test_a_mistake_is_told_to_be_one(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="malformed-query"):
        asked(endpoint, "SELECT * { ?s ?p ", JSON)
