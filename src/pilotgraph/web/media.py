"""The media types that the server speaks, and the choice among them that a request asks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pilotgraph.records import Record


class Media(Record):
    """
    A form in which an answer can be sent.

    name: the value of the parameter "format". type: the media type that is sent.
    also: other media types that ask for the same. text: whether the type is sent with a character set.
    """

    name: str
    type: str
    also: tuple[str, ...] = ()
    text: bool = False

    @property
    def content_type(self) -> str:
        """The value of the header Content-Type."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


# In each list, what is sent where the request leaves the choice to the server comes first.
TABLES = (
    Media("json", "application/sparql-results+json", ("application/json",)),
    # XML says itself how it is encoded, but R believes only the header.
    Media("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), text=True),
    Media("csv", "text/csv", text=True),
    Media("tsv", "text/tab-separated-values", text=True),
)
GRAPHS = (
    Media("turtle", "text/turtle", ("application/x-turtle", "text/n3", "text/rdf+n3"), text=True),
    Media("ntriples", "application/n-triples", ("text/plain",), text=True),
    Media("jsonld", "application/ld+json", ("application/json",)),
    Media("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), text=True),
)
HTML = Media("html", "text/html", ("application/xhtml+xml",), text=True)
JSON = Media("json", "application/json")
OPENAPI = Media("openapi", "application/vnd.oai.openapi+json", ("application/json",))
PROBLEM = Media("problem", "application/problem+json")
XLSX = Media("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
BIBTEX = Media("bibtex", "application/x-bibtex", ("text/x-bibtex",), text=True)
RIS = Media("ris", "application/x-research-info-systems", text=True)
# What the answer to a saved question can be taken away as.
ANSWERS = (HTML, *TABLES, XLSX, *GRAPHS, BIBTEX, RIS)


class Wish(Record):
    """One range of an Accept header: a type or "*", a subtype or "*", and its weight between 0 and 1."""

    type: str
    subtype: str
    weight: float


def choose(offered: Sequence[Media], accept: str | None) -> Media | None:
    """
    The offered form that an Accept header wants most, the first of equals; None if it wants none of them.

    accept: the header's value; None or empty leaves the choice to the server.
    The most specific range that fits a form decides its weight (RFC 9110, section 12.5.1).
    """
    said = accept or ""
    # The same few headers come again and again; longer ones are not worth keeping.
    return _choose(tuple(offered), said) if len(said) < 500 else _choose.__wrapped__(tuple(offered), said)


@lru_cache(1000)
def _choose(offered: tuple[Media, ...], accept: str) -> Media | None:
    wishes = _wishes(accept)
    if not wishes:
        return offered[0]
    best: tuple[float, Media] | None = None
    for form in offered:
        weight = _wanted(wishes, form)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, form)
    return best[1] if best else None


def named(offered: Sequence[Media], name: str) -> Media | None:
    """The offered form of this name or media type."""
    wanted = name.strip().lower()
    return next((form for form in offered if wanted in (form.name, form.type, *form.also)), None)


def _wishes(accept: str) -> list[Wish]:
    found = []
    for part in accept.split(","):
        range_, *parameters = (piece.strip() for piece in part.split(";"))
        type_, slash, subtype = range_.lower().partition("/")
        if range_ == "*":
            # Not in the standard, but sent by older clients.
            type_, slash, subtype = "*", "/", "*"
        if not slash or not type_ or not subtype:
            continue
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                weight = _number(value)
        found.append(Wish(type_, subtype.strip(), weight))
    return found


def _number(text: str) -> float:
    try:
        value = float(text.strip())
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _wanted(wishes: Sequence[Wish], form: Media) -> float:
    """The weight of a form: by its own type, or by another name for it where only that is asked for."""
    asked = {f"{wish.type}/{wish.subtype}" for wish in wishes}
    if form.type not in asked:
        by_another_name = [_weight(wishes, other) for other in form.also if other in asked]
        if by_another_name:
            return max(by_another_name)
    return _weight(wishes, form.type)


def _weight(wishes: Sequence[Wish], media_type: str) -> float:
    type_, _, subtype = media_type.partition("/")
    fitting = [
        ((wish.type != "*") + (wish.subtype != "*"), wish.weight)
        for wish in wishes
        if wish.type in ("*", type_) and wish.subtype in ("*", subtype)
    ]
    if not fitting:
        return 0.0
    closest = max(specific for specific, _ in fitting)
    return max(weight for specific, weight in fitting if specific == closest)
