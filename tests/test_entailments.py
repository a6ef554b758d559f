"""What must follow, must not follow and cannot be true, each a file named as a sentence, under our rules and HermiT."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from pilotgraph.curation.entailments import problems, read
from pilotgraph.curation.reasoning import closure
from pilotgraph.errors import PilotGraphError

HERE = Path(__file__).parent / "entailments"
ONTOLOGY = HERE.parents[1] / "ontology" / "pilotgraph.ttl"
THINGS = "https://w3id.org/pilotgraph/id/"
CODES = frozenset(subject for subject in rdflib.Graph().parse(ONTOLOGY).subjects() if str(subject).startswith(THINGS))


def paths(kind: str) -> list[Path]:
    return [sentence.path for sentence in read(HERE, kind)]


FOLLOWS, FOLLOWS_NOT, INCONSISTENT = (paths(name) for name in ("follows", "does-not-follow", "is-inconsistent"))


def test_every_sentence_comes_out_as_its_name_says() -> None:
    terms = [quad.triple for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)]
    assert problems(HERE, terms) == (len(FOLLOWS) + len(FOLLOWS_NOT), [])


def test_an_ontology_without_its_axioms_is_noticed() -> None:
    _, wrong = problems(HERE, [])
    assert len(wrong) == len(FOLLOWS)
    assert "does not follow" in {problem.what for problem in wrong}


def test_a_folder_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PilotGraphError, match="holds no sentence"):
        read(tmp_path, "follows")


def test_every_premise_alone_lacks_its_conclusion() -> None:
    """A conclusion that stands in its premise would prove nothing."""
    assert [s.path.stem for s in read(HERE, "follows") if set(s.conclusion) & set(s.premises)] == []


@pytest.fixture(scope="module")
def facts() -> frozenset[tuple[str, str, str]]:
    """
    What holds by HermiT when all consistent files are put together.

    One run for all: the things of each file are renamed, so that no two files speak of the same.
    """
    from pilotgraph.curation.hermit import realise

    graph = rdflib.Graph().parse(ONTOLOGY)
    for number, path in enumerate(FOLLOWS + FOLLOWS_NOT):
        graph += renamed(path, number)
    found = realise(graph)
    assert found.consistent
    return found.facts


class TestHermit:
    pytestmark = pytest.mark.needs_java

    @pytest.mark.parametrize("path", FOLLOWS, ids=lambda path: path.stem)
    def test_it_follows(self, path: Path, facts: frozenset[tuple[str, str, str]]) -> None:
        assert strings(path, FOLLOWS.index(path)) - facts == set()

    @pytest.mark.parametrize("path", FOLLOWS_NOT, ids=lambda path: path.stem)
    def test_it_does_not_follow(self, path: Path, facts: frozenset[tuple[str, str, str]]) -> None:
        assert strings(path, len(FOLLOWS) + FOLLOWS_NOT.index(path)) & facts == set()

    def test_our_rules_find_neither_more_nor_less(self, facts: frozenset[tuple[str, str, str]]) -> None:
        given = rdflib.Graph().parse(ONTOLOGY)
        for number, path in enumerate(FOLLOWS + FOLLOWS_NOT):
            given += renamed(path, number)
        asserted = [quad.triple for quad in ox.parse(given.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)]
        ours = {(t.subject.value, t.predicate.value, t.object.value) for t in closure(asserted, [])}
        assert ours == facts - {(str(s), str(p), str(o)) for s, p, o in given}

    @pytest.mark.parametrize("path", INCONSISTENT, ids=lambda path: path.stem)
    def test_it_is_inconsistent(self, path: Path) -> None:
        from pilotgraph.curation.hermit import is_consistent

        assert not is_consistent(rdflib.Graph().parse(ONTOLOGY).parse(path))


def renamed(path: Path, number: int) -> rdflib.Graph:
    """The file with its own things renamed; the fixed concepts of the ontology keep their IRIs."""
    graph = rdflib.Graph()
    for subject, predicate, value in rdflib.Graph().parse(path):
        graph.add((_rename(subject, number), predicate, _rename(value, number)))
    return graph


def strings(path: Path, number: int) -> set[tuple[str, str, str]]:
    wanted = path.with_name(f"{path.stem}.conclusion.ttl")
    return {(str(s), str(p), str(o)) for s, p, o in renamed(wanted, number)}


def _rename(node: rdflib.term.Node, number: int) -> rdflib.term.Node:
    ours = isinstance(node, rdflib.URIRef) and str(node).startswith(THINGS) and node not in CODES
    return rdflib.URIRef(f"{node}-{number}") if ours else node
