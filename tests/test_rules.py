"""Each rule over the graph is silent on the real graph, and its own mutated copy trips exactly it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph.curation.reasoning import closure
from pilotgraph.curation.validation import Rule, broken, graph_problems, profile_problems, read_rules, style_problems
from pilotgraph.errors import PilotGraphError, Problem
from pilotgraph.names import ALIGNMENTS, ASSERTED, GRAPHS, INFERRED, MAPPINGS, SCHEMES, TERMS

HERE = Path(__file__).parent
ROOT = HERE.parent
RULES = ROOT / "ontology" / "rules"
FOLDERS = ("graph", "links", "profile", "style")
# These speak of mappings, alignments and schemes as well.
WIDE = ("links", "style")
ALL = [(folder, rule) for folder in FOLDERS for rule in read_rules(RULES / folder)]
NAMES = [f"{folder}/{rule.name}" for folder, rule in ALL]


@cache
def base() -> tuple[ox.Quad, ...]:
    """
    The real ontology and the real graphs, and beside them a small invented world.

    The mutations change the invented world, so that they stay as they are when the curated data change.
    """
    store = ox.Store()
    files = {ROOT / "ontology/pilotgraph.ttl": TERMS, ROOT / "data/rdf/asserted.ttl": ASSERTED}
    files |= {ROOT / "ontology/alignments.ttl": ALIGNMENTS, ROOT / "data/rdf/mappings.ttl": MAPPINGS}
    files |= {ROOT / f"ontology/schemes/{iri.removeprefix(GRAPHS)}.ttl": iri for iri in SCHEMES}
    for path, graph in {**files, HERE / "shapes/around.ttl": ASSERTED}.items():
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    store.load(path=str(HERE / "rules/around.trig"), format=ox.RdfFormat.TRIG)
    return tuple(store)


def graphs(mutation: str = "") -> ox.Store:
    """The base, changed by an update, with what follows from it then."""
    store = ox.Store()
    store.extend(base())
    if mutation:
        store.update(mutation)
    asserted, terms = (store.quads_for_pattern(None, None, None, ox.NamedNode(name)) for name in (ASSERTED, TERMS))
    new = closure((quad.triple for quad in asserted), (quad.triple for quad in terms))
    store.extend(ox.Quad(*triple, ox.NamedNode(INFERRED)) for triple in new)
    return store


def narrow(store: ox.Store) -> ox.Store:
    """Without the graphs that lead to other vocabularies, of which only two folders of rules speak."""
    own = ox.Store()
    for name in (ASSERTED, INFERRED, TERMS):
        own.extend(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    return own


def trips(store: ox.Store, folders: tuple[str, ...] = FOLDERS) -> set[tuple[str, Problem]]:
    own = narrow(store)
    return {
        (f"{folder}/{rule.name}", problem)
        for folder, rule in ALL
        if folder in folders
        for problem in broken(store if folder in WIDE else own, rule)
    }


@cache
def trips_already() -> frozenset[tuple[str, Problem]]:
    return frozenset(trips(graphs()))


@pytest.mark.parametrize(("folder", "rule"), ALL, ids=NAMES)
def test_the_real_graph_keeps_the_rule(folder: str, rule: Rule) -> None:
    found = [str(problem) for name, problem in trips_already() if name == f"{folder}/{rule.name}"]
    assert sorted(found) == []


@pytest.mark.parametrize(("folder", "rule"), ALL, ids=NAMES)
def test_its_mutated_copy_trips_exactly_this_rule(folder: str, rule: Rule) -> None:
    mutation = HERE / "rules" / folder / f"{rule.name}.ru"
    assert mutation.is_file(), f"{folder}/{rule.name} has no mutated copy"
    # A term that a mutation adds has no mapping, which is not what the mutation is about.
    folders = FOLDERS if folder == "links" else tuple(name for name in FOLDERS if name != "links")
    new = trips(graphs(mutation.read_text(encoding="utf-8")), folders) - trips_already()
    assert {name for name, _ in new} == {f"{folder}/{rule.name}"}


def test_no_mutation_is_left_without_its_rule() -> None:
    assert sorted(f"{file.parent.name}/{file.stem}" for file in (HERE / "rules").rglob("*.ru")) == sorted(NAMES)


def test_the_checks_read_their_own_folders() -> None:
    store = graphs((HERE / "rules/graph/placements-add-up.ru").read_text(encoding="utf-8"))
    already = {problem for _, problem in trips_already()}
    assert [p.where for p in graph_problems(store, RULES) if p not in already] == ["statement:b2"]
    assert {*profile_problems(narrow(store), RULES), *style_problems(store, RULES)} <= already


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PilotGraphError, match="holds no rule"):
        read_rules(tmp_path)


def test_a_rule_without_remedy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text('#+ rule: "It is so."\nSELECT ?this WHERE { ?this a ?class }\n', encoding="utf-8")
    with pytest.raises(PilotGraphError, match=r"a\.rq  has no remedy in its header"):
        read_rules(tmp_path)


def test_a_malformed_header_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text('#+ rule: "It is so."\n#+ remedy: so be it\nSELECT ?x {}\n', encoding="utf-8")
    with pytest.raises(PilotGraphError, match=r"a\.rq:2  is not a header line"):
        read_rules(tmp_path)


def test_the_terms_of_each_part_of_the_ontology_stand_in_alphabetical_order() -> None:
    text = (ROOT / "ontology/pilotgraph.ttl").read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^# -{5,} ", text)
    for part in parts[1:]:
        terms = re.findall(r"(?m)^([a-z-]*:[A-Za-z0-9-]+) +a ", part)
        assert terms == sorted(terms, key=str.lower), part.splitlines()[0]
