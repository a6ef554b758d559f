"""Facts about the description of the web interface to programs."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

import serving
from pilotgraph.errors import Problem
from pilotgraph.formats import FORMATS
from pilotgraph.names import shorten
from pilotgraph.queries import Parameter, Question
from pilotgraph.results import as_json
from pilotgraph.things import class_iri
from pilotgraph.web.problems import KINDS, Refusal
from pilotgraph.web.problems import as_json as as_json_refusal
from pilotgraph.web.questions.answerpages import listed
from pilotgraph.web.questions.openapi import document

ADDRESS = "https://example.org/pilotgraph/"
CSV, JSON, PROBLEM = "text/csv", "application/sparql-results+json", "application/problem+json"


@pytest.fixture(scope="module")
def choices(graph):
    """The things of each class by the last part of their IRI, as a server would offer them."""
    types = {parameter.type for question in graph.questions() for parameter in question.parameters}
    found = {}
    for kind in sorted(types - {"integer", "text"}):
        answer = graph.sparql(f"SELECT DISTINCT ?thing {{ ?thing a <{class_iri(kind)}> }} ORDER BY ?thing")
        found[kind] = [(shorten(row[0].value).partition(":")[2], answer.shown(row[0])) for row in answer]
    return found


@pytest.fixture(scope="module")
def described(graph, choices):
    return json.loads(json.dumps(document(graph.questions(), choices, graph.version, ADDRESS)))


def resolved(described, node):
    """What a reference points to, or the node itself."""
    if "$ref" in node:
        _, *names = node["$ref"].split("/")
        for name in names:
            described = described[name]
        return described
    return node


def parameters(described, name: str) -> dict[str, dict]:
    listed = described["paths"][f"/questions/{name}"]["get"]["parameters"]
    return {each["name"]: each for each in (resolved(described, each) for each in listed)}


def schema(described, name: str, parameter: str) -> dict:
    return resolved(described, parameters(described, name)[parameter]["schema"])


def fits(described, wanted: dict, value: object) -> bool:
    return Draft202012Validator({**wanted, "components": described["components"]}).is_valid(value)


def answered(described, path: str) -> dict:
    return described["paths"][path]["get"]["responses"]["200"]["content"]


def test_the_document_is_valid(described):
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_a_document_that_is_not_valid_is_noticed(described):
    """Else the test above would say nothing."""
    spoilt = {**described, "info": {}}
    assert list(OpenAPIV31SpecValidator(spoilt).iter_errors())


def test_every_question_has_its_path_and_words(described, graph):
    paths = described["paths"]
    questions = graph.questions()
    assert len(paths) == len(questions) + len(["/questions", "/sparql", "/id/{kind}/{id}"])
    for question in questions:
        told = paths[f"/questions/{question.name}"]["get"]
        assert (told["operationId"], told["summary"]) == (question.name, question.question)
        assert question.empty in told["description"]
        assert [*parameters(described, question.name)] == [*(p.name for p in question.parameters), "format", "evidence"]
    assert described["servers"] == [{"url": "https://example.org/pilotgraph"}]


def test_a_class_of_things_is_a_choice_of_ids_with_their_labels(described):
    programme = schema(described, "what-effects-were-found", "programme")
    assert programme == {
        "type": "string",
        "enum": ["icps", "pioneers", "vanguards"],
        "description": "- `icps`: Integrated Care Pilots\n- `pioneers`: Integrated Care and Support Pioneers\n"
        "- `vanguards`: New Care Model Vanguards",
    }


def test_a_number_is_a_whole_number_and_a_text_one_of_its_choices(described):
    assert schema(described, "which-references-are-cited", "number")["type"] == "integer"
    kind = schema(described, "what-was-each-programme-to-achieve", "kind")
    assert kind == {"type": "string", "enum": ["aim", "expectation", "success-criterion"]}
    assert schema(described, "how-many-statements-does-each-sentence-make", "place") == {
        "type": "string",
        "minLength": 1,
    }


def test_no_parameter_of_a_question_is_called_like_one_of_the_server(graph):
    for question in graph.questions():
        assert {parameter.name for parameter in question.parameters} & {"format", "evidence"} == set()


def test_every_id_that_is_offered_is_understood(described, graph):
    tried = 0
    for question in graph.questions():
        for parameter in question.parameters:
            for value in schema(described, question.name, parameter.name).get("enum", []):
                term = graph.values(question, {parameter.name: value})[parameter.name]
                assert re.split("[/#]", term.value)[-1] == value
                tried += 1
    assert tried > 500


@pytest.mark.parametrize(("size", "listed"), [(0, False), (1, True), (500, True), (501, False)])
def test_a_class_is_listed_while_a_reader_can_oversee_it(size, listed):
    question = asked(Parameter("thing", "skos:Concept", "only this thing"))
    made = document([question], {"skos:Concept": [(f"t{number}", "T") for number in range(size)]}, "1", ADDRESS)
    assert list(OpenAPIV31SpecValidator(made).iter_errors()) == []
    assert len(schema(made, "q", "thing").get("enum", [])) == (size if listed else 0)
    told = parameters(made, "q")["thing"]["description"]
    assert ("of the class skos:Concept" in told) is not listed


def test_a_default_is_told_and_how_to_do_without_it():
    made = document([asked(Parameter("year", "integer", "only this year", "2013"))], {}, "1", ADDRESS)
    year = parameters(made, "q")["year"]
    assert year["schema"]["default"] == 2013
    assert year["description"] == 'Only this year. "any" leaves it open.'
    assert [fits(made, year["schema"], value) for value in (2015, "any", "later")] == [True, True, False]


def asked(parameter: Parameter) -> Question:
    return Question("q", "Which?", "T", "one row each", "things", "None.", (parameter,), "SELECT ?a { ?a ?b ?c }")


def test_every_answer_is_as_described(described, graph):
    for question in graph.questions():
        wanted = answered(described, f"/questions/{question.name}")[JSON]["schema"]
        written = json.loads(as_json(graph.ask(question.name, evidence=True)))
        Draft202012Validator({**wanted, "components": described["components"]}).validate(written)


def test_an_answer_that_is_otherwise_is_noticed(described, graph):
    wanted = answered(described, "/questions/which-effects-have-a-size")[JSON]["schema"]
    written = json.loads(as_json(graph.ask("which-effects-have-a-size", evidence=True)))
    assert fits(described, wanted, written)
    others = [json.loads(as_json(graph.ask("who-wrote-the-article")))]
    for spoil in (
        lambda value: value.pop("pilotgraph"),
        lambda value: value["pilotgraph"].pop("version"),
        lambda value: value["pilotgraph"]["evidence"][0][0].pop("passages"),
        lambda value: value["pilotgraph"]["evidence"][0][0]["passages"][0].update(text="copied"),
        lambda value: value["results"]["bindings"][0]["subject"].update(type="typed-literal"),
        lambda value: value["head"]["vars"].reverse(),
    ):
        spoilt = json.loads(json.dumps(written))
        spoil(spoilt)
        others.append(spoilt)
    assert [fits(described, wanted, other) for other in others] == [False] * 7


def test_the_list_of_questions_is_as_described(described, graph):
    wanted = answered(described, "/questions")["application/json"]["schema"]
    sent = [listed(graph, each) for each in graph.questions()]
    assert fits(described, wanted, json.loads(json.dumps(sent)))
    assert not fits(described, wanted, [{"name": "q"}])


@pytest.mark.parametrize("text", ["SELECT ?s { ?s ?p ?o } LIMIT 2", "ASK { ?s ?p ?o }"])
def test_results_of_the_endpoint_are_as_described(described, graph, text):
    wanted = answered(described, "/sparql")[JSON]["schema"]
    written = graph.engine.store.query(text, use_default_graph_as_union=True)
    assert fits(described, wanted, json.loads(written.serialize(format=ox.QueryResultsFormat.JSON)))
    assert not fits(described, wanted, {"head": {}})


def test_every_format_can_be_asked_for_by_name_and_by_media_type(described):
    """The eleven in which an answer is taken away, and the page."""
    names = schema(described, "which-effects-have-a-size", "format")["enum"]
    assert names == [
        *("html", "json", "xml", "csv", "tsv", "xlsx", "turtle", "ntriples", "jsonld", "rdfxml", "bibtex", "ris")
    ]
    assert {*names} == {"html", *FORMATS}
    media = answered(described, "/questions/which-effects-have-a-size")
    assert len(media) == len(names)
    assert {"text/html", CSV, JSON, "text/turtle", "application/ld+json", "application/x-bibtex"} <= set(media)


def test_whatever_is_refused_is_refused_in_the_same_form(described):
    said = Problem("programme", "there is no such programme", "did you mean icps?")
    sent = as_json_refusal(Refusal("bad-request", said, details={"line": 1}), "/questions/q")
    problem = json.loads(bytes(sent.body))
    refused = 0
    for path in described["paths"].values():
        for method, operation in path.items():
            assert {"200", "400", "406", "500", "503"} <= set(operation["responses"])
            assert ("304" in operation["responses"]) is (method == "get")
            for status, response in operation["responses"].items():
                if status.startswith(("4", "5")):
                    (content, page) = resolved(described, response)["content"].items()
                    assert page[0] == "text/html"
                    assert content[0] == PROBLEM
                    assert fits(described, content[1]["schema"], problem)
                    assert not fits(described, content[1]["schema"], {**problem, "problems": ["wrong"]})
                    refused += 1
    assert refused > 400


def test_every_kind_of_refusal_is_told(described):
    """A method that is not allowed is no operation, so that its refusal has no place here."""
    told = " ".join(response["description"] for response in described["components"]["responses"].values())
    assert {kind for kind, (_, said) in KINDS.items() if said not in told} == {"method-not-allowed"}
    whole = {
        kind.rpartition("/")[2] for kind in described["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    }
    assert whole == {*KINDS}


def test_a_query_is_sent_in_the_three_ways_of_the_protocol(described):
    endpoint = described["paths"]["/sparql"]
    assert "query" in {parameter["name"] for parameter in endpoint["get"]["parameters"]}
    sent = endpoint["post"]["requestBody"]["content"]
    assert set(sent) == {"application/x-www-form-urlencoded", "application/sparql-query"}
    assert sent["application/x-www-form-urlencoded"]["schema"]["required"] == ["query"]


@pytest.mark.parametrize(
    ("method", "sent", "accept", "status"),
    [
        ("GET", {"params": {"query": "SELECT ?s { ?s ?p ?o } LIMIT 2"}}, JSON, 200),
        ("GET", {"params": {"query": "ASK {}", "format": "json"}}, "*/*", 200),
        ("GET", {"params": {"query": "CONSTRUCT WHERE { ?s ?p 2008 }", "format": "jsonld"}}, "*/*", 200),
        ("GET", {}, "text/turtle", 200),
        ("GET", {"params": {"query": "ASK {}"}}, "text/html,*/*;q=0.8", 303),
        ("GET", {"params": {"query": "SELECT"}}, "*/*", 400),
        ("GET", {"params": {"query": "DROP ALL"}}, "*/*", 403),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"}}, "*/*", 403),
        ("GET", {"params": {"query": "ASK {}"}}, "image/png", 406),
        ("POST", {"data": {"query": "ASK {}"}}, "*/*", 200),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "application/sparql-query"}}, "*/*", 200),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, "*/*", 415),
    ],
)
def test_the_endpoint_answers_as_described(described, service, method, sent, accept, status):
    headers = {"Accept": accept, **sent.get("headers", {})}
    answer = service.request(method, "/sparql", **{**sent, "headers": headers})
    responses = described["paths"]["/sparql"][method.lower()]["responses"]
    assert answer.status_code == status
    told = resolved(described, responses[str(status)])
    if "content" in told:
        media = answer.headers["Content-Type"].partition(";")[0]
        body = answer.json() if media.endswith("json") else answer.text
        assert fits(described, told["content"][media]["schema"], body)


@pytest.fixture(scope="module")
def service():
    with serving.client() as asking:
        yield asking
