"""Reads a SPARQL query into its clauses, of which each can be taken out, and knows its place in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pilotgraph.absence.cursor import Cursor, Node, Triple, UnreadableError, literal, name
from pilotgraph.absence.patterns import triples
from pilotgraph.records import Record
from pilotgraph.tokens import tokens

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
MODIFIERS = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
CASTS = "http://www.w3.org/2001/XMLSchema#"


class Part(Record):
    """
    One part of a group.

    kind: "triple", "optional", "union", "group", "graph", "select", "values", "bind", or one that takes rows away:
        "filter", "exists", "not exists", "minus".
    text: as it may stand in a query. start: where it stands.
    groups: those inside. query: the one inside. nodes: the names and values that it holds, where it is neither a
        triple nor a group; of "graph", its name. given: the variables to which it gives values.
    """

    kind: str
    text: str
    start: int
    triple: Triple | None = None
    groups: tuple[Group, ...] = ()
    query: Query | None = None
    nodes: tuple[Node, ...] = ()
    given: tuple[str, ...] = ()

    @property
    def variables(self) -> frozenset[str]:
        """Everything by which it may hang together with other parts, without "?" or "$"."""
        names = (token.text.lstrip("?$") for token in tokens(self.text) if token.kind in ("variable", "blank"))
        return frozenset(names)


class Group(Record):
    """What stands between two braces."""

    parts: tuple[Part, ...]
    start: int


class Query(Record):
    """
    A query or a sub-select.

    form: such as "SELECT". prologue: what stands before it. prefixes: each with its namespace and its place.
    head: the form and what it names. described: what a DESCRIBE names. sources: the graphs of FROM and FROM NAMED.
    dataset: their text. modifiers: what stands after the group, by its first word, with its text and place.
    """

    form: str
    prologue: str
    prefixes: dict[str, tuple[str, int]]
    head: str
    described: tuple[Node, ...]
    sources: tuple[Node, ...]
    dataset: str
    group: Group
    modifiers: dict[str, tuple[str, int]]
    values: tuple[Part, ...]

    def select(self, body: str, without: tuple[str, ...] = ()) -> str:
        """The text of the SELECT around another group and without some modifiers; the order of rows is left open."""
        kept = (said for word, (said, _) in self.modifiers.items() if word not in ("ORDER", *without))
        return "\n".join((self.head, f"{{ {body} }}", *kept))


def read(text: str) -> Query:
    """
    A query's clauses.

    Raises UnreadableError where it is written in a way that is not known here.
    """
    cursor = Cursor(text)
    while cursor.says("PREFIX", "BASE"):
        if cursor.take().says("PREFIX"):
            prefix, namespace = cursor.take(), cursor.take()
            cursor.prefixes[prefix.text.removesuffix(":")] = (cursor.full(namespace), prefix.start)
        else:
            cursor.base = cursor.full(cursor.take())
    prologue = text[: cursor.next.start] if cursor.next else text
    query = _query(cursor, prologue)
    if cursor.next is not None:
        raise UnreadableError
    return query


def _query(cursor: Cursor, prologue: str = "") -> Query:
    if not cursor.says(*FORMS) or cursor.next is None:
        raise UnreadableError
    start = cursor.next.start
    form = cursor.take().text.upper()
    described: list[Node] = []
    while not (cursor.at("{") or cursor.says("FROM", "WHERE", *MODIFIERS) or cursor.next is None):
        if form == "DESCRIBE" and not cursor.at("*"):
            described.append(name(cursor))
        elif cursor.at("("):
            cursor.bracketed()
        else:
            cursor.take()
    head = cursor.text[start : cursor.end]
    if form == "CONSTRUCT" and cursor.at("{"):
        cursor.bracketed()
    begun = cursor.next.start if cursor.next else 0
    sources: list[Node] = []
    while cursor.says("FROM"):
        cursor.take()
        if cursor.says("NAMED"):
            cursor.take()
        sources.append(name(cursor))
    dataset = cursor.text[begun : cursor.end] if sources else ""
    if cursor.says("WHERE"):
        cursor.take()
    group = _group(cursor) if cursor.at("{") or form != "DESCRIBE" else Group((), start)
    named = tuple(described), tuple(sources)
    return Query(form, prologue, cursor.prefixes, head, *named, dataset, group, *_modifiers(cursor))


def _modifiers(cursor: Cursor) -> tuple[dict[str, tuple[str, int]], tuple[Part, ...]]:
    found: dict[str, tuple[str, int]] = {}
    values: list[Part] = []
    while cursor.next is not None and not cursor.at("}"):
        start, word = cursor.next.start, cursor.next.text.upper()
        if word not in MODIFIERS:
            raise UnreadableError
        if word == "VALUES":
            values.append(_values(cursor))
            continue
        cursor.take()
        while cursor.next is not None and not cursor.at("}") and not cursor.says(*MODIFIERS):
            cursor.bracketed() if cursor.at("(") else cursor.take()
        found[word] = (cursor.text[start : cursor.end], start)
    # Before rows are grouped, values that stand at the end narrow them as those in the group do.
    if values and "GROUP" in found:
        found["VALUES"] = (values.pop().text, 0)
    return found, tuple(values)


def _group(cursor: Cursor) -> Group:
    start = cursor.expect("{").start
    parts: list[Part] = []
    if cursor.says("SELECT"):
        query = _query(cursor)
        cursor.expect("}")
        return Group((Part("select", cursor.text[start : cursor.end], start, query=query),), start)
    while not cursor.at("}"):
        if cursor.at("."):
            cursor.take()
        else:
            parts.extend(_part(cursor))
    cursor.take()
    return Group(tuple(parts), start)


def _part(cursor: Cursor) -> Iterator[Part]:
    start = cursor.next.start if cursor.next else 0

    def part(kind: str, *groups: Group, nodes: tuple[Node, ...] = (), given: tuple[str, ...] = ()) -> Part:
        return Part(kind, cursor.text[start : cursor.end], start, groups=groups, nodes=nodes, given=given)

    if cursor.at("{"):
        groups = [_group(cursor)]
        while cursor.says("UNION"):
            cursor.take()
            groups.append(_group(cursor))
        inner = groups[0].parts
        if len(groups) == 1 and all(each.kind in ("triple", "values", "select") for each in inner):
            # Braces around nothing but patterns change nothing.
            yield from inner
        else:
            yield part("union" if len(groups) > 1 else "group", *groups)
    elif cursor.says("OPTIONAL", "MINUS"):
        kind = cursor.take().text.lower()
        yield part(kind, _group(cursor))
    elif cursor.says("GRAPH"):
        cursor.take()
        node = name(cursor)
        yield part("graph", _group(cursor), nodes=(node,))
    elif cursor.says("FILTER"):
        cursor.take()
        kind, groups, nodes = _condition(cursor)
        yield part(kind, *groups, nodes=nodes)
    elif cursor.says("BIND"):
        cursor.take()
        taken = cursor.bracketed()
        yield part("bind", nodes=_held(cursor, start), given=(taken[-2].text[1:],))
    elif cursor.says("VALUES"):
        yield _values(cursor)
    else:
        for triple in triples(cursor):
            yield Part("triple", triple.text, triple.start, triple=triple)


def _condition(cursor: Cursor) -> tuple[str, list[Group], tuple[Node, ...]]:
    start = cursor.next.start if cursor.next else 0
    if cursor.says("EXISTS", "NOT"):
        kind = "not exists" if cursor.take().says("NOT") else "exists"
        if kind == "not exists":
            if not cursor.says("EXISTS"):
                raise UnreadableError
            cursor.take()
        return kind, [_group(cursor)], ()
    if not cursor.at("("):
        # A function's name stands before its bracket.
        cursor.take()
    if not cursor.at("("):
        raise UnreadableError
    cursor.bracketed()
    return "filter", [], _held(cursor, start)


def _values(cursor: Cursor) -> Part:
    start = cursor.take().start
    given = []
    while not cursor.at("{"):
        token = cursor.take()
        if token.kind == "variable":
            given.append(token.text[1:])
    cursor.bracketed()
    text = cursor.text[start : cursor.end]
    return Part("values", text, start, nodes=_held(cursor, start, comparing=False), given=tuple(given))


def names(text: str, query: Query) -> tuple[Node, ...]:
    """Every variable, IRI and literal of a query, wherever it stands; not the names of functions."""
    cursor = Cursor(text, len(text), query.prefixes)
    return _held(cursor, len(query.prologue), comparing=False)


def _held(cursor: Cursor, start: int, *, comparing: bool = True) -> tuple[Node, ...]:
    """The variables, IRIs and literals from a place on to where the cursor stands; not the names of functions."""
    inner = Cursor(cursor.text[: cursor.end], start, cursor.prefixes, cursor.base)
    inner.comparing = comparing
    found: list[Node] = []
    while inner.next is not None:
        if inner.next.kind in ("variable", "iri", "pname"):
            node = name(inner)
            if not (node.kind == "iri" and (inner.at("(") or node.iri.startswith(CASTS))):
                found.append(node)
        elif inner.next.kind in ("string", "number"):
            found.append(literal(inner))
        elif inner.says("EXISTS"):
            # What is asked for there has variables of its own.
            inner.take(), inner.bracketed()
        else:
            inner.take()
    return tuple(found)
