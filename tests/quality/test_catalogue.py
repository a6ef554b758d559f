"""The list of checks of other tools is whole, and each is made by a rule or test that there is, or has its reason."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import rdflib
from rdflib.namespace import DCTERMS

from quality.catalogue import ROOT, Check, checks

CHECKS = checks()


def test_every_check_of_each_tool_stands_once() -> None:
    """32 rules in ROBOT's report profile, 41 pitfalls in the catalogue of OOPS!, 24 checks in FOOPS!."""
    assert Counter(check.tool for check in CHECKS) == {"ROBOT": 32, "OOPS!": 41, "FOOPS!": 24}
    assert len({(check.tool, check.id) for check in CHECKS}) == len(CHECKS)
    assert [check.id for check in CHECKS if check.tool == "OOPS!"] == [f"P{number:02}" for number in range(1, 42)]


@pytest.mark.parametrize("check", [each for each in CHECKS if each.kept == "rule"], ids=lambda each: each.id)
def test_a_rule_that_makes_a_check_is_there(check: Check) -> None:
    assert check.by
    for rule in check.by.split():
        assert (ROOT / f"ontology/rules/{rule}.rq").is_file()
        assert (ROOT / f"tests/rules/{rule}.ru").is_file()


@pytest.mark.parametrize("check", [each for each in CHECKS if each.kept == "test"], ids=lambda each: each.id)
def test_a_test_that_makes_a_check_is_there(check: Check) -> None:
    file, _, name = check.by.partition("::")
    assert re.search(rf"(?m)^def {name}\(", (ROOT / file).read_text(encoding="utf-8"))


def test_what_is_not_checked_has_its_reason() -> None:
    others = [check for check in CHECKS if check.kept not in ("rule", "test")]
    assert {check.kept for check in others} == {"not here", "read"}
    assert [check.id for check in others if check.by or not check.why.endswith(".")] == []


def test_the_header_says_when_by_whom_and_from_what() -> None:
    graph = rdflib.Graph().parse(ROOT / "ontology/pilotgraph.ttl")
    header = rdflib.URIRef("https://w3id.org/pilotgraph/ontology")
    said = {term: graph.value(header, term) for term in (DCTERMS.created, DCTERMS.issued, DCTERMS.publisher)}
    assert None not in said.values()
    assert str(said[DCTERMS.created]) <= str(said[DCTERMS.issued])
    assert graph.value(header, DCTERMS.source) == rdflib.URIRef("https://doi.org/10.5334/ijic.5631")
