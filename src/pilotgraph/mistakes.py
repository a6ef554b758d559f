"""Finds the place of a mistake in a query that is not SPARQL, and says what to do about it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from pilotgraph.errors import Problem, RequestError
from pilotgraph.names import PREFIXES
from pilotgraph.records import Record
from pilotgraph.tokens import Token, tokens

PLACE = re.compile(r"(?s)error at (\d+):(\d+): (.*)")
# Wider than the longest keyword of the language.
GAP = "\n" + " " * 40
# The engine's own place must do for a query of more tokens than anybody writes by hand.
MOST_TOKENS = 20_000
# The engine wants the bracket right behind the name of these functions.
UNSPACED = ("COALESCE", "CONCAT", "BNODE")
OPERATORS = ("!=", "<=", ">=", "&&", "||", "^^")
UNBOUND = "names a variable in SELECT that is bound nowhere, bound twice, or neither grouped nor counted"


class Mistake(Record):
    """
    The first place at which a text stops being SPARQL: line and column, both from 1, and the engine's reason.

    token: that cannot stand there; None where the text ends too early.
    """

    line: int
    column: int
    reason: str
    token: Token | None


def find(text: str) -> Mistake | None:
    """
    The mistake of a query; None if there is none.

    The engine names the furthest place that it looked at, which a keyword that it tried puts further by the keyword's
    length. With wide gaps between the tokens, that place still lies behind the right token and before the next.
    """
    words = _whole(list(tokens(text)))
    starts: list[int] = []
    spread = ""
    for word, following in zip(words, [*words[1:], None], strict=True):
        starts.append(len(spread))
        called = word.says(*UNSPACED) and following is not None and _touch(word, following)
        spread += word.text + ("" if called else GAP)
    said = _complaint(spread) if len(words) <= MOST_TOKENS else None
    if said is None:
        # Read token by token it is SPARQL, so the mistake is between the tokens; the engine's own place is near.
        as_it_stands = _complaint(text)
        if as_it_stands is None:
            return None
        offset, reason = as_it_stands
        return Mistake(*_line_and_column(text, offset), reason, None)
    offset, reason = said
    if "SELECT contains" in reason:
        # Said of the query as a whole, once it has been read to its end.
        selecting = next((word for word in words if word.says("SELECT")), None)
        return Mistake(*_line_and_column(text, selecting.start if selecting else 0), reason, selecting)
    behind = [number for number, start in enumerate(starts) if start <= offset]
    if not behind or offset >= len(spread):
        return Mistake(*_line_and_column(text, len(text.rstrip())), reason, None)
    word = words[behind[-1]]
    return Mistake(*_line_and_column(text, word.start), reason, word)


def told(text: str, where: str) -> RequestError | None:
    """The error of a query that is not SPARQL, naming its place; None if it is."""
    mistake = find(text)
    if mistake is None:
        return None
    where = f"{where}:{mistake.line}:{mistake.column}"
    if mistake.token is None:
        remedy = "look for a missing } or ), or finish the last clause"
        return RequestError(Problem(where, "is not SPARQL: it ends too early", remedy))
    if re.search(r"[Pp]refix not found", mistake.reason):
        prefix = mistake.token.text.partition(":")[0]
        namespace = PREFIXES.get(prefix)
        line = f"PREFIX {prefix}: <{namespace or '...'}>"
        what = f'uses the prefix "{prefix}:", which is not declared'
        return RequestError(Problem(where, what, f"begin the query with the line {line}"))
    if "SELECT contains" in mistake.reason:
        return RequestError(Problem(where, UNBOUND, "look at each variable after SELECT"))
    reason = "" if mistake.reason.startswith("expected") else f" ({' '.join(mistake.reason.split())[:200]})"
    rest = text[mistake.token.start :].splitlines()[0][:40]
    return RequestError(Problem(where, f'is not SPARQL near "{rest}"{reason}', "mend the query there"))


def malformed(said: str, where: str, text: str) -> RequestError:
    """The error of a query that an engine calls malformed: with its place if we find it, else in the engine's words."""
    ours = told(text, where)
    if ours is not None:
        return ours
    placed = PLACE.search(said)
    if placed:
        reason = " ".join(placed[3].split())[:200]
        return RequestError(Problem(f"{where}:{placed[1]}:{placed[2]}", f"is not SPARQL: {reason}", ""))
    return RequestError(Problem(where, f"is not SPARQL: {said or 'the endpoint gives no reason'}", ""))


def _whole(words: list[Token]) -> list[Token]:
    """The tokens, with operators and signed numbers in one piece."""
    found: list[Token] = []
    for word in words:
        before = found[-1] if found else None
        if before and _touch(before, word) and (before.text + word.text in OPERATORS or _is_signed(before, word)):
            found[-1] = Token("other", before.text + word.text, before.start)
        else:
            found.append(word)
    return found


def _touch(before: Token, word: Token) -> bool:
    return before.start + len(before.text) == word.start


def _is_signed(before: Token, word: Token) -> bool:
    return before.text in ("+", "-") and word.kind == "number"


def _complaint(text: str) -> tuple[int, str] | None:
    """Where in a text, counted in characters from 0, the engine stops, and why; None if it reads it all."""
    try:
        ox.Store().query(text, base_iri="http://localhost/")
    except SyntaxError as error:
        placed = PLACE.search(str(error))
        if not placed:
            return 0, str(error)
        lines = text.split("\n")
        line, column = int(placed[1]), int(placed[2])
        return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1, placed[3]
    except (OSError, RuntimeError, ValueError):
        # It is SPARQL, and fails for another reason.
        return None
    return None


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
