"""The shapes of the JSON that the web interface sends: results, evidence, saved questions and problems."""

from __future__ import annotations

from typing import Any

from pilotgraph.evidence import Evidence, Passage
from pilotgraph.queries import Needed, Parameter, Question
from pilotgraph.web.problems import KINDS

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object that has these members and no others."""
    return {
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "properties": properties,
        "additionalProperties": False,
    }


def _all(kind: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{kind}"}}


TERM = _object(
    {
        "type": {"enum": ["uri", "literal", "bnode"]},
        "value": TEXT,
        "datatype": {"type": "string", "format": "iri"},
        "xml:lang": TEXT,
    },
    optional=("datatype", "xml:lang"),
)
HEAD = {"type": "object", "required": ["vars"], "properties": {"vars": TEXTS}}
ROWS = {
    "type": "object",
    "required": ["bindings"],
    "properties": {
        "bindings": {
            "type": "array",
            "items": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Term"}},
        }
    },
}
MORE = _object(
    {
        "version": {**TEXT, "description": "Of the graph."},
        "citation": {**TEXT, "description": "How to cite the graph."},
        "asked": {**TEXT, "description": "The question in words."},
        "sparql": {**TEXT, "description": "The query that ran, with its parameters filled in."},
        "labels": {"type": "object", "additionalProperties": TEXT, "description": "By IRI."},
        "evidence": {
            "type": "array",
            "items": _all("Evidence"),
            "description": "For each row, in order, its statements; there only if asked for.",
        },
    },
    optional=("asked", "sparql", "evidence"),
)
WRONG = _object(
    {
        "where": {**TEXT, "description": "Such as the parameter that it is about."},
        "what": {**TEXT, "description": "What is wrong there."},
        "remedy": {**TEXT, "description": "What to do about it; may be empty."},
    }
)

NEEDS = {"anyOf": [{"type": "null"}, _object(dict.fromkeys(Needed._fields, TEXT))]}

SCHEMAS: dict[str, Any] = {
    "Answer": {
        "description": "The W3C's SPARQL results JSON with one more member, `pilotgraph`.",
        **_object({"pilotgraph": MORE, "head": HEAD, "results": ROWS}),
    },
    "Results": {
        "description": "The W3C's SPARQL results JSON, of SELECT or of ASK.",
        "type": "object",
        "required": ["head"],
        "properties": {"head": {"type": "object"}, "results": ROWS, "boolean": {"type": "boolean"}},
        "oneOf": [{"required": ["results"]}, {"required": ["boolean"]}],
    },
    "Term": TERM,
    "Evidence": {
        "description": "A statement in our words, and the passages that support it.",
        **_object(
            dict.fromkeys(Evidence._fields, TEXT) | {"about": TEXTS, "may_be_about": TEXTS, "passages": _all("Passage")}
        ),
    },
    "Passage": {
        "description": "A place in a source, located by its first and last words; `link` opens the source there.",
        **_object(dict.fromkeys(Passage._fields, TEXT)),
    },
    "Question": {
        "description": "A saved question; `text` is its SPARQL with a line for each parameter, `needs` what must stand "
        "beside the graph.",
        **_object(dict.fromkeys(Question._fields, TEXT) | {"parameters": _all("Parameter"), "needs": NEEDS}),
    },
    "Parameter": {
        "description": "Something a question can be narrowed by; its `type` is a class, or integer, or text; `values` "
        "lists what it can be, and is empty where any text or number will do.",
        **_object(
            dict.fromkeys(Parameter._fields, TEXT)
            | {
                "default": {"type": ["string", "null"]},
                "choices": TEXTS,
                "values": {"type": "array", "items": _object({"value": TEXT, "label": TEXT})},
            }
        ),
    },
    "Problem": {
        "description": "What is wrong with a request, in the form of RFC 9457, with every problem in `problems`; a "
        "mistake in a query comes with its `line` and `column`.",
        "type": "object",
        "required": ["type", "title", "status", "detail", "problems"],
        "properties": {
            "type": {"enum": [f"https://w3id.org/pilotgraph/problem/{kind}" for kind in KINDS]},
            "title": TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": TEXT,
            "instance": {"type": "string", "format": "uri-reference"},
            "problems": {"type": "array", "items": WRONG},
        },
    },
}
