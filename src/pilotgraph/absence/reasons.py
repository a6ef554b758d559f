"""Says why an answer is empty, as far as trying the query's parts on the graph can tell."""

from __future__ import annotations

from pyoxigraph import Store

from pilotgraph.absence.clauses import Part, names, read
from pilotgraph.absence.connections import connected
from pilotgraph.absence.cursor import UnreadableError
from pilotgraph.absence.filters import TAKING_AWAY, barred, barring, without_matches
from pilotgraph.absence.joins import can_be_spared, smallest, unjoined
from pilotgraph.absence.mismatches import elsewhere, unmatched
from pilotgraph.absence.nearmisses import close_to, missing, unknown
from pilotgraph.absence.probes import Inquiry, SpentError, body
from pilotgraph.errors import PilotGraphError, Problem, RequestError
from pilotgraph.guard import check, form
from pilotgraph.tokens import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotgraph.absence.clauses import Group, Query
    from pilotgraph.engines import Engine

PROBES = 60
SECONDS = 3.0
MOST_TOLD = 6
REMEDY = "take out one part after the other"
ANYTHING = "{ ?subject ?property ?value }"


def reasons(
    engine: Engine, text: str, where: str = "query", *, most: int = PROBES, seconds: float = SECONDS
) -> list[Problem]:
    """
    Why a query has no rows, or why an ASK is false: its misspelt terms, and the parts that fit nothing.

    Tries the query's own parts, each in a question of its own; a query with SERVICE is not tried.
    text: a query that runs. where: how a problem names it; its line is added. most: how many questions are asked;
    seconds: after which no further one is begun.
    Nothing is said of a query that has rows or is malformed, and where no cause is found, one problem says so. Raises
    nothing, whatever the query is.
    """
    try:
        form(text, where)
    except RequestError:
        return []
    try:
        check(text, where)
    except RequestError:
        return [Problem(where, "its parts are not tried, since SERVICE would ask another server", "try it without")]
    found: list[Problem] = []
    honest = "no single part of it could be found to be the cause"
    try:
        query = read(text)
        inquiry = Inquiry(engine, query, text, where, most, seconds)
        if not _is_empty(inquiry, query):
            # Where the engine would not take the query apart, it is not known whether there are rows.
            return [Problem(where, honest, REMEDY)] if inquiry.refused and _is_sparql(text) else []
        _search(inquiry, found)
        _misspelt(inquiry, found)
    except SpentError:
        honest = "no cause was found in the time allowed"
    except (UnreadableError, RecursionError):
        honest = "is written in a way whose parts are not tried here" if _is_sparql(text) else ""
    except PilotGraphError:
        # What an engine cannot answer or reach is told where it is asked for.
        pass
    if not found:
        return [Problem(where, honest, REMEDY)] if honest else []
    return sorted(dict.fromkeys(found), key=lambda problem: int(problem.where.rpartition(":")[2]))[:MOST_TOLD]


