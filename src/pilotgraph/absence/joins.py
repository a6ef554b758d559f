"""Says why parts of a query that have matches by themselves have none together."""

from __future__ import annotations

from pilotgraph.absence.connections import connected
from pilotgraph.absence.mismatches import TYPE, elsewhere, instead, is_list, no_list, said_of
from pilotgraph.absence.nearmisses import missing, unknown
from pilotgraph.absence.probes import body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotgraph.absence.clauses import Part
    from pilotgraph.absence.cursor import Triple
    from pilotgraph.absence.probes import Inquiry
    from pilotgraph.errors import Problem

MOST_SAID = 4


def smallest(inquiry: Inquiry, parts: Sequence[Part], last: Part, inside: str) -> list[Part]:
    """
    The smallest set of parts, with the last one in it, of which none can be left out if there is to be no match.

    parts: those before the last, which have a match together and none with the last.
    """

    def matches(chosen: Sequence[Part]) -> bool:
        # What does not hang together with the last part has a match, since it had one without it.
        return inquiry.has(connected([*chosen, last], last, inside), inside)

    def needed(kept: list[Part], changed: bool, open_: list[Part]) -> list[Part]:
        if changed and not matches(kept):
            return []
        if len(open_) == 1:
            return open_
        half = len(open_) // 2
        one, other = open_[:half], open_[half:]
        of_other = needed(kept + one, True, other)
        return needed(kept + of_other, bool(of_other), one) + of_other

    found = needed([], False, list(parts)) if parts else []
    return sorted([*found, last], key=lambda part: part.start)


def unjoined(inquiry: Inquiry, whole: Sequence[Part], parts: Sequence[Part], inside: str) -> Problem:
    """
    Why some parts have no match together, of which all but any one have.

    whole: the group of which they are parts.
    """
    for part in parts:
        if part.triple and is_list(inquiry, part.triple):
            return no_list(inquiry, part.triple)
    if inside.startswith("GRAPH") and inquiry.has(parts, anywhere=True):
        return elsewhere(inquiry, body(parts), parts[-1].start, _all_said(inquiry, parts), inside)
    return (
        _clash_of_kinds(inquiry, parts)
        or _value_that_fits_not(inquiry, parts, inside)
        or _listed(inquiry, whole, parts, inside)
    )


def _clash_of_kinds(inquiry: Inquiry, parts: Sequence[Part]) -> Problem | None:
    """Two patterns that ask of one thing what no kind of thing has."""
    one, other = (part.triple for part in parts) if len(parts) == 2 else (None, None)
    if one is None or other is None:
        return None
    if other.predicate.iri == TYPE and one.predicate.iri != TYPE:
        one, other = other, one
    for node in (one.subject, one.object):
        if node.kind in ("iri", "literal"):
            continue
        problem = _clash_at(inquiry, one, other, node.text)
        if problem:
            return problem
    return None


def _clash_at(inquiry: Inquiry, one: Triple, other: Triple, name: str) -> Problem | None:
    if one.predicate.iri == TYPE and one.subject.text == name and one.object.iri:
        kind = one.object.text
        if other.predicate.iri == TYPE and other.object.iri:
            return inquiry.problem(
                other.start, f"nothing is of both classes, {kind} and {other.object.text}", "ask for one"
            )
        free = _freed(other, name)
        if not other.predicate.iri or inquiry.ask(f"{one.text} {free}"):
            return None
        property_ = inquiry.name(other.predicate)
        if other.subject.text == name:
            what = f"nothing of class {kind} has {property_}{_on_line(inquiry, other, one)}"
            return inquiry.problem(other.start, what, said_of(inquiry, other.predicate))
        led = _kinds(inquiry, free, name)
        what = f"{property_} leads to nothing of class {kind}{_on_line(inquiry, other, one)}"
        return inquiry.problem(other.start, what, f"it leads to {led}" if led else "")
    if not (one.predicate.iri and other.predicate.iri):
        return None
    first, second = _freed(one, name), _freed(other, name)
    if name not in (other.subject.text, other.object.text) or inquiry.ask(f"{first} {second}"):
        return None
    roles, kinds = [], []
    for triple, pattern in ((one, first), (other, second)):
        has, property_ = triple.subject.text == name, inquiry.name(triple.predicate)
        kind = _kinds(inquiry, pattern, name)
        roles.append(f"{'has' if has else 'is a value of'} {property_}")
        kinds += [f"{property_} {'is said of' if has else 'leads to'} {kind}"] if kind else []
    who = f"no {name}" if name in (one.subject.said, one.object.said) else "nothing"
    return inquiry.problem(other.start, f"{who} both {' and '.join(roles)}", "; ".join(kinds))


