"""The real graph keeps each invariant, and a sloppy copy of it breaks exactly the one it was made for."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from pilotgraph.curation.reasoning import closure
from pilotgraph.curation.validation import broken, graph_problems, read_rules
from pilotgraph.names import ASSERTED, INFERRED, PREFIXES, TERMS, term

HERE = Path(__file__).parent
ROOT = HERE.parent
FOLDER = HERE / "invariants"
PAGE = ROOT / "docs" / "invariants.md"
RULES = {rule.name: rule for rule in read_rules(ROOT / "ontology" / "rules" / "graph")}
SLOPPY = {file.stem: file.read_text("utf-8") for file in sorted(FOLDER.glob("*.ru"))}
SUPPORTED_BY, PLACE = (ox.NamedNode(term(name)) for name in ("supportedBy", "place"))


class Anchor(NamedTuple):
    """
    A sentence on what the article says at some places, as a query for what in the graph goes against it.

    A row is a statement that does, or a place at which no statement says it.
    """

    name: str
    rule: str
    places: tuple[str, ...]
    query: str

    def breaks(self, store: ox.Store) -> list[str]:
        rows = store.query(self.query, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        return [str(row) for row in rows]


def read(file: Path) -> Anchor:
    text = file.read_text("utf-8")
    header = {key: json.loads(value) for key, value in re.findall(r"^#\+ (\w+): (.+)$", text, re.MULTILINE)}
    return Anchor(file.stem, header["rule"], tuple(header["place"].split("; ")), text)


ANCHORS = {file.stem: read(file) for file in sorted(FOLDER.glob("*.rq"))}


@cache
def given() -> frozenset[ox.Quad]:
    """The real ontology and the real asserted graph."""
    store = ox.Store()
    for name, graph in {"ontology/pilotgraph.ttl": TERMS, "data/rdf/asserted.ttl": ASSERTED}.items():
        store.load(path=str(ROOT / name), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    return frozenset(store)


def graphs(update: str = "") -> ox.Store:
    """The real graph, changed by an update, with what follows from it then."""
    store = ox.Store()
    store.extend(given())
    if update:
        store.update(update)
    asserted, terms = (store.quads_for_pattern(None, None, None, ox.NamedNode(name)) for name in (ASSERTED, TERMS))
    new = closure((quad.triple for quad in asserted), (quad.triple for quad in terms))
    store.extend(ox.Quad(*triple, ox.NamedNode(INFERRED)) for triple in new)
    return store


@cache
def real() -> ox.Store:
    return graphs()


def said_at(place: str) -> set[ox.NamedNode]:
    """The statements that lead to a place."""
    passages = {quad.subject for quad in given() if quad.predicate == PLACE and quad.object.value == place}
    return {quad.subject for quad in given() if quad.predicate == SUPPORTED_BY and quad.object in passages}


@pytest.mark.parametrize("name", ANCHORS)
def test_the_real_graph_keeps_the_invariant(name: str) -> None:
    assert ANCHORS[name].breaks(real()) == []


def test_the_real_graph_keeps_the_rules() -> None:
    assert [str(problem) for problem in graph_problems(real(), ROOT / "ontology" / "rules")] == []


@pytest.mark.parametrize("name", SLOPPY)
def test_a_sloppy_copy_breaks_exactly_this_invariant(name: str) -> None:
    copy = graphs(SLOPPY[name])
    assert {quad for quad in copy if quad.graph_name.value != INFERRED} != given(), "the copy is like the original"
    found = {anchor.name for anchor in ANCHORS.values() if anchor.breaks(copy)}
    found |= {rule.name for rule in RULES.values() if any(broken(copy, rule))}
    assert found == {name}


def test_every_invariant_has_a_sloppy_copy_and_every_copy_an_invariant() -> None:
    assert len(SLOPPY) >= 32
    assert not ANCHORS.keys() & RULES.keys()
    assert ANCHORS.keys() <= SLOPPY.keys() <= ANCHORS.keys() | RULES.keys()


@pytest.mark.parametrize("name", ANCHORS)
def test_an_invariant_breaks_when_the_statements_it_looks_at_are_gone(name: str) -> None:
    """At each of its places: an invariant that looks at nothing guards nothing."""
    anchor, store = ANCHORS[name], real()
    for place in anchor.places:
        gone = [quad for this in said_at(place) for quad in store.quads_for_pattern(this, None, None)]
        assert gone, f"nothing is said at {place}"
        for quad in gone:
            store.remove(quad)
        try:
            assert anchor.breaks(store), f"{name} does not miss what is said at {place}"
        finally:
            store.extend(gone)


@pytest.mark.parametrize("name", ANCHORS)
def test_an_invariant_finds_statements_by_their_place(name: str) -> None:
    """Not by their ids, which a curator may change."""
    anchor = ANCHORS[name]
    body = "\n".join(line for line in anchor.query.splitlines() if not line.startswith("#+"))
    assert PREFIXES["statement"] not in body
    assert {*re.findall(r'"([a-z0-9-]+\.[a-z0-9.-]+)"', body)} == {*anchor.places}
    assert anchor.rule.endswith(".")


def test_the_page_lists_every_invariant_once() -> None:
    linked = re.findall(r"\]\(\.\./(tests/invariants|ontology/rules/graph)/([a-z0-9-]+)\.rq\)", PAGE.read_text("utf-8"))
    named = [("tests/invariants" if name in ANCHORS else "ontology/rules/graph", name) for name in SLOPPY]
    assert sorted(linked) == sorted(named)
