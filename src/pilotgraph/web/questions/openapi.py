"""Describes the web interface to programs, as an OpenAPI document made from the headers of the saved questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from pilotgraph.graph import BEHIND
from pilotgraph.names import CODE_LISTS, IDENTIFIER, KINDS
from pilotgraph.queries import ANYTHING, Parameter, Question
from pilotgraph.tokens import projected
from pilotgraph.web.media import ANSWERS, GRAPHS, HTML, JSON, PROBLEM, TABLES, XLSX, Media
from pilotgraph.web.problems import KINDS as REFUSALS
from pilotgraph.web.protocol import DIRECT, FORM
from pilotgraph.web.questions.schemas import SCHEMAS

LISTED_AT_MOST = 60
ABOUT = (
    "Saved questions over a knowledge graph of England's national integrated-care pilot programmes, each with typed "
    "parameters, and a SPARQL endpoint that only reads. Answers are given in the format that `format` names, else in "
    "the one that the request accepts. They carry an ETag and are not sent again to who names it in If-None-Match. "
    "A parameter that a question does not take is refused with 400, not passed over; one that is sent empty is left "
    "open. Refusals come as JSON, and as a page to who wants a page."
)
EVIDENCE = {
    "name": "evidence",
    "in": "query",
    "allowEmptyValue": True,
    "description": "Whether every row also carries its statements and their passages (not in XML and RDF).",
    "schema": {"type": "boolean", "default": False},
}
SHORTER = "The page is at a shorter address, without the parameters that were sent empty."
# The statuses with which a request may be refused: of a page or a question, and of the endpoint.
ASKING = (400, 404, 406, 431, 500, 502, 503)
QUERYING = (400, 403, 406, 408, 413, 415, 422, 431, 500, 502, 503)


def document(
    questions: Iterable[Question], choices: Mapping[str, Sequence[tuple[str, str]]], version: str, address: str
) -> dict[str, Any]:
    """
    The OpenAPI 3.1 document of a server, as plain values for JSON.

    choices: for each class that a parameter has as its type, such as "Programme", the ids that the server takes with
        their labels. Up to 60 are listed; a class that is larger, or missing here, takes any text.
    version: of the graph. address: of the server, such as "https://example.org/pilotgraph".
    """
    asked = list(questions)
    types = {parameter.type for question in asked for parameter in question.parameters}
    listed = {kind: known for kind, known in choices.items() if kind in types and 0 < len(known) <= LISTED_AT_MOST}
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "PilotGraph",
            "version": version,
            "description": ABOUT,
            "license": {"name": "CC BY 4.0 (the graph)", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": address.rstrip("/")}],
        "tags": [{"name": topic} for topic in sorted({question.topic for question in asked})],
        "paths": {
            "/questions": {"get": _listing()},
            **{f"/questions/{question.name}": {"get": _asking(question, listed)} for question in asked},
            "/sparql": _endpoint(),
            "/id/{kind}/{id}": {"get": _description()},
        },
        "components": {
            "schemas": SCHEMAS | {_id_of(kind): _ids(listed[kind]) for kind in sorted(listed)},
            "parameters": {"format": _format(ANSWERS), "evidence": EVIDENCE},
            "responses": {f"refused-{status}": _refusal(status) for status in sorted({*ASKING, *QUERYING})},
        },
    }


def _listing() -> dict[str, Any]:
    listed = {"type": "array", "items": _ref("schemas", "Question")}
    content = {JSON.type: {"schema": listed}, HTML.type: _content(HTML)}
    return {
        "operationId": "questions",
        "summary": "List the saved questions",
        "description": "Each with its parameters, what a row of its answer is, and what an empty answer means.",
        "parameters": [_format((HTML, JSON))],
        "responses": _responses("The saved questions.", content, ASKING),
    }


def _asking(question: Question, listed: Collection[str]) -> dict[str, Any]:
    columns = [name for name in projected(question.text) if name not in BEHIND]
    answer = {
        "allOf": [
            _ref("schemas", "Answer"),
            {"properties": {"head": {"properties": {"vars": {"const": columns}}}}},
        ]
    }
    content = {form.type: _content(form) for form in ANSWERS} | {TABLES[0].type: {"schema": answer}}
    own = [_parameter(each, each.type in listed) for each in question.parameters]
    return {
        "operationId": question.name,
        "summary": question.question,
        "description": f"{_sentence(question.row)} It counts {question.counts}. When empty: {question.empty}",
        "tags": [question.topic],
        "parameters": [*own, _ref("parameters", "format"), _ref("parameters", "evidence")],
        "responses": _responses("The answer.", content, ASKING) | {"303": {"description": SHORTER}},
    }


def _parameter(parameter: Parameter, listed: bool) -> dict[str, Any]:
    said = _sentence(parameter.help)
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    if parameter.type == "integer":
        # What the server reads as a whole number has up to 18 digits.
        schema = {"type": "integer", "minimum": 1 - 10**18, "maximum": 10**18 - 1}
    elif parameter.choices:
        schema = {"type": "string", "enum": list(parameter.choices)}
    elif listed:
        schema = _ref("schemas", _id_of(parameter.type))
    elif parameter.type == ANYTHING:
        said += " An id, a label or an IRI of anything in the graph."
    elif parameter.type != "text":
        said += f" An id, a label or an IRI of the class {parameter.type}."
    if parameter.default is not None:
        said += ' "any" leaves it open.'
        default = int(parameter.default) if parameter.type == "integer" else parameter.default
        schema = {"anyOf": [schema, {"const": "any"}], "default": default}
    return {"name": parameter.name, "in": "query", "allowEmptyValue": True, "description": said, "schema": schema}


def _id_of(kind: str) -> str:
    # A class of another vocabulary is written with a colon, which a component's name must not have.
    return f"id-of-{kind.replace(':', '.')}"


def _ids(known: Sequence[tuple[str, str]]) -> dict[str, Any]:
    labels = "\n".join(f"- `{name}`: {label}" for name, label in known)
    return {"type": "string", "enum": [name for name, _ in known], "description": labels}


def _endpoint() -> dict[str, Any]:
    content = {form.type: _content(form) for form in (*TABLES, *GRAPHS)}
    content[TABLES[0].type] = {"schema": _ref("schemas", "Results")}
    answered = _responses("Results of SELECT and ASK, triples of CONSTRUCT and DESCRIBE.", content, QUERYING)
    query: dict[str, Any] = {"type": "string", "minLength": 1}
    graphs: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "iri"}}
    # Clients that ask for a name of their own by it ask for the format in their header, too.
    names = [form.name for form in (*TABLES, *GRAPHS)]
    wanted = {
        **_format(()),
        "description": "The format of the answer; without it, or where it is not known, what the request accepts.",
        "schema": {"type": "string", "examples": names},
    }
    fields = {
        "query": {
            **query,
            "description": "In SPARQL 1.1. Updates are refused, and SERVICE unless its host is allowed.",
        },
        "default-graph-uri": {**graphs, "description": "Graphs that are asked together; without any, all are."},
        "named-graph-uri": {**graphs, "description": "Graphs that GRAPH clauses may name."},
    }
    parameters = [{"name": name, "in": "query", "schema": schema} for name, schema in fields.items()]
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {**fields, "format": {**wanted["schema"], "description": wanted["description"]}},
    }
    editor = "A browser is led to the page on which queries are written."
    get = {
        "operationId": "sparql-get",
        "summary": "Answer a SPARQL query",
        "description": "By the SPARQL 1.1 Protocol. Without a query it describes the service, in RDF.",
        "parameters": [*parameters, wanted],
        "responses": answered | {"303": {"description": editor}},
    }
    post = {
        "operationId": "sparql-post",
        "summary": "Answer a SPARQL query that is sent as a form or by itself",
        "description": "By the SPARQL 1.1 Protocol. Graphs are named in the form, or in the address of a bare query.",
        "parameters": [*parameters[1:], wanted],
        "requestBody": {"required": True, "content": {FORM: {"schema": form}, DIRECT: {"schema": query}}},
        "responses": {status: response for status, response in answered.items() if status != "304"},
    }
    return {"get": get, "post": post}


def _description() -> dict[str, Any]:
    kinds = {"type": "string", "enum": [*KINDS, *CODE_LISTS]}
    name = {"type": "string", "pattern": f"^{IDENTIFIER}$"}
    forms = (HTML, *GRAPHS)
    kind, identifier = {"example": "programme"}, {"example": "icps"}
    return {
        "operationId": "describe",
        "summary": "Say everything about a thing, and what points to it",
        "description": "Programmes, factors, outcomes, statements, passages and all else that has an IRI of its own.",
        "parameters": [
            {"name": "kind", "in": "path", "required": True, "description": "What it is.", "schema": kinds, **kind},
            {"name": "id", "in": "path", "required": True, "description": "Its id.", "schema": name, **identifier},
            _format(forms),
        ],
        "responses": _responses("What is recorded.", {form.type: _content(form) for form in forms}, ASKING),
    }


def _format(offered: Iterable[Media]) -> dict[str, Any]:
    said = "The format of the answer; without it, what the request accepts."
    names = [form.name for form in offered]
    schema = {"type": "string", "enum": names}
    return {"name": "format", "in": "query", "allowEmptyValue": True, "description": said, "schema": schema}


def _responses(said: str, content: Mapping[str, Any], refused: Iterable[int]) -> dict[str, Any]:
    tag = {"ETag": {"description": "Names this very answer.", "schema": {"type": "string"}}}
    return {
        "200": {"description": said, "headers": tag, "content": content},
        "304": {"description": "The answer is the one that If-None-Match names."},
        **{str(status): _ref("responses", f"refused-{status}") for status in refused},
    }


def _refusal(status: int) -> dict[str, Any]:
    reasons = "; or: ".join(said for code, said in REFUSALS.values() if code == status)
    content = {PROBLEM.type: {"schema": _ref("schemas", "Problem")}, HTML.type: _content(HTML)}
    return {"description": f"{reasons}.", "content": content}


def _content(form: Media) -> dict[str, Any]:
    if form is XLSX:
        # Bytes have no schema.
        return {}
    return {"schema": {"type": ["array", "object"] if form.name == "jsonld" else "string"}}


def _ref(part: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{part}/{name}"}


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")
