"""Says which clause takes away every row that the patterns of a query have."""

from __future__ import annotations

import re

from pilotgraph.absence.mismatches import instead
from pilotgraph.absence.nearmisses import close_texts, missing, unknown
from pilotgraph.absence.probes import body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotgraph.absence.clauses import Part, Query
    from pilotgraph.absence.probes import Inquiry
    from pilotgraph.errors import Problem

TAKING_AWAY = ("filter", "exists", "not exists", "minus")
NAMED = {"filter": "FILTER", "exists": "FILTER EXISTS", "not exists": "FILTER NOT EXISTS", "minus": "MINUS"}

# Nothing but a variable compared with fixed values.
EQUALS = r"(?i)FILTER\s*\(\s*[?$]\w+\s*(=|IN\b)[^&|]*$"
# Tests that a variable without a value may pass.
MAY_LACK_A_VALUE = r"(?i)\b(BOUND|COALESCE|IF|EXISTS)\b|\|\|"


def barring(inquiry: Inquiry, parts: Sequence[Part], inside: str) -> list[tuple[Part, list[Part]]]:
    """
    The parts that take every row away, each with the other parts, which have a match together.

    One is enough if the rest has rows without it; else all that are in the way.
    parts: a whole group that has no match only because of such parts.
    """
    taking = [part for part in parts if part.kind in TAKING_AWAY]
    for part in taking:
        rest = [each for each in parts if each != part]
        if inquiry.has(rest, inside):
            return [(part, rest)]
    kept = [each for each in parts if each not in taking]
    found = []
    for part in taking:
        tried = [each for each in parts if each in kept or each == part]
        if inquiry.has(tried, inside):
            kept = tried
        else:
            found.append((part, kept))
    return found


def without_matches(inquiry: Inquiry, query: Query, pattern: str) -> list[Problem]:
    """Which clause after the patterns, which have a match, leaves no row."""
    for words in (("LIMIT", "OFFSET"), ("HAVING",), ("VALUES",)):
        given = [word for word in words if word in query.modifiers]
        if given and inquiry.ask(f"{{ {query.select(pattern, tuple(given))} }}"):
            said, start = query.modifiers[given[0]]
            clauses = " and ".join(query.modifiers[word][0] for word in given)
            verb = "skips every row" if "OFFSET" in given and said.split()[-1] != "0" else "leaves no row"
            return [inquiry.problem(start, f"{clauses} {verb}", "without it there are rows")]
    return []


def barred(inquiry: Inquiry, part: Part, others: Sequence[Part], inside: str) -> Problem:
    """Why a part takes away every row of the others, as far as what it tests can tell."""
    tested = [node for node in part.nodes if node.kind == "variable"]
    fixed = [node for node in part.nodes if node.kind != "variable"]
    bound = {name for each in others for name in each.variables}
    if not re.search(MAY_LACK_A_VALUE, part.text):
        for node in tested:
            if node.text[1:] not in bound:
                meant = [f"?{name}" for name in close_texts(node.text[1:], bound)]
                remedy = f"did you mean {' or '.join(meant)}?" if meant else "name a variable of the patterns beside it"
                return inquiry.problem(node.start, f"{node.text} has no value where this FILTER tests it", remedy)
    for node in missing(inquiry, fixed):
        return unknown(inquiry, node, "thing")
    what = f"this {NAMED[part.kind]} takes every row away"
    known = inquiry.values(body(others, inside), tested[0].text[1:]) if tested else []
    if known and fixed and len(tested) == 1 and re.match(EQUALS, part.text):
        what = f"{what}: {tested[0].text} is never {fixed[0].text}"
        return inquiry.problem(part.start, what, instead(inquiry, fixed[0], known))
    there = f", in which {tested[0].text} is {inquiry.listed(known)}" if known else ""
    return inquiry.problem(part.start, what, "without it there are rows" + there)
