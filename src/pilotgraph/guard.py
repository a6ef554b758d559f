"""Decides, token by token, whether a free query may run: questions only, and no request to another server."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pilotgraph.errors import Problem, RequestError
from pilotgraph.tokens import TOKEN, Token, tokens

UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
QUESTIONS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(text: str, where: str = "query", allow_service: Collection[str] = ()) -> str:
    """
    Let a query pass, or say why it may not run; returns its form, such as "SELECT".

    text: the query.
    where: how a problem names the query, such as its file.
    allow_service: addresses (IRIs) to which a SERVICE clause may send a request; none by default.
    Raises RequestError for an update, for text that is no query, and for a SERVICE clause that is not allowed.
    """
    asked = form(text, where)
    decoded = _decoded(text)
    if "SERVICE" not in text.upper() and "SERVICE" not in decoded.upper():
        return asked
    called = _services(text) | _services(decoded)
    if called:
        _check_services(text, where, called, allow_service)
    return asked


def reads_named_datasets(text: str) -> bool:
    """Whether the query chooses its own graphs with FROM."""
    return any(token.says("FROM") for token in tokens(text))


def form(text: str, where: str = "query") -> str:
    """
    The form of a query: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE".

    Raises RequestError for an update and for text that begins like no query.
    """
    words = iter(tokens(text))
    for token in words:
        if token.says("PREFIX"):
            next(words, None), next(words, None)
        elif token.says("BASE"):
            next(words, None)
        elif token.says(*QUESTIONS):
            return token.text.upper()
        elif token.says(*UPDATES):
            what = f"{token.text.upper()} is an update, and the graph is only read"
            raise RequestError(
                Problem(f"{where}:{_line(text, token.start)}", what, "ask with SELECT, ASK or CONSTRUCT")
            )
        else:
            what = f'a query cannot begin with "{token.text}"'
            remedy = "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
            raise RequestError(Problem(f"{where}:{_line(text, token.start)}", what, remedy))
    raise RequestError(Problem(where, "holds no query", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"))


def _services(text: str) -> set[int]:
    """
    Where the keyword SERVICE stands, under every way in which an engine may split the text.

    "<" may open an IRI or mean "less than". Both readings are followed where they could end differently: when the
    would-be IRI holds a character that begins a comment or a string. A word that merely holds SERVICE counts as well,
    since engines do not ask for a space around keywords. After "/" no clause can begin, so a path is not mistaken.
    """
    found: set[int] = set()
    waiting = [(0, "")]
    seen: set[tuple[int, bool]] = set()
    while waiting:
        position, before = waiting.pop()
        state = (position, before in ("/", "-"))
        if position >= len(text) or state in seen:
            continue
        seen.add(state)
        match = TOKEN.match(text, position)
        if match is None:
            continue
        kind, said = match.lastgroup, match.group()
        if kind == "word" and "SERVICE" in said.upper() and not state[1]:
            found.add(position + said.upper().index("SERVICE"))
        if kind == "iri" and ("#" in said or "'" in said):
            waiting.append((position + 1, "<"))
        waiting.append((match.end(), before if kind in ("space", "comment") else said))
    return found


def _check_services(text: str, where: str, called: set[int], allowed: Collection[str]) -> None:
    plain = list(_targets(text))
    line = _line(text, min(called))
    if not allowed:
        remedy = "leave the clause out, or allow its address with --allow-service ADDRESS"
        raise RequestError(Problem(f"{where}:{line}", "SERVICE would send a request to another server", remedy))
    if {start for start, _ in plain} != called:
        what = "SERVICE is written in a way that cannot be told apart from other text"
        raise RequestError(Problem(f"{where}:{line}", what, "write SERVICE <address> with spaces around it"))
    problems = []
    for start, target in plain:
        if target not in allowed:
            what = f"SERVICE {'<' + target + '>' if target else 'without a fixed address'} is not allowed"
            problems.append(Problem(f"{where}:{_line(text, start)}", what, "allow its address with --allow-service"))
    if problems:
        raise RequestError(problems)


def _targets(text: str) -> Iterator[tuple[int, str]]:
    """Each SERVICE with the IRI it calls; an empty one where the address is not fixed in the text."""
    declared: dict[str, str] = {}
    words = list(tokens(text))
    for number, token in enumerate(words):
        following = words[number + 1 : number + 3]
        if token.says("PREFIX") and len(following) == 2:
            prefix = following[0].text
            # A prefix declared twice could mean either address.
            declared[prefix] = "" if prefix in declared else following[1].text[1:-1]
        elif token.says("SERVICE", "SERVICESILENT"):
            if following and following[0].says("SILENT"):
                following = following[1:]
            yield token.start, _address(following[0], declared) if following else ""


def _address(token: Token, declared: dict[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "pname":
        prefix, _, local = token.text.partition(":")
        namespace = declared.get(prefix + ":", "")
        return namespace + local if namespace and "\\" not in local else ""
    return ""


def _decoded(text: str) -> str:
    """The text with its \\u escapes replaced, as engines do before they read a query."""

    def character(match: re.Match[str]) -> str:
        code = int(match.group(1) or match.group(2), 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    return CODE_POINT.sub(character, text)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
