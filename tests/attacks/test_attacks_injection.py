"""No value changes the query around it, and none brings anything into a page."""

from __future__ import annotations

import json
import re
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from conftest import Target
from curated import ROOT
from pilotgraph import PilotGraph
from pilotgraph.errors import RequestError
from pilotgraph.queries import Parameter, Question, bind, read_all
from serving import running
from spotting import EVIL, MARK, Page
from wires import ask

QUESTIONS = read_all(str(ROOT / "queries"))
BREAKING = {
    "end of an IRI": "> } DROP ALL #",
    "end of a list": "icps } ?s ?p ?o . VALUES ?x { icps",
    "everything instead": "> } { SELECT * { ?s ?p ?o } } #",
    "quotation mark": 'x" } #',
    "single quotation mark": "x' } #",
    "long quotation marks": '""" } #',
    "backslash at the end": "x\\",
    "backslash and quotation mark": 'x\\" } #',
    "UNDEF": "UNDEF",
    "UNDEF twice": "UNDEF UNDEF",
    "variable": "?subject",
    "newline": "icps\nDROP ALL",
    "carriage return": "icps\r} #",
    "other line ends": "icps\u2028} #\u2029\x85",
    "comment": "icps # and nothing more",
    "zero": "icps\x00",
    "controls": "\x01\x08\x0b\x1b[31m\x7f",
    "escaped end of an IRI": "icps\\u003e } #",
    "long escape": "\\U0000003E",
    "language": "icps@en",
    "type": "icps^^<http://a/b>",
    "blank node": "_:b",
    "function": "IRI('http://a/b')",
    "written backwards": "icps\u202egnp.exe",
    "invisible": "i\u200bcps\u2060",
    "overlong": "icps" * 5000,
    "astral": "\U0001f47e\U0010ffff",
    "private": "\ue000\ufdd0\ufffe",
    "SERVICE": "> } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #",
    "IRI and more": "https://w3id.org/pilotgraph/id/programme/icps> <http://a/b",
    "relative": "../programme/icps",
    "brackets of a template": "{{7*7}}${7*7}%(x)s{0}",
}
# As they stand in an address: what no text is.
BROKEN = ("%ED%A0%80", "%FF%FE", "%C0%BE", "%", "%zz", "%F5%80%80%80", "icps%00", "%E2%80", "%C1%9E%20%7D")


def free(parameter: Parameter) -> bool:
    """Whether any text at all is a value."""
    return parameter.type == "text" and not parameter.choices


def is_that_literal(question: Question, parameter: str, text: str, value: str) -> bool:
    """Whether a query is the saved one with this value, and nothing else, in the place of its parameter."""
    for each in question.parameters:
        line = re.compile(rf"^[ \t]*VALUES \?{each.name} \{{ UNDEF \}}[ \t]*\n", re.MULTILINE)
        question = question._replace(text=line.sub("\0\n" if each.name == parameter else "", question.text))
    before, _, after = question.text.partition("\0\n")
    assert text.startswith(before)
    assert text.endswith(after)
    found = re.fullmatch(rf"\s*VALUES \?{parameter} \{{ (\".*\") \}}\n", text[len(before) : len(text) - len(after)])
    assert found, text
    triple = next(iter(ox.parse(f"<a:a> <a:b> {found[1]} .", ox.RdfFormat.TURTLE)))
    return bool(triple.object == ox.Literal(value))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_only_a_term_takes_the_place_of_a_parameter(graph: PilotGraph, question: Question) -> None:
    open_ = {each.name: None for each in question.parameters}
    for parameter in question.parameters:
        for value in BREAKING.values():
            if not free(parameter):
                with pytest.raises(RequestError):
                    graph.values(question, {**open_, parameter.name: value})
                continue
            bound = bind(question, graph.values(question, {**open_, parameter.name: value}))
            assert is_that_literal(question, parameter.name, bound, value.strip())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_value_gets_another_answer_over_http(target: Target, question: Question) -> None:
    """Every parameter of every question, each with the next few of the values."""
    sent = cycle([*BREAKING.values()])
    start = QUESTIONS.index(question) * 3
    for parameter in question.parameters:
        for value in islice(sent, start, start + 4):
            path = f"/questions/{question.name}?format=json&{parameter.name}={quote(value)}"
            if any(each.default for each in question.parameters if each.name != parameter.name):
                path += "".join(f"&{each.name}=any" for each in question.parameters if each.name != parameter.name)
            answer = ask(target.address, path)
            said = json.loads(answer.body)
            if free(parameter) and answer.status == 200:
                assert is_that_literal(question, parameter.name, said["pilotgraph"]["sparql"], value.strip())
                assert said["results"]["bindings"] == []
            else:
                assert answer.status == 400, path
                assert parameter.name in [each["where"] for each in said["problems"]]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_no_text_is_no_value(target: Target, broken: str) -> None:
    for path in (
        f"/questions/what-effects-were-found?format=json&programme={broken}",
        f"/questions/what-effects-were-found?format=json&{broken}=icps",
        f"/sparql?query={broken}",
        f"/sparql?query=ASK%7B%7D&default-graph-uri={broken}",
        f"/about?iri={broken}",
        f"/id/programme/{broken}",
        f"/statements?id={broken}",
        f"/why?subject={broken}&predicate=a&object=icps",
    ):
        answer = ask(target.address, path)
        assert 400 <= answer.status < 500, path
        if answer.header("content-type") == "application/problem+json":
            assert json.loads(answer.body)["problems"], path


