"""Splits SPARQL text into its tokens, which is all that the guard and the question headers need to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pilotgraph.records import Record

IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<comment>#[^\r\n]*)"
    r'|(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""'
    r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'(?:[^'\\\r\n]|\\.)*')"
    rf"|(?P<iri>{IRI})"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<blank>_:[\w.-]*)"
    r"|(?P<pname>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:"
    r"(?:[\w:-]|\.(?=[\w:.-])|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*)"
    r"|(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<other>.)",
    re.DOTALL,
)


class Token(Record):
    """One token: its kind (a group of TOKEN), its text, and where it begins."""

    kind: str
    text: str
    start: int

    def says(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> Iterator[Token]:
    """The tokens of SPARQL text in order, without white space and comments."""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind and kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def projected(text: str) -> tuple[str, ...]:
    """The columns that the outermost SELECT names, in order; empty for SELECT * and for other forms."""
    names: list[str] = []
    depth = 0
    selecting = False
    last = ""
    for token in tokens(text):
        if not selecting:
            selecting = token.says("SELECT")
            continue
        if token.text == "{" or (depth == 0 and token.says("WHERE", "FROM")):
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable":
            last = token.text[1:]
            if depth == 0:
                names.append(last)
        elif token.text == ")" and depth == 0:
            names.append(last)
    return tuple(names)


def concatenated(text: str) -> dict[str, str]:
    """The variables made by GROUP_CONCAT, with their separators: no engine promises the order of the parts."""
    found: dict[str, str] = {}
    separator: str | None = None
    depth = 0
    awaiting = False
    for token in tokens(text):
        if token.says("GROUP_CONCAT"):
            separator, depth = " ", 0
        elif separator is not None and not awaiting:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if token.kind == "string":
                separator = unquoted(token.text)
            awaiting = depth == 0 and token.text == ")"
        elif separator is not None and token.kind == "variable":
            found[token.text[1:]] = separator
            separator, awaiting = None, False
        elif separator is not None and not token.says("AS"):
            # The parts are used inside a larger expression, whose order is not ours to change.
            separator, awaiting = None, False
    return found


def truths(text: str) -> set[str]:
    """The variables that are given the truth of an EXISTS, which some engines return as 0 or 1."""
    found: set[str] = set()
    previous: list[Token] = []
    opened: list[bool] = []
    ended = False
    for token in tokens(text):
        if token.text == "{":
            before = previous[-1:] and previous[-1].says("EXISTS")
            outside = previous[-2:-1] if not (previous[-2:-1] and previous[-2].says("NOT")) else previous[-3:-2]
            opened.append(bool(before and outside and outside[0].text == "("))
        elif token.text == "}" and opened:
            ended = opened.pop()
        elif ended and token.kind == "variable":
            if previous[-1].says("AS"):
                found.add(token.text[1:])
            ended = False
        elif ended and not token.says("AS"):
            ended = False
        previous = [*previous[-2:], token]
    return found


def unquoted(text: str) -> str:
    """The characters that a quoted text stands for."""
    inner = text[3:-3] if text[:3] in ('"""', "'''") else text[1:-1]
    escapes = {"t": "\t", "n": "\n", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: escapes.get(match.group(1), match.group(1)), inner)
