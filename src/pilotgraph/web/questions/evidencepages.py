"""Leads from an answer to the statements behind it, and from any list of statements to their passages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pilotgraph import results
from pilotgraph.answers import Answer
from pilotgraph.errors import Problem, RequestError
from pilotgraph.evidence import collect
from pilotgraph.names import PREFIXES, expand, shorten
from pilotgraph.queries import Question
from pilotgraph.snippets import link
from pilotgraph.things import instances, resolve
from pilotgraph.web.media import GRAPHS, HTML, JSON, Media
from pilotgraph.web.pages import kept, render
from pilotgraph.web.problems import Refusal, on_the_web
from pilotgraph.web.questions import answertables, asking, choices
from pilotgraph.web.questions.asking import FORMAT, PAGE, Wanted
from pilotgraph.web.questions.cards import cards
from pilotgraph.web.site import Site

FORMS = (HTML, JSON, *GRAPHS)
CARDS_OF_A_PAGE = 50
IDS = 500
WRONG_TOLD = 10


async def of_row(request: Request) -> Response:
    """The statements behind one row of an answer, with the row said again."""
    said = request.path_params["number"]
    site, question, asked, values = await _asked(request)

    def made() -> Response:
        found = site.graph.ask(question.name, evidence=False, **values)
        number = asking.number(said)
        if not 1 <= number <= len(found.rows):
            remedy = f"its rows are numbered from 1 to {len(found.rows)}" if found.rows else "it has no rows"
            raise Refusal("not-found", Problem(f"row {said}", "is not in this answer", remedy))
        row = answertables.facts(site.graph, found, number)
        return _written(request, asked, found.statements[number - 1], _context(site, question, values, number, row))

    return await _kept(request, ("row", said), question, asked, values, made)


async def of_answer(request: Request) -> Response:
    """All statements behind an answer."""
    site, question, asked, values = await _asked(request)

    def made() -> Response:
        found: Answer = site.graph.ask(question.name, evidence=False, **values)
        statements = dict.fromkeys(iri for row in found.statements for iri in row)
        return _written(request, asked, statements, _context(site, question, values, None, []))

    return await _kept(request, ("statements",), question, asked, values, made)


async def of_list(request: Request) -> Response:
    """The statements whose ids the address gives."""
    site: Site = request.app.state.site
    listed = [each.strip() for each in request.query_params.getlist("id") if each.strip()]
    asked = asking.checked(_without_ids(request))
    if not listed:
        raise Refusal("bad-request", Problem("id", "is not given", "give the ids of statements, as id=…&id=…"))
    if len(listed) > IDS:
        raise Refusal("bad-request", Problem("id", f"is given more than {IDS} times", "ask for fewer at a time"))

    def made() -> Response:
        iris = _resolved(site, listed)
        ids = [("id", iri.removeprefix(PREFIXES["statement"])) for iri in iris]
        context: dict[str, Any] = {
            "question": None,
            "row": [],
            "number": None,
            "fields": [],
            "back": "",
            "base": "/statements",
        }
        return _written(request, asked, iris, {**context, "chosen": ids})

    return await kept(request, ("listed", tuple(listed), asked.form.name, asked.page), lambda: site.in_thread(made))


def _without_ids(request: Request) -> Wanted:
    asked = asking.wanted(request, None, FORMS, (FORMAT, PAGE, "id"))
    repeated = [each for each in asked.problems if each.where != "id"]
    return asked._replace(problems=tuple(repeated))


async def _asked(request: Request) -> tuple[Site, Question, Wanted, choices.Terms]:
    site: Site = request.app.state.site
    question = await site.question(request.path_params["name"])
    asked = asking.wanted(request, question, FORMS, (FORMAT, PAGE))
    values, wrong = await asking.terms(site, question, asked.given)
    asking.checked(asked._replace(problems=(*asked.problems, *wrong)))
    return site, question, asked, values


async def _kept(
    request: Request, what: tuple[str, ...], question: Question, asked: Wanted, values: choices.Terms, made: Any
) -> Response:
    site: Site = request.app.state.site
    key = (*what, question.name, asked.form.name, asked.page, tuple(sorted(map(str, values.items()))))
    return await kept(request, key, lambda: site.in_thread(made))


def _context(
    site: Site, question: Question, values: choices.Terms, number: int | None, row: list[Any]
) -> dict[str, Any]:
    fields = choices.fields(site.graph, question, values, {}, (), far=True)
    chosen = {field.name: field.value for field in fields if field.value}
    base = f"/questions/{question.name}/" + ("statements" if number is None else f"rows/{number}")
    return {
        "question": question,
        "row": row,
        "number": number,
        "fields": fields,
        "back": link("", question.name, chosen),
        "base": base,
        "chosen": list(chosen.items()),
    }


def _written(request: Request, asked: Wanted, statements: Iterable[str], context: dict[str, Any]) -> Response:
    site: Site = request.app.state.site
    iris = list(statements)
    if asked.form is not HTML:
        return Response(_data(site, iris, asked.form), media_type=asked.form.content_type)
    last = max(1, -(-len(iris) // CARDS_OF_A_PAGE))
    if asked.page > last:
        remedy = "there is only one" if last == 1 else f"the last is {last}"
        raise Refusal("not-found", Problem(PAGE, f"there is no page {asked.page}", remedy))
    begin = (asked.page - 1) * CARDS_OF_A_PAGE
    shown = cards(site.graph.engine, iris[begin : begin + CARDS_OF_A_PAGE])
    return render(request, "statements.html", cards=shown, total=len(iris), page=asked.page, pages=last, **context)


def _data(site: Site, iris: Sequence[str], form: Media) -> str:
    if form is JSON:
        found = collect(site.graph.engine, iris).values()
        listed = [{**each._asdict(), "passages": [passage._asdict() for passage in each.passages]} for each in found]
        return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    nothing = Answer(("statement",), [()], {}, site.graph.origin(), statements=[tuple(iris)])
    return results.rdf(site.graph.statements_behind(nothing), form.name)


def _resolved(site: Site, listed: Sequence[str]) -> list[str]:
    """The IRIs of the statements that ids, short forms or IRIs name; raises Refusal with all that name none."""
    known = set(instances(site.graph.engine, "Statement"))
    ids = {iri.removeprefix(PREFIXES["statement"]): shorten(iri) for iri in known}
    found: list[str] = []
    problems: list[Problem] = []
    for said in dict.fromkeys(listed):
        if len(problems) == WRONG_TOLD:
            # To look for near misses takes a while.
            problems.append(Problem("id", f'"{said[:200]}" and those after it were not looked up', ""))
            break
        iri = next((each for each in (said, expand(said), PREFIXES["statement"] + said) if each in known), None)
        try:
            found.append(iri or resolve(site.graph.engine, said, "Statement", "id").value)
        except RequestError as error:
            # In their short form, ids lead to their statements.
            problems += [
                each._replace(remedy=re.sub(r"[\w.-]+", lambda name: ids.get(name[0], name[0]), each.remedy))
                for each in on_the_web(error.problems)
            ]
    if problems:
        raise Refusal("not-found", problems)
    return list(dict.fromkeys(found))


ROUTES = [
    Route("/questions/{name}/rows/{number}", of_row),
    Route("/questions/{name}/statements", of_answer),
    Route("/statements", of_list),
]
