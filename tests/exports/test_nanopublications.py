"""Each statement is one nanopublication that says what is claimed, how, by whom and where."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from invented import PREFIXES, WORLD, backwards, opened, read_by
from pilotgraph import PilotGraph, SourceError
from pilotgraph.exports.nanopublications import nanopublications, separately

BASE = "https://w3id.org/pilotgraph/nanopub/0.0.1/"
PG, ID = PREFIXES["pg"], PREFIXES["id"]


def parts(content: bytes) -> dict[str, set[tuple[str, str, str]]]:
    """(subject, property, value) of each named graph, as N-Triples."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for quad in ox.parse(content, ox.RdfFormat.TRIG):
        graph = quad.graph_name.value  # type: ignore[union-attr]
        found.setdefault(graph.removeprefix(BASE), set()).add(
            (str(quad.subject), str(quad.predicate), str(quad.object))
        )
    return found


WRITTEN = parts(nanopublications(opened()))


def values(part: str, subject: str, name: str) -> set[str]:
    return {o for s, p, o in WRITTEN[part] if s == f"<{subject}>" and p == f"<{name}>"}


def test_each_statement_has_four_graphs() -> None:
    statements = ("before", "bills-each", "bills-together", "maybe-wind", "slow", "tenants-content", "varied")
    wanted = {f"{name}/{part}" for name in statements for part in ("Head", "assertion", "provenance", "pubinfo")}
    assert set(WRITTEN) == wanted


def test_a_hypothesis_is_told_as_one_in_its_assertion_its_type_and_its_label() -> None:
    statement = ID + "statement/maybe-wind"
    assert values("maybe-wind/assertion", statement, PG + "claimStatus") == {f"<{ID}claim-status/hypothesis>"}
    assert values("maybe-wind/assertion", statement, PG + "hedge") == {f"<{ID}hedge/may>"}
    assert values("maybe-wind/assertion", statement, PREFIXES["rdf"] + "type") == {f"<{PG}Hypothesis>"}
    assert values("maybe-wind/pubinfo", BASE + "maybe-wind", "http://purl.org/nanopub/x/hasNanopubType") == {
        f"<{PG}Hypothesis>"
    }
    (label,) = values("maybe-wind/pubinfo", BASE + "maybe-wind", PREFIXES["rdfs"] + "label")
    assert label == '"hypothesis: A windy winter may lie behind the bills."@en'


def test_no_assertion_speaks_of_a_programme_but_through_its_statement() -> None:
    """A bare fact about a programme would be asserted whatever the claim's status."""
    subjects = {s for part, triples in WRITTEN.items() if part.endswith("/assertion") for s, _, _ in triples}
    kinds = {subject.removeprefix(f"<{ID}").partition("/")[0] for subject in subjects}
    assert kinds == {"statement", "placement", "reading"}


def test_a_joint_subject_stays_one() -> None:
    assert values("bills-together/assertion", ID + "statement/bills-together", PG + "about") == {
        f"<{ID}pilot-group/both>"
    }


def test_the_passages_and_the_source_are_its_provenance() -> None:
    assertion = BASE + "bills-together/assertion"
    part = "bills-together/provenance"
    assert values(part, assertion, PREFIXES["prov"] + "wasDerivedFrom") == {f"<{ID}passage/p1>", f"<{ID}passage/p2>"}
    assert values(part, assertion, PREFIXES["prov"] + "hadPrimarySource") == {f"<{ID}source/okafor-2014>"}
    assert values(part, ID + "passage/p1", PG + "place") == {'"results.p1.s1"'}
    assert values(part, ID + "passage/p1", "http://xmlns.com/foaf/0.1/page") == {"<https://example.org/okafor#1>"}
    assert values(part, ID + "source/okafor-2014", "http://purl.org/dc/terms/identifier") == {
        "<https://doi.org/10.9999/okafor>"
    }


def test_a_curators_note_is_no_part_of_what_is_stated() -> None:
    note = PREFIXES["skos"] + "note"
    for node in ("statement/tenants-content", "placement/slow-warm-homes"):
        name = "tenants-content" if node.startswith("statement") else "slow"
        assert values(f"{name}/provenance", ID + node, note)
        assert not values(f"{name}/assertion", ID + node, note)


def test_an_open_entry_keeps_its_alternatives_with_their_probabilities() -> None:
    part, statement = "slow/assertion", ID + "statement/slow"
    assert values(part, statement, PG + "certainty") == {f"<{ID}certainty/ambiguous>"}
    assert not values(part, statement, PG + "about")
    probability = {
        each: values(part, f"{ID}placement/slow-{each}", PG + "probability") for each in ("warm-homes", "dry-roofs")
    }
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    assert probability == {"warm-homes": {f'"0.7"{decimal}'}, "dry-roofs": {f'"0.3"{decimal}'}}
    assert values(part, ID + "reading/late", PG + "includes") == {f"<{ID}placement/slow-warm-homes>"}


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert nanopublications(opened(backwards())) == nanopublications(opened())


def test_one_file_each_holds_what_one_file_for_all_does(graph: PilotGraph) -> None:
    together = {quad for _, content in separately(graph) for quad in ox.parse(content, ox.RdfFormat.TRIG)}
    assert together == set(ox.parse(nanopublications(graph), ox.RdfFormat.TRIG))
    assert together == set(ox.parse(nanopublications(graph, "nquads"), ox.RdfFormat.N_QUADS))


def test_nothing_that_the_graph_says_of_a_statement_is_lost(graph: PilotGraph) -> None:
    asserted = "https://w3id.org/pilotgraph/graph/asserted"
    written = {quad.triple for quad in ox.parse(nanopublications(graph), ox.RdfFormat.TRIG)}
    supported = {s for s, _, _ in graph.engine.match(p=ox.NamedNode(PG + "supportedBy"), graph=asserted)}
    said = {ox.Triple(*triple) for each in supported for triple in graph.engine.match(s=each, graph=asserted)}
    assert len(supported) > 400
    assert said <= written


def test_a_statement_whose_iri_ends_with_no_id_is_refused() -> None:
    """An endpoint may hold anything, and the id becomes the name of a file."""
    with pytest.raises(SourceError, match="ends with no id"):
        separately(opened(WORLD.replace("statement:varied a", "<https://w3id.org/pilotgraph/id/statement/..> a")))


@pytest.mark.needs_readers
def test_the_package_nanopub_calls_each_valid_and_can_sign_it(graph: PilotGraph, tmp_path: Path) -> None:
    folder = tmp_path / "nanopublications"
    folder.mkdir()
    written = separately(graph)
    for name, content in written:
        (folder / name).write_bytes(content)
    found = read_by("read_nanopub.py", folder, written=tmp_path / "found.json")
    assert found["problems"] == {}
    assert found["checked"] == len(written) > 400
    assert found["unsigned"]
    assert found["can be signed"]


@pytest.mark.needs_readers
def test_the_package_nanopub_notices_a_broken_one(tmp_path: Path) -> None:
    folder = tmp_path / "nanopublications"
    folder.mkdir()
    contents = dict(separately(opened()))
    for name in ("slow.trig", "varied.trig"):
        (folder / name).write_bytes(contents[name])
    broken = contents["slow.trig"].replace(b"/provenance> {", b"/elsewhere> {")
    (folder / "slow.trig").write_bytes(broken)
    found = read_by("read_nanopub.py", folder, written=tmp_path / "found.json")
    assert [*found["problems"]] == ["slow.trig"]
