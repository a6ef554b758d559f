"""Goes through the tokens of a query, and takes the names and values that it meets."""

from __future__ import annotations

import re

from pilotgraph.records import Record
from pilotgraph.tokens import TOKEN, Token, unquoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Each prefix with its namespace, and where it is declared.
    Prefixes = dict[str, tuple[str, int]]

# In a condition "<" after one of these means less than, if no whole IRI follows; anywhere else it opens an IRI.
OPERANDS = ("variable", "number", "string")
WHOLE = r"<[A-Za-z][A-Za-z0-9+.-]*:"


class UnreadableError(Exception):
    """The text is written in a way that this reader does not know; engines may know it."""


class Node(Record):
    """
    One place of a triple.

    kind: "variable", "iri", "literal", "blank", "made" (a variable in place of a bracket or a step), or "path".
    text: as it may stand in a query. iri: in full. value: the characters of a literal.
    needed: the IRIs of a path without one of which it may have no match.
    """

    kind: str
    text: str
    start: int
    iri: str = ""
    value: str = ""
    needed: tuple[Node, ...] = ()

    @property
    def said(self) -> str:
        """The node for a reader, who has not seen the variables made here."""
        return "[]" if self.kind == "made" else self.text


class Triple(Record):
    """One triple pattern; start: where its first own token stands."""

    subject: Node
    predicate: Node
    object: Node
    start: int

    @property
    def text(self) -> str:
        return f"{self.subject.text} {self.predicate.text} {self.object.text} ."

    @property
    def said(self) -> str:
        return f"{self.subject.said} {self.predicate.said} {self.object.said}"


class Cursor:
    """Goes through the tokens of a query from left to right."""

    def __init__(self, text: str, start: int = 0, prefixes: Prefixes | None = None, base: str = "") -> None:
        self.text = text
        self.prefixes: Prefixes = {} if prefixes is None else prefixes
        self.base = base
        self.made = 0
        self.comparing = False
        self.end = start
        self.next = self._token(start)

    def take(self) -> Token:
        taken = self.next
        if taken is None:
            raise UnreadableError
        self.end = taken.start + len(taken.text)
        self.next = self._token(self.end, taken)
        return taken

    def at(self, *signs: str) -> bool:
        return self.next is not None and self.next.kind == "other" and self.next.text in signs

    def says(self, *words: str) -> bool:
        return self.next is not None and self.next.says(*words)

    def expect(self, sign: str) -> Token:
        if not self.at(sign):
            raise UnreadableError
        return self.take()

    def bracketed(self) -> list[Token]:
        """Take everything from an opening bracket to the one that closes it."""
        taken = [self.take()]
        comparing, self.comparing = self.comparing, True
        depth = 1
        while depth:
            taken.append(self.take())
            if taken[-1].kind == "other":
                depth += (taken[-1].text in "([{") - (taken[-1].text in ")]}")
        self.comparing = comparing
        self.next = self._token(self.end, taken[-1])
        return taken

    def fresh(self, start: int) -> Node:
        """A variable that stands nowhere in the text."""
        self.made += 1
        while f"made{self.made}" in self.text:
            self.made += 1
        return Node("made", f"?made{self.made}", start)

    def full(self, token: Token) -> str:
        """The IRI that a token stands for."""
        if token.kind == "iri":
            written = token.text[1:-1]
            if re.match(WHOLE, token.text):
                return written
            from urllib.parse import urljoin

            try:
                return urljoin(self.base, written)
            except ValueError:
                raise UnreadableError from None
        prefix, _, local = token.text.partition(":")
        if prefix not in self.prefixes:
            raise UnreadableError
        return self.prefixes[prefix][0] + re.sub(r"\\(.)", r"\1", local)

    def _token(self, position: int, before: Token | None = None) -> Token | None:
        while match := TOKEN.match(self.text, position):
            kind = match.lastgroup or ""
            compared = self.comparing and before and (before.kind in OPERANDS or before.text == ")")
            if kind == "iri" and compared and not re.match(WHOLE, match.group()):
                return Token("other", "<", position)
            if kind not in ("space", "comment"):
                return Token(kind, match.group(), position)
            position = match.end()
        return None


def name(cursor: Cursor) -> Node:
    """A variable or an IRI."""
    token = cursor.take()
    if token.kind == "variable":
        return Node("variable", "?" + token.text[1:], token.start)
    if token.kind in ("iri", "pname"):
        return Node("iri", token.text, token.start, iri=cursor.full(token))
    raise UnreadableError


def literal(cursor: Cursor) -> Node:
    """A text with its language or datatype, a number, or a truth."""
    token = cursor.take()
    if token.text in ("+", "-"):
        number = cursor.take()
        return Node("literal", token.text + number.text, token.start, value=token.text + number.text)
    if token.kind == "number" or token.says("TRUE", "FALSE"):
        return Node("literal", token.text, token.start, value=token.text.lower())
    if token.kind != "string":
        raise UnreadableError
    if cursor.next and cursor.next.kind == "language":
        cursor.take()
    elif cursor.at("^"):
        cursor.take(), cursor.expect("^"), name(cursor)
    return Node("literal", cursor.text[token.start : cursor.end], token.start, value=unquoted(token.text))
