"""Facts about how answers are written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.query

from pilotgraph import PilotGraph
from pilotgraph.answers import Answer, Origin
from pilotgraph.display import answer_table, footer
from pilotgraph.results import as_json, as_xml, rdf, separated, turtle
from pilotgraph.terminal import table

TINY = Path(__file__).parent / "tiny"
BARRIERS = "which-barriers-did-each-programme-meet"


@pytest.fixture(scope="module")
def graph():
    return PilotGraph.open(TINY)


def one_cell(text: str) -> Answer:
    return Answer(("said",), [(ox.Literal(text),)], {}, Origin("1", "c"))


@pytest.mark.parametrize("width", [20, 40, 79, 200])
def test_a_table_fits_its_terminal(width):
    rows = [["a word " * 12, "short", "x" * 90], ["b", "c", "d"]]
    assert max(map(len, table(["one", "two", "three"], rows, width).splitlines())) <= max(width, 3 * 8 + 4)


def test_a_wrapped_table_loses_no_word():
    text = " ".join(f"word{number}" for number in range(60))
    assert table(["one", "two"], [[text, "x"]], 30).replace("x", "").split()[4:] == text.split()


def test_a_table_in_a_pipe_is_never_wrapped():
    assert len(table(["one"], [["word " * 200]]).splitlines()) == 3


def test_control_characters_do_not_reach_the_terminal():
    assert "\x1b" not in answer_table(one_cell("\x1b[31mred\x07"), iris=False, width=None)


def test_an_empty_answer_says_what_that_means(graph):
    shown = answer_table(graph.ask(BARRIERS, programme="new-stairs"), iris=False, width=None)
    assert shown == "No rows. The source names none; that is not to say that there was none.\n"


def test_evidence_stands_beneath_its_row(graph):
    shown = answer_table(graph.ask(BARRIERS, evidence=True), iris=False, width=60)
    assert "[3] Warm Homes | steady funding | inferred\n    Funding stopped each spring.\n" in shown
    assert "      https://example.org/okafor#:~:text=first%20words%201,last%20words%201\n" in shown


def test_csv_reads_back_as_it_was():
    awkward = 'a, "b"\nc'
    assert list(csv.reader(io.StringIO(separated(one_cell(awkward), ",", iris=False)))) == [["said"], [awkward]]


def test_csv_with_evidence_has_a_line_for_each_passage(graph):
    lines = list(csv.DictReader(io.StringIO(separated(graph.ask(BARRIERS, evidence=True), ",", iris=False))))
    assert [(line["row"], line["place"]) for line in lines] == [
        ("1", "t1.b.e3"),
        *(("2", place) for place in ("results.p2.s3", "results.p10.s1", "t1.b.e1")),
        ("3", "t1.b.e2"),
    ]
    assert [line["certainty"] for line in lines] == ["certain"] * 4 + ["inferred"]


def test_json_is_the_w3c_s_and_says_more(graph):
    answer = graph.ask(BARRIERS, evidence=True)
    written = as_json(answer)
    solutions = list(ox.parse_query_results(written.encode(), format=ox.QueryResultsFormat.JSON))
    assert [tuple(solution) for solution in solutions] == answer.rows
    more = json.loads(written)["pilotgraph"]
    assert more["version"] == "0.0.1"
    assert more["labels"]["https://w3id.org/pilotgraph/id/programme/dry-roofs"] == "Dry Roofs"
    assert more["evidence"][0][0]["passages"][0]["place"] == "t1.b.e3"


def test_xml_is_the_w3c_s_and_says_the_same_as_json(graph):
    answer = graph.ask(BARRIERS)
    read = rdflib.query.Result.parse(io.BytesIO(as_xml(answer).encode()), format="xml")
    assert [str(name) for name in read.vars] == list(answer.columns)
    assert [tuple(term.n3() for term in row) for row in read] == [tuple(map(str, row)) for row in answer.rows]


def test_a_missing_value_is_missing_in_xml():
    answer = Answer(("a", "b"), [(None, ox.Literal(2)), (None, None)], {}, Origin("1", "c"))
    results = ElementTree.fromstring(as_xml(answer)).findall(".//{*}result")
    assert [[binding.get("name") for binding in result] for result in results] == [["b"], []]


def test_xml_survives_every_sign():
    """XML cannot hold control characters, and its readers take a bare CR for a line feed."""
    text = 'a\rb\tc & <d> "e" é 😀'
    root = ElementTree.fromstring(as_xml(one_cell(text + "\x00\x0b\uffff")))
    assert root.find(".//{*}literal").text == text + "\ufffd" * 3


@pytest.mark.parametrize(
    ("form", "named"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_every_form_of_rdf_says_the_same(graph, form, named):
    triples = graph.statements_behind(graph.ask(BARRIERS))
    read = rdflib.Graph().parse(data=rdf(triples, form), format=named)
    assert {tuple(term.n3() for term in triple) for triple in read} == {tuple(map(str, each)) for each in triples}
    assert len(read) == len(triples) > 10


@pytest.mark.parametrize(("form", "named"), [("jsonld", "json-ld"), ("rdfxml", "xml"), ("ntriples", "nt")])
def test_nothing_is_still_a_file_that_can_be_read(form, named):
    assert len(rdflib.Graph().parse(data=rdf([], form), format=named)) == 0


def test_rdf_xml_survives_every_sign():
    said = ox.NamedNode("https://example.org/said")
    written = rdf([(said, said, ox.Literal("a\rb<&\x07"))], "rdfxml")
    assert [str(term) for term in rdflib.Graph().parse(data=written, format="xml").objects()] == ["a\rb<&\ufffd"]


def test_turtle_holds_the_statements_behind_an_answer_and_their_passages(graph):
    answer = graph.ask(BARRIERS, programme="dry-roofs")
    quads = list(ox.parse(turtle(graph.statements_behind(answer)), format=ox.RdfFormat.TURTLE))
    subjects = {quad.subject.value.rpartition("/")[2] for quad in quads}
    assert subjects == {"dr-b1", "okafor-2014-t1-b-e3"}


def test_turtle_is_the_same_every_time(graph):
    triples = graph.describe("Warm Homes").triples
    assert turtle(triples) == turtle(reversed(triples))


def test_the_footer_counts_and_cites():
    origin = Origin("1.2", "Someone.", row="one row per factor")
    assert footer(origin, 1, None) == "1 row (one row per factor). PilotGraph 1.2.\nCite: Someone."


def test_evidence_says_how_firmly_a_claim_is_put_and_why_it_is_coded_so():
    """A hedge or a curator's reading that got lost on the way would turn a supposition into a finding."""
    real = PilotGraph.open()
    guessed = real.ask("which-explanations-are-offered-for-what", subject="vanguards", evidence=True)
    effect = real.ask("which-effects-have-a-size", subject="enhanced-care-homes", evidence=True)
    for shown in (answer_table(guessed, iris=False, width=None), separated(guessed, ",", iris=False)):
        assert "tentative" in shown
    for shown in (answer_table(effect, iris=False, width=None), separated(effect, ",", iris=False), as_json(effect)):
        assert "taken as relative" in shown
