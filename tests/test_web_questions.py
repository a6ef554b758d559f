"""A saved question has one address, at which readers get a page and programs get the same rows in every format."""

from __future__ import annotations

import csv
import io
import json

import bibtexparser
import openpyxl
import pyoxigraph as ox
import pytest
import rispy

from pilotgraph import PilotGraph
from pilotgraph.queries import ANYTHING, FREE, bind
from pilotgraph.web.media import ANSWERS
from pilotgraph.web.questions import choices
from pilotgraph.web.questions.answerpages import ROWS_OF_A_PAGE, TAKEN_AS
from pilotgraph.web.questions.asking import EVIDENCE, FORMAT, PAGE
from serving import client
from webpages import Page, words

GRAPH = PilotGraph.open()
QUESTIONS = GRAPH.questions()
NAMES = [question.name for question in QUESTIONS]
WITH_PARAMETERS = [question for question in QUESTIONS if question.parameters]
WITH_CHOICES = [
    each
    for each in WITH_PARAMETERS
    if not each.needs and any(parameter.choices or parameter.type not in FREE for parameter in each.parameters)
]
EFFECTS = "/questions/what-effects-were-found"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
FORMATS = {form.name: form for form in ANSWERS}
RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def service():
    with client() as asking:
        yield asking


def taken(service, name, form, **parameters):
    got = service.get(f"/questions/{name}", params={"format": form, **parameters})
    assert (got.status_code, got.headers["content-type"]) == (200, FORMATS[form].content_type)
    return got


def cells(answer):
    """What a table for programs says in each cell."""
    said = {"yes": "true", "no": "false"}
    boolean = "http://www.w3.org/2001/XMLSchema#boolean"
    return [
        [
            said[answer.shown(each)]
            if isinstance(each, ox.Literal) and each.datatype.value == boolean
            else answer.shown(each)
            for each in row
        ]
        for row in answer.rows
    ]


def test_the_page_offers_every_format_but_itself():
    assert {"html", *(name for _, names in TAKEN_AS for name in names)} == FORMATS.keys()