# Where a value can be sent, one place a line; EVIL is the value.
PLACES = Path(__file__).with_name("places.txt").read_text("utf-8").splitlines()
# Here the value is not shown again.
SILENT = {"/search?text=icps&kind=EVIL", "/about?EVIL=1", "/dataset/EVIL", "/pictures/timeline?programme=EVIL"}


@pytest.mark.parametrize("place", PLACES)
def test_a_value_brings_nothing_into_a_page(target: Target, place: str) -> None:
    shown = 0
    for evil in EVIL.values():
        path = quote(place.replace("EVIL", "\0"), safe="/?=&:").replace("%00", quote(evil, safe=""))
        answer = ask(target.address, path, "Accept: text/html")
        while answer.status in (303, 307):
            answer = ask(target.address, answer.header("location"), "Accept: text/html")
        assert answer.header("content-type") == "text/html; charset=utf-8", path
        page = Page(answer.body.decode())
        assert page.brought == [], path
        assert "unsafe-inline" not in answer.header("content-security-policy").replace(
            "style-src-attr 'unsafe-inline'", ""
        )
        shown += page.shown
    # Else nothing was tried.
    assert shown or place in SILENT


def test_data_brings_nothing_into_a_page(tmp_path: Path) -> None:
    """Labels, classes, properties and addresses of other people's data are no more trusted than what visitors send."""
    labels = [evil.replace("\\", "\\\\").replace('"', '\\"') for evil in EVIL.values()]
    thing, label = "http://a/thing", "<http://www.w3.org/2000/01/rdf-schema#label>"
    lines = [f'<{thing}> {label} "{each}" . <http://a/other{n}> {label} "{each}" ; a <{thing}> .'
             for n, each in enumerate(labels)]  # fmt: skip
    lines += [
        f"<{thing}> <http://a/link> <javascript:{MARK}> , <data:text/html,{MARK}> , <vbscript:{MARK}> .",
        f"<{thing}> <http://a/link> <x:'onload='{MARK}> .",
        f'<javascript:{MARK}> {label} "{MARK}" ; a <javascript:class-{MARK}> ; <javascript:p-{MARK}> <{thing}> .',
        f"<{thing}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <javascript:{MARK}> ; "
        f"<http://xmlns.com/foaf/0.1/page> <javascript:{MARK}> .",
    ]
    (tmp_path / "evil.ttl").write_text("\n".join(lines), "utf-8")
    shown = 0
    with running("--data", f"http://a/{MARK}'={tmp_path / 'evil.ttl'}") as service:
        for path in (
            *("/", "/search?text=evil", "/dataset", "/ontology", "/pictures", "/questions", "/cite", "/editor"),
            *(f"/about?iri={quote(iri)}" for iri in (thing, f"javascript:{MARK}", f"javascript:p-{MARK}")),
            f"/editor?query={quote('SELECT * { ?s ?p ?o }')}",
            f"/editor?query={quote('DESCRIBE <http://a/thing>')}",
            f"/editor?query={quote('SELECT * { GRAPH ?g { ?s a ?o } }')}",
        ):
            page = Page(ask(service.address, path, "Accept: text/html").body.decode())
            assert page.brought == [], path
            shown += page.shown
    assert shown > 5
