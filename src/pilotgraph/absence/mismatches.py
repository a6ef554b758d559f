"""Says what is wrong with a triple pattern that nothing matches."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from pilotgraph.absence.nearmisses import close_texts, same, split, unknown
from pilotgraph.absence.patterns import RDF
from pilotgraph.things import SUBCLASS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.absence.cursor import Node, Triple
    from pilotgraph.absence.probes import Inquiry
    from pilotgraph.errors import Problem
    from pilotgraph.values import Term

TYPE = RDF + "type"


def unmatched(inquiry: Inquiry, triple: Triple, inside: str = "") -> list[Problem]:
    """Why nothing matches a triple pattern by itself; inside: such as "GRAPH ?g"."""
    there = _there(inquiry, triple)
    lacking = [unknown(inquiry, node, role) for node, role, places in there if not places]
    if lacking:
        return lacking
    if (inside or inquiry.dataset) and inquiry.ask(triple.text, anywhere=True):
        return [elsewhere(inquiry, triple.text, triple.start, f"`{triple.said}`", inside)]
    predicate = triple.predicate
    if is_list(inquiry, triple):
        return [no_list(inquiry, triple)]
    if predicate.kind == "path":
        unused = [node for node, role, places in there if role == "property" and "property" not in places]
        if unused:
            return [_no_property(inquiry, triple, node) for node in unused]
        return [inquiry.problem(triple.start, f"nothing matches `{triple.said}`, although each of its names is known")]
    if predicate.iri == TYPE:
        return [_no_member(inquiry, triple)]
    if predicate.iri and ("property" not in there[0][2]):
        return [_no_property(inquiry, triple, predicate)]
    return [_no_value(inquiry, triple)]


def elsewhere(inquiry: Inquiry, pattern: str, start: int, said: str, inside: str) -> Problem:
    """The problem of what has a match only where the query does not look."""
    if not inquiry.graphs:
        what = f"{inside or 'FROM'} finds nothing where the graphs are asked together"
        return inquiry.problem(start, what, "leave it out")
    rows = inquiry.rows("DISTINCT ?graphThere", f"GRAPH ?graphThere {{ {pattern} }}", "LIMIT 8", anywhere=True)
    holding = sorted(inquiry.shown(row[0].value) for row in rows if isinstance(row[0], NamedNode))
    looked = f"inside {inside}" if inside else "in the graphs that FROM names"
    if not holding:
        return inquiry.problem(start, f"no single graph holds {said}", f"leave out {inside or 'FROM'}")
    remedy = f"it is in {' and '.join(holding)}; name that, or leave out {inside or 'FROM'}"
    return inquiry.problem(start, f"nothing {looked} matches {said}", remedy)


def is_list(inquiry: Inquiry, triple: Triple) -> bool:
    """Whether the pattern stands for a bracket such as (?one ?other)."""
    return triple.subject.kind == "made" and inquiry.text.startswith("(", triple.predicate.start)


def no_list(inquiry: Inquiry, triple: Triple) -> Problem:
    """The problem of round brackets where the graph has no such list."""
    remedy = "to ask for any of several things, list them with VALUES; for all of them, with commas"
    return inquiry.problem(triple.predicate.start, "round brackets ask for an RDF list, and none fits", remedy)


def _there(inquiry: Inquiry, triple: Triple) -> list[tuple[Node, str, set[str]]]:
    """Each IRI of a pattern with its role, and where the graph uses it; the predicate's own first."""
    nodes = [(node, "property") for node in (triple.predicate, *triple.predicate.needed)]
    role = "class" if triple.predicate.iri == TYPE else "thing"
    nodes += [(triple.subject, "thing"), (triple.object, role)]
    places = inquiry.places(node for node, _ in nodes)
    return [(node, role, places[node.iri]) for node, role in nodes if node.iri]


def _no_property(inquiry: Inquiry, triple: Triple, node: Node) -> Problem:
    """Why nothing is said with an IRI that the graph holds."""
    known = inquiry.vocabulary
    if node.iri in known.classes:
        remedy = f"write {inquiry.name(triple.subject)} a {node.text}"
        return inquiry.problem(node.start, f"{node.text} is a class, not a property", remedy)
    if node.iri in known.properties:
        what = f"{node.text} is a property, but nothing in the graph is said with it"
        return inquiry.problem(node.start, what, "ask for another property")
    own = own_kinds(inquiry, node.iri)
    kind = f"; it is of {' and '.join(own)}" if own else ""
    return inquiry.problem(node.start, f"{node.text} is a thing, not a property{kind}", "name a property there")


