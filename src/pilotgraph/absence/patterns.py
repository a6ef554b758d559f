"""Reads triple patterns, with their paths and brackets, into single triples that each know their place in the text."""

from __future__ import annotations

from collections.abc import Iterable

from pilotgraph.absence.cursor import Cursor, Node, Triple, UnreadableError, literal, name
from pilotgraph.names import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    # Makes triples of the two ends of a path, and where the second end stands.
    Link = Callable[[Node, Node, int], list[Triple]]

RDF = PREFIXES["rdf"]


def triples(cursor: Cursor) -> list[Triple]:
    """All triples that are said of one subject; UnreadableError where no subject stands."""
    found: list[Triple] = []
    bracket = cursor.at("[", "(")
    subject = _node(cursor, found)
    if not (bracket and found and _ends(cursor)):
        _said_of(cursor, subject, found)
    return found


def _ends(cursor: Cursor) -> bool:
    """Whether nothing more is said of the subject."""
    after = cursor.next
    return after is None or cursor.at(".", "}", "{", "]") or (after.kind == "word" and after.text != "a")


def _said_of(cursor: Cursor, subject: Node, found: list[Triple]) -> None:
    while True:
        link = _verb(cursor)
        while True:
            start = cursor.next.start if cursor.next else 0
            value = _node(cursor, found)
            found.extend(link(subject, value, start))
            if not cursor.at(","):
                break
            cursor.take()
        if not cursor.at(";"):
            return
        while cursor.at(";"):
            cursor.take()
        if _ends(cursor):
            return


def _node(cursor: Cursor, found: list[Triple]) -> Node:
    token = cursor.next
    if token is None:
        raise UnreadableError
    if token.kind in ("variable", "iri", "pname"):
        return name(cursor)
    if token.kind == "blank":
        return Node("blank", cursor.take().text, token.start)
    if token.text == "[":
        return _bracket(cursor, found)
    if token.text == "(":
        return _collection(cursor, found)
    return literal(cursor)


def _bracket(cursor: Cursor, found: list[Triple]) -> Node:
    made = cursor.fresh(cursor.take().start)
    if not cursor.at("]"):
        _said_of(cursor, made, found)
    cursor.expect("]")
    return made


def _collection(cursor: Cursor, found: list[Triple]) -> Node:
    start = cursor.take().start
    items: list[Node] = []
    while not cursor.at(")"):
        items.append(_node(cursor, found))
    cursor.take()
    rest = Node("iri", f"<{RDF}nil>", start, iri=RDF + "nil")
    for item in reversed(items):
        whole = cursor.fresh(start)
        for part, value in (("first", item), ("rest", rest)):
            found.append(Triple(whole, Node("iri", f"<{RDF}{part}>", start, iri=RDF + part), value, value.start))
        rest = whole
    return rest


def _verb(cursor: Cursor) -> Link:
    if cursor.next and cursor.next.kind == "variable":
        return _plain(name(cursor))
    return _either(cursor)[0]


def _plain(node: Node) -> Link:
    return lambda subject, value, _: [Triple(subject, node, value, node.start)]


def _either(cursor: Cursor) -> tuple[Link, tuple[Node, ...]]:
    """A path, as what makes triples of its two ends, and the IRIs that it needs."""
    start = cursor.next.start if cursor.next else 0
    link, needed = _steps(cursor)
    if not cursor.at("|"):
        return link, needed
    while cursor.at("|"):
        cursor.take()
        needed += _steps(cursor)[1]
    return _whole(cursor, start, needed), needed


def _steps(cursor: Cursor) -> tuple[Link, tuple[Node, ...]]:
    links = [_step(cursor)]
    while cursor.at("/"):
        cursor.take()
        links.append(_step(cursor))

    def chained(subject: Node, value: Node, start: int) -> list[Triple]:
        ends = [subject, *(cursor.fresh(start) for _ in links[1:]), value]
        pairs = zip(links, ends, ends[1:], strict=False)
        return [triple for (link, _), one, other in pairs for triple in link(one, other, start)]

    return (chained if len(links) > 1 else links[0][0]), _all(needed for _, needed in links)


def _step(cursor: Cursor) -> tuple[Link, tuple[Node, ...]]:
    start = cursor.next.start if cursor.next else 0
    if cursor.at("^"):
        cursor.take()
        inner, needed = _step(cursor)
        return (lambda subject, value, place: inner(value, subject, place)), needed
    if cursor.at("!"):
        cursor.take()
        if cursor.at("("):
            cursor.bracketed()
        else:
            if cursor.at("^"):
                cursor.take()
            cursor.take()
        return _whole(cursor, start, ()), ()
    if cursor.at("("):
        cursor.take()
        link, needed = _either(cursor)
        cursor.expect(")")
    elif cursor.next and cursor.next.kind == "word" and cursor.next.text == "a":
        node = Node("iri", cursor.take().text, start, iri=RDF + "type")
        link, needed = _plain(node), (node,)
    else:
        node = name(cursor)
        link, needed = _plain(node), (node,)
    if cursor.at("*", "+", "?"):
        # A path of no steps matches whatever its property is.
        needed = needed if cursor.take().text == "+" else ()
        link = _whole(cursor, start, needed)
    return link, needed


def _whole(cursor: Cursor, start: int, needed: tuple[Node, ...]) -> Link:
    text = cursor.text[start : cursor.end]
    return _plain(Node("path", text, start, needed=needed))


def _all(lists: Iterable[tuple[Node, ...]]) -> tuple[Node, ...]:
    return tuple(node for nodes in lists for node in nodes)
