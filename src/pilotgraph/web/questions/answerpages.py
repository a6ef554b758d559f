"""The saved questions: their list, and for each one address that is a page for readers and data for programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pilotgraph import formats
from pilotgraph.answers import Answer
from pilotgraph.citing import digest, how_to_cite
from pilotgraph.errors import Problem
from pilotgraph.graph import PilotGraph
from pilotgraph.queries import Parameter, Question
from pilotgraph.snippets import link, snippets
from pilotgraph.web.endpoint import saved
from pilotgraph.web.media import ANSWERS, HTML, JSON, OPENAPI, XLSX, Media
from pilotgraph.web.pages import address, kept, render
from pilotgraph.web.problems import Refusal
from pilotgraph.web.questions import answertables, asking, choices, openapi
from pilotgraph.web.questions.absences import why_empty
from pilotgraph.web.questions.asking import EVIDENCE, FORMAT, PAGE, Wanted
from pilotgraph.web.site import Site

ROWS_OF_A_PAGE = 200
# Readers begin where they come from; topics that are new stand after these.
TOPICS = (
    *("Programmes and pilots", "Aims and outcomes", "Interventions and populations", "Support and money"),
    *("Helping and hindering", "Effects", "Experience", "National policy", "What is not known"),
    *("Claims and evidence", "Who"),
)
SPARQL = Media("rq", "application/sparql-query", text=True)
# How the formats stand at the foot of an answer, and what each is for.
TAKEN_AS = (
    ("Tables", ("csv", "xlsx", "tsv", "json", "xml")),
    ("The statements behind it, as RDF", ("turtle", "jsonld", "ntriples", "rdfxml")),
    ("The sources, for a reference manager", ("bibtex", "ris")),
)
WITH_EVIDENCE = ("csv", "tsv", "json")


def by_topic(questions: list[Question]) -> list[tuple[str, list[Question]]]:
    """The questions in groups, in the order in which a reader meets them."""
    topics = sorted(
        {each.topic for each in questions},
        key=lambda topic: (TOPICS.index(topic) if topic in TOPICS else len(TOPICS), topic),
    )
    return [(topic, [each for each in questions if each.topic == topic]) for topic in topics]


async def listing(request: Request) -> Response:
    """Every saved question, for readers or as JSON with the values that each parameter can take."""
    site: Site = request.app.state.site
    asked = asking.checked(asking.wanted(request, None, (HTML, JSON), (FORMAT,)))

    def made() -> Response:
        questions = site.graph.questions()
        if asked.form is JSON:
            return JSONResponse([listed(site.graph, each) for each in questions])
        return render(request, "questions.html", topics=by_topic(questions), count=len(questions))

    return await kept(request, ("questions", asked.form.name), lambda: site.in_thread(made))


async def answer(request: Request) -> Response:
    """The answer to a saved question, in the form that the request wants."""
    site: Site = request.app.state.site
    name = request.path_params["name"]
    question = await site.question(name)
    if question.name != name:
        return _moved(request, f"/questions/{question.name}")
    asked = asking.wanted(request, question, ANSWERS, (FORMAT, EVIDENCE, PAGE))
    values, wrong = await asking.terms(site, question, asked.given)
    # What a parameter is not is told with what a value is not.
    problems = [*asked.problems, *wrong]
    if problems and asked.form is not HTML:
        raise Refusal("bad-request", problems)
    if problems:
        refused: Response = await site.in_thread(_page, request, question, asked, values, problems)
        return refused
    if asked.empty and asked.form is HTML:
        return _moved(request, request.url.path, asked)
    key = ("question", name, asked.form.name, asked.evidence, asked.page, tuple(sorted(map(str, values.items()))))
    if asked.form is HTML:
        return await kept(request, key, lambda: site.in_thread(_page, request, question, asked, values, []))
    return await kept(request, key, lambda: _file(site, question, asked, values))


async def text(request: Request) -> Response:
    """A saved question as its file stands: SPARQL with its header."""
    site: Site = request.app.state.site
    asking.checked(asking.wanted(request, None, (SPARQL,), ()))
    name = request.path_params["name"]

    def made() -> Response:
        question = site.graph.question(name)
        if question.name != name:
            return RedirectResponse(f"/questions/{question.name}.rq", 307)
        content = Path(site.graph.folder.queries, f"{name}.rq").read_bytes()
        return Response(content, media_type=SPARQL.content_type)

    return await kept(request, ("text", name), lambda: site.in_thread(made))


async def described(request: Request) -> Response:
    """The OpenAPI document of the service."""
    site: Site = request.app.state.site

    def made() -> Response:
        questions = site.graph.questions()
        parameters = {each.type: each for question in questions for each in question.parameters if not each.choices}
        known = {
            kind: [(option.value, option.said) for option in choices.allowed(site.graph, parameter)]
            for kind, parameter in parameters.items()
        }
        document = openapi.document(questions, known, site.graph.version, address(request))
        return JSONResponse(document, media_type=OPENAPI.content_type)

    return await kept(request, "openapi", lambda: site.in_thread(made))


async def _file(site: Site, question: Question, asked: Wanted, values: choices.Terms) -> Response:
    evidence = asked.evidence or asked.form is XLSX
    content = await site.written(saved.asked(question.name, values, asked.form.name, evidence=evidence))
    ending = formats.FORMATS[asked.form.name].ending
    named = {"Content-Disposition": f'inline; filename="{question.name}.{ending}"'}
    return Response(content, headers=named, media_type=asked.form.content_type)


def _page(
    request: Request, question: Question, asked: Wanted, values: choices.Terms, problems: list[Problem]
) -> Response:
    site: Site = request.app.state.site
    fields = choices.fields(site.graph, question, values, asked.given, problems, site.changing)
    chosen = {field.name: field.value for field in fields if field.value}
    context: dict[str, Any] = {"question": question, "fields": fields, "chosen": chosen}
    # Those that stand at no field stand above the form.
    context["problems"] = [each for each in problems if each.where not in {field.name for field in fields}]
    if problems:
        return render(request, "question.html", status=400, answer=None, **context)
    found = site.graph.ask(question.name, evidence=False, **values)
    table = answertables.layout(site.graph, found, asked.page, ROWS_OF_A_PAGE)
    if asked.page > table.pages:
        what = f"there is no page {asked.page}"
        last = "there is only one" if table.pages == 1 else f"the last is {table.pages}"
        raise Refusal("not-found", Problem(PAGE, what, last))
    return render(
        request,
        "question.html",
        answer=found,
        table=table,
        page=asked.page,
        reasons=[] if found.rows else why_empty(site.graph, question, values, fields),
        statements=len({iri for row in found.statements for iri in row}),
        meanings=answertables.meanings(site.graph, question, found.columns),
        away=_away(address(request), question, found, chosen, {field.heading: field.said for field in fields}),
        **context,
    )


def _away(
    where: str, question: Question, found: Answer, chosen: Mapping[str, str], said: Mapping[str, str]
) -> dict[str, Any]:
    permanent = link(where, question.name, chosen)
    return {
        "groups": [(title, [(form, formats.FORMATS[form].said) for form in names]) for title, names in TAKEN_AS],
        "with_evidence": WITH_EVIDENCE,
        "link": permanent,
        "citation": how_to_cite(found, question.question, said, permanent),
        "digest": digest(found),
        "snippets": snippets(where, question.name, chosen),
    }


def listed(graph: PilotGraph, question: Question) -> dict[str, Any]:
    """A question as the list for programs has it: everything of its file, and the values of each parameter."""

    def values(parameter: Parameter) -> list[dict[str, str]]:
        known = choices.allowed(graph, parameter)
        return [{"value": option.value, "label": option.said} for option in known]

    parameters = [{**each._asdict(), "values": values(each)} for each in question.parameters]
    needs = question.needs and question.needs._asdict()
    return {**question._asdict(), "parameters": parameters, "needs": needs}


def _moved(request: Request, path: str, asked: Wanted | None = None) -> Response:
    """To the same answer at the address that holds no more than it must."""
    if asked is None:
        query = request.url.query
        return RedirectResponse(f"{path}?{query}" if query else path, 307)
    more = {PAGE: str(asked.page)} if asked.page > 1 else {}
    return RedirectResponse(link("", path.rsplit("/", 1)[-1], {**asked.given, **more}), 303)


ROUTES = [
    Route("/questions", listing),
    Route("/questions/{name}.rq", text),
    Route("/questions/{name}", answer),
    Route("/openapi.json", described),
]
