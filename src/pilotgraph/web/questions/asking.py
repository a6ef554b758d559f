"""Reads what a request asks of a saved question, and finds everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from pilotgraph.errors import Problem, RequestError
from pilotgraph.graph import PilotGraph
from pilotgraph.queries import Parameter, Question, nearest
from pilotgraph.records import Record
from pilotgraph.web.cache import Cache
from pilotgraph.web.media import Media, choose, named
from pilotgraph.web.problems import Refusal, on_the_web
from pilotgraph.web.protocol import unacceptable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from pilotgraph.web.site import Site

    Term = NamedNode | Literal

# What may stand in an address besides a question's own parameters.
FORMAT, EVIDENCE, PAGE = "format", "evidence", "page"
TRUTHS = {"true": True, "false": False}


class Wanted(Record):
    """
    What a request wants of a saved question.

    given: the parameters as they were sent; those sent empty are left out. page: counted from 1.
    empty: whether any was sent empty. problems: everything that is wrong with the address so far.
    """

    given: dict[str, str]
    form: Media
    evidence: bool
    page: int
    empty: bool
    problems: tuple[Problem, ...]


def wanted(request: Request, question: Question | None, offered: Sequence[Media], also: Sequence[str]) -> Wanted:
    """
    What a request wants.

    question: None where there are no parameters but those of `also`, of the constants above.
    Raises Refusal if it accepts none of the forms that are offered.
    """
    fields = [(name, value.strip()) for name, value in request.query_params.multi_items()]
    parameters = [parameter.name for parameter in question.parameters] if question else []
    known = [*parameters, *also]
    problems = []
    found: dict[str, str] = {}
    for name, value in fields:
        if name not in known:
            remedy = nearest(name, known) or (f"it takes {', '.join(known)}" if known else "leave it out")
            problems.append(Problem(name, "is not a parameter here", remedy))
        elif value and name in found:
            problems.append(Problem(name, "is given more than once", "give it once"))
        elif value:
            found[name] = value
    form = _form(found.get(FORMAT, ""), request.headers.get("accept"), offered, problems)
    evidence = found.get(EVIDENCE, "false").lower()
    if evidence not in TRUTHS:
        problems.append(Problem(EVIDENCE, f'"{evidence}" is neither true nor false', "say true or false"))
    said = found.get(PAGE, "1")
    page = number(said)
    if not page:
        problems.append(Problem(PAGE, f'"{said}" is not the number of a page', "give a whole number from 1"))
    elif PAGE in found and form.name != "html":
        problems.append(Problem(PAGE, "only pages for reading are cut into pages", "leave it out; all rows are sent"))
    return Wanted(
        given={name: found[name] for name in parameters if name in found},
        form=form,
        evidence=TRUTHS.get(evidence, False),
        page=page or 1,
        empty=any(not value for _, value in fields),
        problems=tuple(dict.fromkeys(problems)),
    )


def number(said: str) -> int:
    """The whole number that a text says, if it is one from 1 to 999,999,999; else 0."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


async def terms(site: Site, question: Question, given: Mapping[str, str]) -> tuple[dict[str, Term], list[Problem]]:
    """
    The terms that a question is narrowed by, and what is wrong with the values that stand for none.

    Raises SourceError if a remote graph cannot be read.
    """
    known = remembered(question, given, site.terms)
    if known is not None:
        return known, []
    found: tuple[dict[str, Term], list[Problem]] = await site.in_thread(bound, site.graph, question, given, site.terms)
    return found


def bound(
    graph: PilotGraph, question: Question, given: Mapping[str, str], terms: Cache[Term]
) -> tuple[dict[str, Term], list[Problem]]:
    """
    The same, found in the graph.

    terms: keeps what values stand for, for `remembered`.
    Raises SourceError if a remote graph cannot be read.
    """
    left_open = {parameter.name: None for parameter in question.parameters}
    found: dict[str, Term] = {}
    problems: list[Problem] = []
    for parameter, value in _chosen(question, given):
        # One by one, so that a wrong value leaves the others as they are.
        try:
            one = graph.values(question, {**left_open, parameter.name: value})
        except RequestError as error:
            problems += on_the_web(error.problems)
            continue
        found |= one
        if parameter.name in one:
            terms.put(_key(parameter, value), one[parameter.name])
    return found, problems


def remembered(question: Question, given: Mapping[str, str], terms: Cache[Term]) -> dict[str, Term] | None:
    """The same, where all values were asked for before; else None. It takes next to no time."""
    found = {parameter.name: terms.get(_key(parameter, value)) for parameter, value in _chosen(question, given)}
    known = {name: term for name, term in found.items() if term is not None}
    return known if len(known) == len(found) else None


def _chosen(question: Question, given: Mapping[str, str]) -> list[tuple[Parameter, str]]:
    """The parameters that are not left open, with their values."""
    values = {each.name: given.get(each.name, each.default) for each in question.parameters}
    return [(each, value) for each in question.parameters if (value := values[each.name]) is not None]


def _key(parameter: Parameter, value: str) -> tuple[object, ...]:
    return parameter.type, parameter.choices, value


def _form(said: str, accept: str | None, offered: Sequence[Media], problems: list[Problem]) -> Media:
    if said:
        form = named(offered, said)
        if form:
            return form
        names = [each.name for each in offered]
        remedy = nearest(said, names) or f"there are {', '.join(names)}"
        problems.append(Problem(FORMAT, f'"{said}" is not a format here', remedy))
        return choose(offered, accept) or offered[0]
    form = choose(offered, accept)
    if form is None:
        raise unacceptable(offered)
    return form


def checked(asked: Wanted) -> Wanted:
    """What a request wants; raises Refusal if anything is wrong with it."""
    if asked.problems:
        raise Refusal("bad-request", asked.problems)
    return asked
