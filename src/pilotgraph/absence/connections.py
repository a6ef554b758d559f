"""Tells which parts of a query hang together, and so can be without a match only together."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotgraph.absence.clauses import Part


def connected(parts: Sequence[Part], first: Part, inside: str = "") -> list[Part]:
    """
    Those of the parts that share a variable with the first, or with one that does, in their order.

    inside: such as "GRAPH ?g", whose variable they all share.
    """
    names = set(first.variables)
    of_each = [part.variables for part in parts]
    reached: set[int] = set()
    grown = True
    while grown:
        grown = False
        for number, own in enumerate(of_each):
            if number not in reached and (names & own or "?" in inside or parts[number] == first):
                reached.add(number)
                names |= own
                grown = True
    return [parts[number] for number in sorted(reached)]


def together(parts: Iterable[Part], inside: str = "") -> str:
    """
    The text of some parts of a group, in their order.

    What shares no variable is asked for by itself: all pairs of two long lists would be looked through otherwise.
    """
    rest = list(parts)
    texts = []
    while rest:
        found = connected(rest, rest[0], inside)
        rest = [part for part in rest if part not in found]
        texts.append("\n".join(part.text for part in found))
    if len(texts) > 1:
        texts = [f"{{ SELECT (1 AS ?apart{number}) {{ {text} }} LIMIT 1 }}" for number, text in enumerate(texts)]
    text = "\n".join(texts)
    return f"{inside} {{ {text} }}" if inside else text