def _is_sparql(text: str) -> bool:
    try:
        Store().query(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _is_empty(inquiry: Inquiry, query: Query) -> bool:
    if query.form == "SELECT":
        return not inquiry.ask(f"{{ {query.select(body((*query.group.parts, *query.values)))} }}")
    if not query.group.parts and query.described:
        return not any("subject" in places for places in inquiry.places(query.described).values())
    return not inquiry.has((*query.group.parts, *query.values))


def _search(inquiry: Inquiry, found: list[Problem]) -> None:
    query = inquiry.query
    found.extend(unknown(inquiry, node, "thing") for node in missing(inquiry, query.described))
    for node in query.described:
        if node.iri and not query.group.parts and not found:
            what = f"nothing is said of {node.text}; it is only named in what is said of others"
            found.append(inquiry.problem(node.start, what, f"ask for ?thing ?property {node.text}"))
    absent = [node for node in query.sources if not inquiry.ask(f"GRAPH {node.text} {ANYTHING}", anywhere=True)]
    found.extend(_no_graph(inquiry, node.start, node.text) for node in absent)
    parts = (*query.group.parts, *query.values)
    if query.dataset and not inquiry.has(parts):
        if inquiry.has(parts, anywhere=True):
            if not found:
                found.append(_from(inquiry, body(parts)))
            return
        # Something else is wrong besides, and shows better where every graph counts.
        inquiry.dataset = ""
    _query(inquiry, query, found)


def _misspelt(inquiry: Inquiry, found: list[Problem]) -> None:
    """Names in places that may be empty, such as one side of a UNION, if the query has rows with them put right."""
    told = " ".join(problem.what for problem in found)
    for node in missing(inquiry, names(inquiry.text, inquiry.query))[:MOST_TOLD]:
        for meant in close_to(inquiry, node.iri, "thing") if f"{node.text} is not in" not in told else ():
            mended = f"{inquiry.text[: node.start]}<{meant}>{inquiry.text[node.start + len(node.text) :]}"
            inquiry.refused = False
            if not _is_empty(inquiry, read(mended)) and not inquiry.refused:
                found.append(unknown(inquiry, node, "thing", meant))
                break


def _query(inquiry: Inquiry, query: Query, found: list[Problem], inside: str = "") -> None:
    parts = (*query.group.parts, *query.values)
    if not inquiry.has(parts, inside):
        _group(inquiry, parts, found, inside)
    elif query.form == "SELECT":
        found.extend(without_matches(inquiry, query, body(parts, inside)))


def _group(inquiry: Inquiry, parts: Sequence[Part], found: list[Problem], inside: str = "") -> None:
    """Why the parts of a group have no match together, though they may have by themselves."""
    giving = [part for part in parts if part.kind not in TAKING_AWAY]
    removed: list[Part] = []
    while giving and len(removed) <= MOST_TOLD and not inquiry.has(giving, inside):
        last = giving[_breaking(inquiry, giving, inside)]
        if not inquiry.has([last], inside) or len(giving) == 1:
            _part(inquiry, last, found, inside)
            removed.append(last)
        else:
            before = connected(giving[: giving.index(last) + 1], last, inside)[:-1]
            together = smallest(inquiry, before, last, inside)
            found.append(unjoined(inquiry, parts, together, inside))
            # With the one that stands in the way of all others gone, what else is wrong comes to light.
            removed.append(next((each for each in together if can_be_spared(inquiry, giving, each, inside)), last))
        giving = [part for part in giving if part not in removed]
    if not removed:
        for part, others in barring(inquiry, parts, inside):
            _barring(inquiry, part, others, found, inside)


def _barring(inquiry: Inquiry, part: Part, others: Sequence[Part], found: list[Problem], inside: str) -> None:
    """Why a part takes away every row that the others have."""
    wanted = part.groups if part.kind == "exists" else ()
    if part.kind == "filter":
        # What is tested may be missing because an OPTIONAL never finds it.
        wanted = tuple(each.groups[0] for each in others if each.kind == "optional" and _rests_on(part, each, others))
    # Their own tests may be about variables from outside, so only their patterns are looked at.
    patterns = [[each for each in group.parts if each.kind not in TAKING_AWAY] for group in wanted]
    empty = [parts for parts in patterns if not inquiry.has(parts, inside)]
    for parts in empty:
        _group(inquiry, parts, found, inside)
    if not empty:
        found.append(barred(inquiry, part, others, inside))


def _rests_on(part: Part, optional: Part, others: Sequence[Part]) -> bool:
    elsewhere_bound = {name for each in others if each != optional and each.kind != "filter" for name in each.variables}
    return bool(part.variables & optional.variables - elsewhere_bound)


def _breaking(inquiry: Inquiry, parts: Sequence[Part], inside: str) -> int:
    """The number of the first part with which, and with all before it, there is no match."""
    matched, broken = 0, len(parts)
    while broken - matched > 1:
        middle = (matched + broken) // 2
        if inquiry.has(parts[:middle], inside):
            matched = middle
        else:
            broken = middle
    return broken - 1


def _part(inquiry: Inquiry, part: Part, found: list[Problem], inside: str) -> None:
    """Why a part has no match by itself."""
    if part.triple:
        found.extend(unmatched(inquiry, part.triple, inside))
    elif part.query:
        _query(inquiry, part.query, found, inside)
    elif part.kind == "graph":
        _graph(inquiry, part, found)
    elif part.kind == "values":
        found.append(
            inquiry.problem(part.start, "VALUES lists no value, so nothing fits it", "give it one, or take it out")
        )
    else:
        for group in part.groups:
            _inner(inquiry, group, found, inside)


def _inner(inquiry: Inquiry, group: Group, found: list[Problem], inside: str) -> None:
    if not inquiry.has(group.parts, inside):
        _group(inquiry, group.parts, found, inside)


def _graph(inquiry: Inquiry, part: Part, found: list[Problem]) -> None:
    (node,) = part.nodes
    inside = f"GRAPH {node.text}"
    if not inquiry.ask(f"{inside} {ANYTHING}"):
        if inquiry.graphs and node.iri:
            found.append(_no_graph(inquiry, node.start, node.text))
        else:
            found.append(elsewhere(inquiry, "", node.start, "", inside))
        return
    _inner(inquiry, part.groups[0], found, inside)


def _from(inquiry: Inquiry, pattern: str) -> Problem:
    """Why a query has no match only because of its FROM clauses."""
    start = inquiry.query.sources[0].start
    clauses = [token.text.upper() for token in tokens(inquiry.dataset) if token.says("FROM", "NAMED")]
    if clauses.count("NAMED") == clauses.count("FROM"):
        what = "FROM NAMED names a graph for GRAPH alone, and nothing else is looked at"
        return inquiry.problem(start, what, "write FROM, or put the patterns inside GRAPH")
    return elsewhere(inquiry, pattern, start, "the query", "")


def _no_graph(inquiry: Inquiry, start: int, said: str) -> Problem:
    listed = ", ".join(f"<{graph}>" for graph in inquiry.graphs)
    return inquiry.problem(start, f"there is no graph {said}", f"there are {listed}" if listed else "leave it out")