def _no_member(inquiry: Inquiry, triple: Triple) -> Problem:
    """Why nothing, or not this thing, is of a class."""
    thing, kind = triple.subject, triple.object
    if not (thing.iri or kind.iri or kind.kind == "literal"):
        return _no_value(inquiry, triple)
    known = inquiry.vocabulary
    said = inquiry.name(thing)
    if kind.kind == "literal":
        meant = called(inquiry, kind.value, known.classes)
        remedy = f"write {meant[0]}" if meant else "write its name with a prefix, such as pg:Programme"
        return inquiry.problem(kind.start, f"{kind.text} is a text, not a class", remedy)
    if kind.iri and kind.iri not in known.classes:
        if kind.iri in known.properties:
            remedy = f"write {said} {kind.text} ?value"
            return inquiry.problem(kind.start, f"{kind.text} is a property, not a class", remedy)
        own = own_kinds(inquiry, kind.iri)
        remedy = f"it is itself of {' and '.join(own)}" if own else ""
        return inquiry.problem(kind.start, f"{kind.text} is a thing, not a class", remedy)
    if thing.iri:
        own = own_kinds(inquiry, thing.iri)
        what = f"{said} is not of class {kind.text}" if kind.iri else f"the graph does not say of which class {said} is"
        return inquiry.problem(thing.start, what, f"it is of {' and '.join(own)}" if own else "")
    below = {sub for sub, upper in inquiry.above.items() if kind.iri in upper} & {
        each for kinds in known.types.values() for each in kinds
    }
    if below:
        what = f"things are said to be of the classes below {kind.text}, and not of itself"
        return inquiry.problem(kind.start, what, f"write {said} a/<{SUBCLASS}>* {kind.text}")
    return inquiry.problem(kind.start, f"nothing in the graph is of class {kind.text}", "ask for another class")


def _no_value(inquiry: Inquiry, triple: Triple) -> Problem:
    """Why a property that is in use has no such subject, or no such value."""
    subject, predicate, value = triple[:3]
    who, which = inquiry.name(subject), inquiry.name(predicate)
    if subject.kind == "literal":
        return inquiry.problem(subject.start, f"{who} is a text, of which nothing can be said", "swap the two sides")
    if (
        (subject.iri or value.iri)
        and value.kind != "literal"
        and inquiry.ask(f"{value.text} {predicate.text} {subject.text}")
    ):
        way = f"to {who}, not from it" if subject.iri else f"from {inquiry.name(value)}, not to it"
        return inquiry.problem(predicate.start, f"{which} leads {way}", "swap the two sides")
    if subject.iri and (value.kind not in ("iri", "literal") or not inquiry.ask(f"{who} {predicate.text} ?valueThere")):
        what = f"{who} has no {which}" if predicate.iri else f"nothing is said of {who}"
        return inquiry.problem(subject.start, what, said_of(inquiry, predicate))
    if subject.text == value.text:
        what = f"nothing has a {which} that is the thing itself"
        return inquiry.problem(triple.start, what, "name the two sides differently")
    if value.kind not in ("iri", "literal"):
        return inquiry.problem(triple.start, f"nothing matches `{triple.said}`")
    known = inquiry.values(f"{subject.text} {predicate.text} ?valueThere", "valueThere")
    has = f"{who} does not have" if subject.iri else "nothing has"
    what = f"{has} {which if predicate.iri else 'any property with the value'} {inquiry.name(value)}"
    return inquiry.problem(value.start, what, instead(inquiry, value, known))


def said_of(inquiry: Inquiry, predicate: Node) -> str:
    """Of which classes a property's subjects are, as a remedy."""
    if not predicate.iri:
        return ""
    kinds = [inquiry.shown(kind) for kind in inquiry.kinds(f"?thingThere {predicate.text} ?valueThere", "thingThere")]
    return f"it is said of {' or '.join(kinds[:3])}" if kinds else ""


def own_kinds(inquiry: Inquiry, iri: str) -> list[str]:
    """The most specific classes of a thing, as one would write them."""
    own = inquiry.vocabulary.types.get(iri, set())
    above = {upper for kind in own for upper in inquiry.above.get(kind, set()) - {kind}}
    return sorted(inquiry.shown(kind) for kind in own - above)


def instead(inquiry: Inquiry, wanted: Node, known: list[tuple[Term, int]]) -> str:
    """
    What to write in place of a value that does not occur.

    known: the values that do, most frequent first.
    """
    terms = [value for value, _ in known]
    if wanted.kind == "literal":
        texts = [term for term in terms if isinstance(term, Literal)]
        spelt = [term for term in texts if term.value.casefold() == wanted.value.casefold()]
        if spelt:
            return f"write {inquiry.term(spelt[0])}, as the graph does" + _why(spelt[0], wanted)
        meant = called(inquiry, wanted.value, [term.value for term in terms if isinstance(term, NamedNode)])
        if meant:
            return f"its values are things, not texts: write {meant[0]}"
        close = close_texts(wanted.value, [term.value for term in texts]) if wanted.text[0] in "\"'" else []
        if close:
            by_text = {term.value: term for term in texts}
            return f"did you mean {' or '.join(inquiry.term(by_text[each]) for each in close)}?"
    if not known:
        return ""
    kind = "things, such as " if wanted.kind == "literal" and isinstance(terms[0], NamedNode) else ""
    kind = "texts or numbers, such as " if wanted.iri and isinstance(terms[0], Literal) else kind
    return f"its values are {kind}{inquiry.listed(known)}"


def called(inquiry: Inquiry, text: str, iris: Iterable[str]) -> list[str]:
    """Those of the IRIs whose last part or label is the text, as one would write them."""
    labels = inquiry.vocabulary.labels
    fitting = (
        iri for iri in iris if same(text) and same(text) in (same(split(iri)[1]), *map(same, labels.get(iri, ())))
    )
    return [inquiry.written(iri) for iri in fitting]


def _why(term: Literal, wanted: Node) -> str:
    if term.value != wanted.value:
        return ""
    if term.language and "@" not in wanted.text[-20:]:
        return f" (its texts carry the language {term.language})"
    return " (its kind of value differs)"
