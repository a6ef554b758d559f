"""A query is asked of the graphs that it names, also where it names them by relative addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from serving import client

CROSSINGS = "http://example.org/bridges/"


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with a graph for each of two bridges."""
    folder: Path = tmp_path_factory.mktemp("bridges")
    for name in ("mill", "ford"):
        (folder / f"{name}.nt").write_text(f'<{CROSSINGS}{name}> <{CROSSINGS}called> "{name}" .\n')
    with client("--data", *(f"{CROSSINGS}{name}.nt={folder / name}.nt" for name in ("mill", "ford"))) as asking:
        yield asking


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT ?n { ?b ?p ?n }", {"mill", "ford"}),
        (f"SELECT ?n FROM <{CROSSINGS}mill.nt> {{ ?b ?p ?n }}", {"mill"}),
        (f"BASE <{CROSSINGS}> SELECT ?n FROM <ford.nt> {{ ?b ?p ?n }}", {"ford"}),
        (f"BASE <{CROSSINGS}x/> BASE <../> SELECT ?n FROM <ford.nt> {{ ?b ?p ?n }}", {"ford"}),
        (f"PREFIX c: <{CROSSINGS}> SELECT ?n FROM c:mill.nt FROM c:ford.nt {{ ?b ?p ?n }}", {"mill", "ford"}),
        (f"BASE <{CROSSINGS}> SELECT ?n FROM NAMED <ford.nt> {{ GRAPH ?g {{ ?b ?p ?n }} }}", {"ford"}),
        (f"BASE <{CROSSINGS}> SELECT ?n FROM NAMED <ford.nt> {{ ?b ?p ?n }}", set()),
        ("SELECT ?n FROM <nowhere.nt> { ?b ?p ?n }", set()),
    ],
)
def test_a_query_is_asked_of_the_graphs_that_it_names(asking: TestClient, query: str, names: set[str]) -> None:
    answer = asking.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert (answer.status_code, {*answer.text.split()} - {"n"}) == (200, names)


def test_the_request_overrules_the_query(asking: TestClient) -> None:
    query = f"SELECT ?n FROM <{CROSSINGS}mill.nt> {{ ?b ?p ?n }}"
    parameters = {"query": query, "default-graph-uri": f"{CROSSINGS}ford.nt"}
    assert asking.get("/sparql", params=parameters, headers={"Accept": "text/csv"}).text.split() == ["n", "ford"]
