"""Facts about citing an answer so that a reader sees whether it is still the same."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph
from pilotgraph.answers import Answer, Origin
from pilotgraph.citing import digest, how_to_cite
from pilotgraph.results import as_json

TINY = Path(__file__).parent / "tiny"
BARRIERS = "which-barriers-did-each-programme-meet"
# Written by hand from the invented data.
DRY_ROOFS = (
    "?programme\t?barrier\t?certainty\n"
    "<https://w3id.org/pilotgraph/id/programme/dry-roofs>\t<https://w3id.org/pilotgraph/id/factor/landlord-consent>"
    "\t<https://w3id.org/pilotgraph/id/certainty/certain>\n"
)
ROWS = [(ox.Literal("b"), None), (ox.Literal(2), ox.Literal("tab\tand\nline", language="en")), (ox.Literal("a"), None)]
WRITTEN = '?x\t?y\n"2"^^<http://www.w3.org/2001/XMLSchema#integer>\t"tab\\tand\\nline"@en\n"a"\t\n"b"\t\n'


@pytest.fixture(scope="module")
def graph():
    return PilotGraph.open(TINY)


def answer(rows, columns=("x", "y"), labels=None) -> Answer:
    return Answer(columns, rows, labels or {}, Origin("1", "c"))


def test_a_digest_is_that_of_the_answer_as_the_docstring_writes_it(graph):
    assert digest(graph.ask(BARRIERS, programme="dry-roofs")) == sha256(DRY_ROOFS.encode()).hexdigest()
    assert digest(answer(ROWS)) == sha256(WRITTEN.encode()).hexdigest()


def test_neither_order_nor_labels_nor_evidence_change_a_digest(graph):
    assert digest(answer(ROWS[::-1], labels={"https://example.org/a": "A"})) == digest(answer(ROWS))
    assert digest(graph.ask(BARRIERS, evidence=True)) == digest(graph.ask(BARRIERS))


@pytest.mark.parametrize(
    "other",
    [
        answer(ROWS[:2]),
        answer([*ROWS, ROWS[0]]),
        answer(ROWS, columns=("x", "z")),
        answer([(ox.Literal("2"), *row[1:]) if row[0] == ox.Literal(2) else row for row in ROWS]),
        answer([row[::-1] for row in ROWS]),
    ],
    ids=["a row less", "a row twice", "another column", "text for a number", "columns swapped"],
)
def test_anything_else_does_change_it(other):
    assert digest(other) != digest(answer(ROWS))


def test_a_blank_node_has_no_name_that_could_change_from_run_to_run():
    assert digest(answer([(ox.BlankNode(), None)])) == digest(answer([(ox.BlankNode(), None)]))


def test_a_digest_can_be_made_again_from_the_json_alone(graph):
    """So that nobody needs this program to check it."""
    given = graph.ask("which-factors-helped-or-hindered")
    read = json.loads(as_json(given))
    columns = read["head"]["vars"]

    def term(cell: dict[str, str] | None) -> str:
        if cell is None:
            return ""
        if cell["type"] == "uri":
            return f"<{cell['value']}>"
        kind = f"@{cell['xml:lang']}" if "xml:lang" in cell else f"^^<{cell['datatype']}>" if "datatype" in cell else ""
        return json.dumps(cell["value"], ensure_ascii=False) + kind

    rows = sorted("\t".join(term(row.get(name)) for name in columns) for row in read["results"]["bindings"])
    assert len(rows) > 1
    written = "\t".join(f"?{name}" for name in columns) + "\n" + "".join(f"{row}\n" for row in rows)
    assert sha256(written.encode()).hexdigest() == digest(given)


def test_a_citation_says_what_was_asked_of_which_version_and_where(graph):
    found = graph.ask(BARRIERS, programme="dry-roofs")
    at = "https://example.org/questions/q?programme=dry-roofs"
    said = how_to_cite(found, found.origin.asked, {"programme": "Dry Roofs", "certainty": ""}, at)
    short = sha256(DRY_ROOFS.encode()).hexdigest()[:12]
    assert said == (
        "Answer of PilotGraph, version 0.0.1, to “Which barriers did each programme meet?” with programme: Dry Roofs "
        f"(1 row, SHA-256 {short}…): {at}"
    )


def test_a_graph_without_a_version_is_cited_without_one():
    said = how_to_cite(Answer((), [], {}, Origin("", "")), "Which?", {}, "https://example.org/q")
    assert said.startswith("Answer of PilotGraph to “Which?” (0 rows, SHA-256 ")


def test_a_citation_without_parameters_says_nothing_of_them(graph):
    said = how_to_cite(graph.ask(BARRIERS), "Which?", {}, "https://example.org/q")
    assert said.startswith("Answer of PilotGraph, version 0.0.1, to “Which?” (3 rows, SHA-256 ")
