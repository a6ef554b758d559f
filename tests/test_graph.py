"""Facts about asking the graph from Python."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from pilotgraph import PilotGraph, RequestError, SourceError
from pilotgraph.compare import compare

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny"
BARRIERS = "which-barriers-did-each-programme-meet"
FACTORS = "which-factors-helped-or-hindered"
YEARS = "which-programmes-began-in"


@pytest.fixture(scope="module")
def graph():
    return PilotGraph.open(TINY)


def test_an_answer_has_labels_and_values(graph):
    assert graph.ask(BARRIERS).to_dicts()[0] == {
        "programme": "Dry Roofs",
        "barrier": "landlord consent",
        "certainty": "certain",
    }


def test_an_answer_has_iris_if_asked(graph):
    assert (
        graph.ask(BARRIERS).to_dicts(iris=True)[0]["programme"] == "https://w3id.org/pilotgraph/id/programme/dry-roofs"
    )


@pytest.mark.parametrize(
    "said",
    [
        *("warm-homes", "WARM-HOMES", "Warm Homes", "warm  homes", "wh", "programme:warm-homes"),
        "https://w3id.org/pilotgraph/id/programme/warm-homes",
        "<https://w3id.org/pilotgraph/id/programme/warm-homes>",
        ox.NamedNode("https://w3id.org/pilotgraph/id/programme/warm-homes"),
    ],
)
def test_a_thing_is_known_by_id_label_other_label_and_iri(graph, said):
    assert [row["programme"] for row in graph.ask(BARRIERS, programme=said).to_dicts()] == ["Warm Homes"] * 2


@pytest.mark.parametrize("said", [None, "any", "Any"])
def test_any_leaves_a_parameter_open(graph, said):
    assert len(graph.ask(BARRIERS, programme=said)) == 3


def test_a_number_and_a_text_can_be_given(graph):
    assert len(graph.ask(YEARS, year=2010)) == len(graph.ask(YEARS, year="2010", name="Warm Homes")) == 1
    assert len(graph.ask(YEARS, year=2011)) == len(graph.ask(YEARS, name="Warm")) == 0


def test_the_text_that_ran_comes_with_the_answer(graph):
    text = graph.ask(BARRIERS, programme="wh").origin.text
    assert "VALUES ?programme { <https://w3id.org/pilotgraph/id/programme/warm-homes> }" in text
    assert "?certainty {" not in text
    assert len(graph.sparql(text)) == 2


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (
            {"programme": "worm-homes"},
            r'--param programme  there is no Programme called "worm-homes"; did you mean warm-homes',
        ),
        ({"programme": "landlord-consent"}, "there is no Programme called"),
        ({"programme": "factor:landlord-consent"}, "there is no Programme called"),
        ({"programme": 'x" } #'}, "there is no Programme called"),
        ({"programme": ""}, "--param programme  is empty"),
        ({"programm": "wh"}, r"has no such parameter; did you mean programme\?"),
    ],
)
def test_a_wrong_parameter_is_told_with_near_misses(graph, parameters, said):
    with pytest.raises(RequestError, match=said):
        graph.ask(BARRIERS, **parameters)


def test_a_number_that_is_none_is_told(graph):
    with pytest.raises(RequestError, match='--param year  "soon" is not a whole number'):
        graph.ask(YEARS, year="soon")


def test_all_wrong_parameters_are_told_at_once(graph):
    with pytest.raises(RequestError) as caught:
        graph.ask(BARRIERS, programme="x", certainty="y", colour="z")
    assert len(caught.value.problems) == 3


def test_with_evidence_every_row_leads_to_passages(graph):
    for question in graph.questions():
        answer = graph.ask(question.name, evidence=True)
        assert len(answer.evidence) == len(answer) > 0
        for row in answer.evidence:
            assert [passage.link for each in row for passage in each.passages]


def test_an_aggregate_leads_to_each_of_its_statements(graph):
    answer = graph.ask(FACTORS, evidence=True)
    counts = [row["count"] for row in answer.to_dicts()]
    assert [len(row) for row in answer.evidence] == counts


def test_evidence_says_what_kind_of_claim_and_where(graph):
    found = graph.evidence("wh-b1")
    assert (found.claim_status, found.certainty, found.about) == ("finding", "certain", ("Warm Homes",))
    assert [passage.place for passage in found.passages] == ["results.p2.s3", "results.p10.s1", "t1.b.e1"]
    assert found.passages[0].quote() == "“first words 5 … last words 5”"


def test_a_thing_is_described_from_both_sides(graph):
    shown = [[answer.shown(term) for term in row] for answer in [graph.describe("Warm Homes")] for row in answer]
    assert ["→", "has barrier", "landlord consent", "inferred"] in shown
    assert ["→", "launch year", "2010", "asserted"] in shown
    assert ["←", "about", "Landlords' consent was slow to obtain.", "asserted"] in shown


def test_a_link_to_another_vocabulary_is_not_told_as_what_a_source_says(graph):
    rows = [[str(getattr(term, "value", "")) for term in row] for row in graph.describe("landlord consent")]
    linked = [row for row in rows if row[3] == "linked"]
    assert [row[2] for row in linked] == ["https://example.org/vocabulary/consent"]
    whole = PilotGraph.open()
    above = [row for row in whole.describe("pg:Place").to_dicts() if row["property"] == "rdfs:subClassOf"]
    assert ("Feature", "linked") in [(row["value"], row["basis"]) for row in above]
    for thing, basis in (("cfir:culture", "scheme"), ("mapping:factor-leadership--mesh-D007857", "linked")):
        said = [[str(getattr(term, "value", "")) for term in row] for row in whole.describe(thing)]
        assert {row[3] for row in said if row[0] == "→"} == {basis}


def test_every_word_must_be_found(graph):
    assert [row["id"] for row in graph.find("consent landlord").to_dicts()] == [
        "factor:landlord-consent",
        "statement:wh-b1",
    ]
    assert "which-barriers-did-each-programme-meet" in [row["id"] for row in graph.find("barriers").to_dicts()]
    assert len(graph.find('"; DROP')) == 0


def test_programmes_stand_side_by_side_even_without_a_row(graph):
    answer = compare(graph, BARRIERS)
    assert answer.columns == ("barrier", "Dry Roofs", "New Stairs <2020>", "Warm Homes")
    assert [[answer.shown(term) for term in row] for row in answer] == [
        ["landlord consent", "certain", "", "certain"],
        ["steady funding", "", "", "inferred"],
    ]
    assert [len(row) for row in answer.statements] == [2, 1]


def test_a_question_without_programmes_cannot_be_compared(graph):
    with pytest.raises(RequestError, match=f"compare one of {BARRIERS}"):
        compare(graph, FACTORS)


def test_ask_and_construct_are_answered_too(graph):
    assert graph.sparql("ASK { ?s ?p 2010 }").to_dicts() == [{"answer": True}]
    text = "CONSTRUCT { ?s a <a:a> } WHERE { ?s <https://w3id.org/pilotgraph/ontology#launchYear> ?y }"
    assert len(graph.sparql(text).triples) == 1


def test_the_graph_says_its_version_and_how_to_cite_it(graph):
    assert graph.version == "0.0.1"
    assert graph.citation == "Nobody. Housing pilots, invented, version 0.0.1."


def test_a_data_frame_has_the_columns_and_numbers(graph):
    pytest.importorskip("pandas")
    frame = graph.ask(FACTORS).to_pandas()
    assert list(frame.columns) == ["factor", "count", "programmes"]
    assert frame["count"].sum() == 5
    assert list(graph.ask(BARRIERS, programme="new-stairs").to_pandas().columns) == [
        "programme",
        "barrier",
        "certainty",
    ]


def test_a_notebook_shows_text_and_never_markup(graph):
    shown = compare(graph, BARRIERS)._repr_html_()
    assert "<th>New Stairs &lt;2020&gt;</th>" in shown
    assert "<td>landlord consent</td>" in shown


NARROWED = [path.stem for path in sorted((ROOT / "queries").glob("*.rq"))] if (ROOT / "data/rdf").exists() else []


@pytest.mark.parametrize("name", NARROWED)
def test_a_parameter_only_narrows_an_answer(name):
    """No value of a parameter may appear in a row in which the open question has another value, or none."""
    real = PilotGraph.open(ROOT)
    question = real.question(name)
    unset = {parameter.name: "any" for parameter in question.parameters}
    whole = real.ask(name, **unset)
    things = {at for row in whole for at, term in enumerate(row) if isinstance(term, ox.NamedNode)}
    known = {tuple(row[at] for at in sorted(things)) for row in whole}
    for parameter in {each.name for each in question.parameters} & set(whole.columns):
        at = whole.columns.index(parameter)
        for value in {row[at] for row in whole if row[at] is not None}:
            narrowed = real.ask(name, **{**unset, parameter: value})
            assert len(narrowed) > 0
            assert {row[at] for row in narrowed} == {value}
            assert {tuple(row[at] for at in sorted(things)) for row in narrowed} <= known, f"{parameter}={value}"


def test_an_address_that_is_none_is_told():
    with pytest.raises(RequestError, match="is not an http address"):
        PilotGraph.connect("file:///etc/passwd")


def test_an_endpoint_that_is_not_there_is_told():
    with pytest.raises(SourceError, match=r"cannot be reached: .*; check the address"):
        PilotGraph.connect("http://127.0.0.1:9/sparql", path=TINY).ask(BARRIERS)