def _freed(triple: Triple, name: str) -> str:
    """The pattern with only this variable and the property kept."""
    ends = [node.text if node.text == name else f"?free{triple.start}" for node in (triple.subject, triple.object)]
    return f"{ends[0]} {triple.predicate.text} {ends[1]} ."


def _kinds(inquiry: Inquiry, pattern: str, name: str) -> str:
    variable = name.lstrip("?$_:")
    kinds = inquiry.kinds(pattern.replace(name, f"?{variable}"), variable)
    return " or ".join(inquiry.shown(kind) for kind in kinds[:3])


def _value_that_fits_not(inquiry: Inquiry, parts: Sequence[Part], inside: str) -> Problem | None:
    """A fixed value in place of which others would have a match."""
    for part in reversed(parts):
        rest = [each for each in parts if each != part]
        if part.kind in ("values", "bind"):
            for node in missing(inquiry, part.nodes):
                return unknown(inquiry, node, "thing")
            given = part.given[0] if len(part.given) == 1 else ""
            known = inquiry.values(body(rest, inside), given) if given else []
            if known:
                what = f"{part.kind.upper()} gives ?{given} no value that fits {_all_said(inquiry, rest)}"
                fixed = [node for node in part.nodes if node.kind in ("iri", "literal")]
                return inquiry.problem(part.start, what, instead(inquiry, fixed[0], known) if fixed else "")
        triple = part.triple
        if triple and triple.object.kind in ("iri", "literal") and triple.predicate.iri != TYPE:
            freed = part._replace(text=f"{triple.subject.text} {triple.predicate.text} ?valueThere .")
            known = inquiry.values(body([*rest, freed], inside), "valueThere")
            if known:
                what = (
                    f"nothing that matches {_all_said(inquiry, rest)} has {triple.predicate.text} {triple.object.text}"
                )
                return inquiry.problem(triple.start, what, instead(inquiry, triple.object, known))
    return None


def _listed(inquiry: Inquiry, whole: Sequence[Part], parts: Sequence[Part], inside: str) -> Problem:
    said = [_said(inquiry, part) + (f" in line {inquiry.line(part.start)}" if part.triple else "") for part in parts]
    shown = "; ".join(said[:MOST_SAID]) + ("; …" if len(said) > MOST_SAID else "")
    what = f"these have no match together, though each has one by itself: {shown}"
    without = [_said(inquiry, part) for part in parts if can_be_spared(inquiry, whole, part, inside)]
    remedy = f"without {' or '.join(without)} there are rows" if without else "take out one of them"
    return inquiry.problem(parts[-1].start, what, remedy)


def can_be_spared(inquiry: Inquiry, whole: Sequence[Part], part: Part, inside: str) -> bool:
    """Whether the rest has a match and still hangs together."""
    rest = [each for each in whole if each != part]
    bound = [each for each in rest if each.variables]
    return bool(bound) and len(connected(bound, bound[0], inside)) == len(bound) and inquiry.has(rest, inside)


def _all_said(inquiry: Inquiry, parts: Sequence[Part]) -> str:
    return " and ".join([_said(inquiry, part) for part in parts[:MOST_SAID]] + ["more"] * (len(parts) > MOST_SAID))


def _said(inquiry: Inquiry, part: Part) -> str:
    if part.triple:
        return f"`{part.triple.said}`"
    named = {"select": "inner SELECT", "group": "group"}.get(part.kind) or part.kind.upper()
    return f"the {named} in line {inquiry.line(part.start)}"


def _on_line(inquiry: Inquiry, one: Triple, other: Triple) -> str:
    lines = inquiry.line(one.start), inquiry.line(other.start)
    return f" (line {lines[1]} asks for that class)" if lines[0] != lines[1] else ""