def test_no_parameter_has_a_name_that_means_something_else():
    names = {parameter.name for question in QUESTIONS for parameter in question.parameters}
    assert names & {FORMAT, EVIDENCE, PAGE} == set()
    assert "programme" in names


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_tables_of_text_hold_the_rows_with_labels(service, name, form):
    answer = GRAPH.ask(name)
    delimiter = {"csv": ",", "tsv": "\t"}[form]
    read = list(csv.reader(io.StringIO(taken(service, name, form).text, newline=""), delimiter=delimiter))
    assert read == [list(answer.columns), *cells(answer)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_results_of_the_w3c_hold_the_same_terms(service, name, form):
    answer = GRAPH.ask(name)
    kind = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[form]
    read = ox.parse_query_results(taken(service, name, form).content, kind)
    assert [variable.value for variable in read.variables] == list(answer.columns)
    assert [tuple(row) for row in read] == answer.rows


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_has_a_row_for_each_and_always_the_evidence(service, name):
    answer = GRAPH.ask(name, evidence=True)
    book = openpyxl.load_workbook(io.BytesIO(taken(service, name, "xlsx").content), read_only=True)
    rows = list(book["answer"].iter_rows(values_only=True))
    assert len(rows) == len(answer.rows) + 1
    evidence = list(book["evidence"].iter_rows(values_only=True))[1:]
    assert {line[0] for line in evidence} == {n for n, row in enumerate(answer.evidence, start=1) if row}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", RDF)
def test_rdf_holds_the_statements_behind_the_answer(service, name, form):
    read = ox.parse(taken(service, name, form).content, RDF[form])
    assert {(quad.subject, quad.predicate, quad.object) for quad in read} == set(
        GRAPH.statements_behind(GRAPH.ask(name))
    )


@pytest.mark.parametrize("name", NAMES)
def test_reference_managers_get_the_sources(service, name):
    entries = bibtexparser.parse_string(taken(service, name, "bibtex").text).entries
    records = rispy.loads(taken(service, name, "ris").text)
    assert len(entries) == len(records) > 0
    assert any("Lewis" in str(entry.fields_dict) for entry in entries) or not any(GRAPH.ask(name).statements)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_the_rows_and_the_question(service, name):
    answer = GRAPH.ask(name)
    got = taken(service, name, "html")
    page = Page(got.text)
    assert len(page.rows) == min(len(answer.rows), ROWS_OF_A_PAGE)
    assert GRAPH.question(name).question in page.said
    assert all(len(row) == len(page.headings) for row in page.rows)
    for row, statements in zip(page.rows, answer.statements, strict=False):
        if statements:
            assert words(row[-1]) == f"{len(statements)} statement{'s' * (len(statements) != 1)}"


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_can_be_asked_for_by_its_media_type(service, form):
    got = service.get(EFFECTS, headers={"Accept": FORMATS[form].type})
    assert got.headers["content-type"] == FORMATS[form].content_type
    assert got.content == service.get(EFFECTS, params={"format": form}).content or form == "xlsx"


def test_a_long_answer_is_cut_into_pages_for_readers_only(service):
    name = "how-many-statements-does-each-sentence-make"
    rows = len(GRAPH.ask(name).rows)
    assert rows > ROWS_OF_A_PAGE
    pages = [Page(service.get(f"/questions/{name}", params={"page": n}).text) for n in (1, 2)]
    assert [len(page.rows) for page in pages] == [ROWS_OF_A_PAGE, rows - ROWS_OF_A_PAGE]
    assert f"/questions/{name}/rows/{ROWS_OF_A_PAGE + 1}" in pages[1].links
    assert service.get(f"/questions/{name}", params={"page": 3}).status_code == 404
    assert service.get(f"/questions/{name}", params={"page": 2, "format": "csv"}).status_code == 400


@pytest.mark.parametrize("question", WITH_PARAMETERS, ids=lambda question: question.name)
def test_each_parameter_narrows_by_what_the_list_of_questions_says_it_can_be(service, question):
    for parameter in question.parameters:
        some = ["leadership", "unplanned-admissions"] if parameter.type == ANYTHING else ["1", "discussion.p2.s1"]
        known = [option.value for option in choices.allowed(GRAPH, parameter)] or some
        for value in known[:: max(1, len(known) - 1)][:2]:
            if parameter.type == "integer" and not value.isdecimal():
                continue
            answer = GRAPH.ask(question.name, **{parameter.name: value})
            got = taken(service, question.name, "json", **{parameter.name: value})
            assert [
                tuple(row) for row in ox.parse_query_results(got.content, ox.QueryResultsFormat.JSON)
            ] == answer.rows
            page = Page(taken(service, question.name, "html", **{parameter.name: value}).text)
            assert len(page.rows) == min(len(answer.rows), ROWS_OF_A_PAGE)
            if parameter.name in page.fields:
                assert [chosen for chosen, _, is_chosen in page.fields[parameter.name] if is_chosen] == [value]


@pytest.mark.parametrize("question", WITH_CHOICES, ids=lambda question: question.name)
def test_the_number_beside_a_choice_is_that_of_the_rows_it_gives(question):
    counted = 0
    for field in choices.fields(GRAPH, question, {}, {}, (), far=False):
        for option in field.options:
            if option.rows is not None:
                counted += 1
                rows = GRAPH.engine.run(bind(question, {field.name: option.term})).rows
                assert (field.name, option.value, len(rows)) == (field.name, option.value, option.rows)
    assert counted


def test_choices_are_counted_with_the_others_as_they_are(service):
    page = Page(service.get(EFFECTS, params={"basis": "table", "programme": "icps"}).text)
    offered = {value: text for value, text, _ in page.fields["basis"]}
    for value in ("table", "text"):
        rows = len(GRAPH.ask("what-effects-were-found", basis=value, programme="icps").rows)
        assert offered[value] == f"{value} ({rows})"


def test_what_is_left_empty_is_as_not_given(service):
    everything = service.get(EFFECTS, params={"format": "csv"}).content
    assert service.get(EFFECTS, params={"format": "csv", "programme": "", "basis": ""}).content == everything


def test_a_browser_is_led_to_the_address_without_what_is_empty(service):
    got = service.get(EFFECTS, params={"programme": "", "basis": "text"}, headers=BROWSER)
    assert (got.status_code, got.headers["location"]) == (303, f"{EFFECTS}?basis=text")


def test_a_thing_can_be_named_by_id_label_or_iri(service):
    given = ("icps", "Integrated Care Pilots", "programme:icps", "https://w3id.org/pilotgraph/id/programme/icps")
    answers = {service.get(EFFECTS, params={"format": "csv", "programme": each}).content for each in given}
    assert len(answers) == 1


def test_evidence_can_be_had_with_every_row(service):
    answer = GRAPH.ask("which-effects-have-a-size", evidence=True)
    path = "/questions/which-effects-have-a-size"
    read = service.get(path, params={"format": "json", "evidence": "true"}).json()
    assert [[each["gloss"] for each in row] for row in read["pilotgraph"]["evidence"]] == [
        [each.gloss for each in row] for row in answer.evidence
    ]
    lines = list(csv.DictReader(io.StringIO(service.get(path, params={"format": "csv", "evidence": "true"}).text)))
    assert {line["link"] for line in lines} == {
        at.link for row in answer.evidence for each in row for at in each.passages
    }
    assert "evidence" not in service.get(path, params={"format": "json"}).json()["pilotgraph"]


WRONG = {
    "programm=icps": "programme",
    "programme=icp": "icps",
    "programme=icps&programme=pioneers": "once",
    "basis=abstrac": "abstract",
    "format=cvs": "csv",
    "evidence=perhaps": "true",
    "page=none": "whole number",
    "programme=icps%3E%20%7D%20%23": "",
    "programme=%00": "",
}


@pytest.mark.parametrize(("query", "remedy"), WRONG.items())
def test_a_wrong_request_is_refused_with_what_to_do(service, query, remedy):
    got = service.get(f"{EFFECTS}?{query}", headers={"Accept": "application/json"})
    assert (got.status_code, got.headers["content-type"]) == (400, "application/problem+json")
    problems = got.json()["problems"]
    assert [problem["where"] for problem in problems] == [query.partition("=")[0]]
    assert remedy in problems[0]["remedy"]
    page = service.get(f"{EFFECTS}?{query}", headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (400, "text/html; charset=utf-8")
    # What a value could have been is offered as a link.
    assert remedy in Page(page.text).said or f"{EFFECTS}?programme={remedy}" in Page(page.text).links
    assert "<table" not in page.text


def test_all_problems_are_told_at_once(service):
    got = service.get(f"{EFFECTS}?nonsense=1&basis=abstrac&period=never&evidence=perhaps&format=csv")
    assert {problem["where"] for problem in got.json()["problems"]} == {"nonsense", "basis", "period", "evidence"}


def test_a_wrong_value_is_told_at_its_field_and_the_others_stay_chosen(service):
    got = service.get(EFFECTS, params={"programme": "icps", "basis": "abstrac"}, headers=BROWSER)
    page = Page(got.text)
    chosen = {name: [value for value, _, is_chosen in options if is_chosen] for name, options in page.fields.items()}
    assert (chosen["programme"], chosen["basis"]) == (["icps"], ["abstrac"])
    assert 'aria-describedby="hint-basis wrong-basis"' in got.text
    assert "wrong-basis" in page.ids
    assert f"{EFFECTS}?programme=icps&basis=abstract" in page.links


def test_a_question_that_is_not_there_is_not_found_and_near_ones_are_named(service):
    for path in ("/questions/what-effects-weer-found", "/questions/what-effects-weer-found.rq"):
        got = service.get(path)
        assert got.status_code == 404
        assert "what-effects-were-found" in got.json()["problems"][0]["remedy"]
    page = service.get("/questions/what-effects-weer-found", headers=BROWSER)
    assert page.status_code == 404
    assert EFFECTS in Page(page.text).links


def test_the_beginning_of_a_name_leads_to_the_whole(service):
    got = service.get("/questions/what-effects?basis=text")
    assert (got.status_code, got.headers["location"]) == (307, f"{EFFECTS}?basis=text")


def test_a_form_that_there_is_not_is_not_acceptable(service):
    assert service.get(EFFECTS, headers={"Accept": "image/png"}).status_code == 406


def test_the_list_of_questions_is_for_readers_and_for_programs(service):
    page = Page(service.get("/questions", headers=BROWSER).text)
    assert {f"/questions/{name}" for name in NAMES} <= set(page.links)
    listed = service.get("/questions", headers={"Accept": "application/json"}).json()
    assert [each["name"] for each in listed] == NAMES
    for each in listed:
        question = GRAPH.question(each["name"])
        assert [parameter["name"] for parameter in each["parameters"]] == [one.name for one in question.parameters]
    effects = next(each for each in listed if each["name"] == "what-effects-were-found")
    programmes = {each["value"]: each["label"] for each in effects["parameters"][0]["values"]}
    assert programmes == {
        row["id"]: row["label"]
        for row in GRAPH.sparql(
            "PREFIX pg: <https://w3id.org/pilotgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
            'SELECT (REPLACE(STR(?p), ".*/", "") AS ?id) ?label { ?p a pg:Programme ; skos:prefLabel ?label }'
        ).to_dicts()
    }


def test_a_question_is_served_as_its_file(service):
    got = service.get(f"{EFFECTS}.rq")
    assert got.headers["content-type"] == "application/sparql-query; charset=utf-8"
    with open(f"{GRAPH.folder.queries}/what-effects-were-found.rq", "rb") as file:
        assert got.content == file.read()
    assert service.get(f"{EFFECTS}.rq?programme=icps").status_code == 400


def test_the_openapi_document_has_every_question_and_its_choices(service):
    document = service.get("/openapi.json").json()
    assert {f"/questions/{name}" for name in NAMES} <= document["paths"].keys()
    assert {"icps", "pioneers", "vanguards"} == set(document["components"]["schemas"]["id-of-Programme"]["enum"])


def test_an_answer_that_did_not_change_is_not_sent_again(service):
    for form in ("html", "csv"):
        tag = service.get(EFFECTS, params={"format": form}).headers["etag"]
        again = service.get(EFFECTS, params={"format": form}, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        other = service.get(EFFECTS, params={"format": form, "basis": "text"}, headers={"If-None-Match": tag})
        assert other.status_code == 200


def test_the_page_says_how_to_cite_what_ran_and_how_to_fetch_it(service):
    answer = GRAPH.ask("what-effects-were-found", programme="icps")
    got = service.get(EFFECTS, params={"programme": "icps"})
    said = words(Page(got.text).said)
    assert f"{len(answer.rows)} rows, SHA-256" in said
    assert words(answer.origin.text) in said
    assert "pandas.read_csv(" in said
    assert json.loads(service.get(EFFECTS, params={"programme": "icps", "format": "json"}).text)["pilotgraph"][
        "sparql"
    ] == (answer.origin.text)


def test_an_empty_answer_says_what_absence_means(service):
    params = {"basis": "abstract", "significance": "significant"}
    assert not GRAPH.ask("what-effects-were-found", **params).rows
    said = words(Page(service.get(EFFECTS, params=params).text).said)
    assert GRAPH.question("what-effects-were-found").empty in said
    assert "not that it did not happen" in said


def test_an_empty_answer_leads_to_the_choices_that_are_in_its_way(service):
    params = {"basis": "abstract", "significance": "significant"}
    page = Page(service.get(EFFECTS, params=params).text)
    for left in params:
        rows = len(GRAPH.ask("what-effects-were-found", **{left: params[left]}).rows)
        assert f"{EFFECTS}?{left}={params[left]}" in page.links
        assert f"there are {rows} rows" in words(page.said)


@pytest.mark.parametrize("question", WITH_PARAMETERS, ids=lambda question: question.name)
def test_wherever_a_choice_empties_an_answer_the_page_leads_back_to_rows(service, question):
    for field in choices.fields(GRAPH, question, {}, {}, (), far=False):
        empty = next((option for option in field.options if option.rows == 0), None)
        if empty and GRAPH.ask(question.name).rows:
            page = Page(service.get(f"/questions/{question.name}", params={field.name: empty.value}).text)
            assert words(page.said).count(f"Leave {field.heading.lower()} open") == 1
