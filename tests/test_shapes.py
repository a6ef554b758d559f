"""Each shape is seen to accept and to refuse; a refusal says exactly what the report beside the case says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SH

from pilotgraph.curation.validation import shape_problems

HERE = Path(__file__).parent / "shapes"
ROOT = HERE.parents[1]
VALID = sorted(HERE.glob("*/valid.*.ttl"))
INVALID = sorted(HERE.glob("*/invalid.*.ttl"))


@cache
def parsed(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def said(case: Path) -> list[str]:
    """What the shapes say of a case; it stands in a small world, so that a file holds only what it is about."""
    graph = parsed(HERE / "around.ttl") + rdflib.Graph().parse(case)
    shapes = shape_problems(graph, parsed(ROOT / "ontology/pilotgraph.ttl"), parsed(ROOT / "ontology/shapes.ttl"))
    return [str(problem) for problem in shapes]


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@pytest.mark.parametrize("case", VALID, ids=name)
def test_a_valid_case_is_accepted(case: Path) -> None:
    assert said(case) == []


@pytest.mark.parametrize("case", INVALID, ids=name)
def test_an_invalid_case_is_refused_in_these_words(case: Path) -> None:
    expected = case.with_suffix(".report").read_text(encoding="utf-8").splitlines()
    assert expected
    assert said(case) == expected


def test_each_shape_has_a_valid_and_an_invalid_case() -> None:
    graph = parsed(ROOT / "ontology/shapes.ttl")
    shapes = {shape for target in (SH.targetClass, SH.targetSubjectsOf) for shape in graph.subjects(target)}
    names = {
        re.sub(r"(?<!^)([A-Z])", r"-\1", str(shape).split("#")[1].removesuffix("Shape")).lower() for shape in shapes
    }
    assert names
    assert names == {case.parent.name for case in VALID}
    assert names == {case.parent.name for case in INVALID}


def test_each_message_says_what_is_wrong_and_what_to_do() -> None:
    messages = [str(message) for message in parsed(ROOT / "ontology/shapes.ttl").objects(None, SH.message)]
    assert messages
    assert [message for message in messages if message.count("; ") != 1] == []
