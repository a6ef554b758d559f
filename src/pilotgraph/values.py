"""Gives equal values one form, whichever engine they come from, and turns RDF terms into Python values."""

from __future__ import annotations

from pilotgraph.names import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode

    Term = NamedNode | Literal | BlankNode | None
    Row = tuple[Term, ...]
    Triple = tuple[NamedNode | BlankNode, NamedNode, NamedNode | Literal | BlankNode]

XSD = PREFIXES["xsd"]
BOOLEAN = XSD + "boolean"
INTEGER = XSD + "integer"
DECIMAL = XSD + "decimal"
STRING = XSD + "string"
LANGUAGE_STRING = PREFIXES["rdf"] + "langString"
INTEGERS = {
    XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
}
FLOATS = {XSD + "double", XSD + "float"}


def plain(term: Term) -> str | int | float | bool | None:
    """The Python value of a term: a bool, an int (a whole decimal too), a float, a str (an IRI too), or None."""
    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return str(term.value)
    text: str = term.value
    try:
        if datatype.value == BOOLEAN:
            return text in ("true", "1")
        if datatype.value in INTEGERS:
            return int(text)
        if datatype.value == DECIMAL:
            number = float(text)
            return int(number) if number.is_integer() else number
        if datatype.value in FLOATS:
            return float(text)
    except ValueError:
        return text
    return text


def canonical(term: Term, *, truth: bool = False, separator: str | None = None) -> Term:
    """
    The one form of a value.

    truth: the value is the truth of an EXISTS, which some engines return as 0 or 1.
    separator: the value is made by GROUP_CONCAT with it, and its parts are put in order.
    """
    datatype = getattr(term, "datatype", None)
    if term is None or datatype is None:
        return term
    kind: str = datatype.value
    if separator is not None and kind in (STRING, LANGUAGE_STRING):
        # Some engines keep the language of the parts, others drop it.
        return _literal(separator.join(sorted(term.value.split(separator))) if separator else term.value, STRING)
    if kind in (STRING, LANGUAGE_STRING) and not truth:
        return term
    text = term.value.strip()
    if kind == BOOLEAN or (truth and text in ("0", "1")):
        return _literal({"1": "true", "0": "false"}.get(text, text), BOOLEAN)
    if kind in INTEGERS:
        return _literal("0" if not text.strip("+-0") else _integer(text), INTEGER)
    if kind == DECIMAL:
        whole, _, part = text.partition(".")
        part = part.rstrip("0")
        if not part and not whole.strip("+-0"):
            return _literal("0", INTEGER)
        number = _integer(whole)
        return _literal(f"{number}.{part}" if part else number, DECIMAL if part else INTEGER)
    return term


def _integer(text: str) -> str:
    sign = "-" if text.startswith("-") else ""
    digits = text.lstrip("+-").lstrip("0") or "0"
    return sign + digits


def _literal(text: str, datatype: str) -> Literal:
    from pyoxigraph import Literal, NamedNode

    return Literal(text) if datatype == STRING else Literal(text, datatype=NamedNode(datatype))
