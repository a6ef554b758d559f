"""Leads from statements to what they say and to the passages of the sources that support them."""

from __future__ import annotations

from collections.abc import Iterable

from pilotgraph.names import PREFIXES, shorten, term
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, LABEL, labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.engines import Engine, Found

ABOUT, MAY_BE_ABOUT, SUPPORTED_BY = term("about"), term("mayBeAbout"), term("supportedBy")
CLAIM, CERTAINTY, HEDGE, BASIS = term("claimStatus"), term("certainty"), term("hedge"), term("basis")
NOTE = PREFIXES["skos"] + "note"
PLACE, SECTION, FIRST, LAST = term("place"), term("section"), term("firstWords"), term("lastWords")
PAGE, SOURCE = PREFIXES["foaf"] + "page", PREFIXES["oa"] + "hasSource"


class Passage(Record):
    """
    A place in a source, located by its first and last words and never copied.

    place: such as "themes.p3.s2" (paragraph, sentence). link: opens the published source at the place.
    """

    iri: str
    source: str
    place: str
    section: str
    first_words: str
    last_words: str
    link: str

    def quote(self) -> str:
        """The first and the last words, joined by an ellipsis where words are left out between them."""
        short = not self.last_words or self.last_words == self.first_words
        return f"“{self.first_words}”" if short else f"“{self.first_words} … {self.last_words}”"


class Evidence(Record):
    """
    A statement, in our words, and the passages that support it; every field is text or a label.

    hedge: how firmly the source puts it. note: why it is coded as it is, where that is not plain.
    """

    statement: str
    gloss: str
    about: tuple[str, ...]
    may_be_about: tuple[str, ...]
    claim_status: str
    certainty: str
    hedge: str
    basis: str
    note: str
    passages: tuple[Passage, ...]


def collect(engine: Engine, statements: Iterable[str]) -> dict[str, Evidence]:
    """The evidence of each statement that the graph knows."""
    wanted = list(dict.fromkeys(statements))
    said = (LABEL, DEFINITION, NOTE, CLAIM, CERTAINTY, HEDGE, BASIS, ABOUT, MAY_BE_ABOUT, SUPPORTED_BY)
    found = engine.look_up(wanted, said)
    listed = {value.value for (_, name), values in found.items() if name == SUPPORTED_BY for value in values if value}
    places = engine.look_up(sorted(listed), (PLACE, SECTION, FIRST, LAST, PAGE, SOURCE))
    linked = (CLAIM, CERTAINTY, HEDGE, BASIS, ABOUT, MAY_BE_ABOUT)
    things = {value.value for (_, name), values in found.items() if name in linked for value in values if value}
    sources = {value.value for (_, name), values in places.items() if name == SOURCE for value in values if value}
    named = labels(engine, sorted(things | sources))
    known = {statement for statement, _ in found}
    return {iri: _evidence(iri, found, places, named) for iri in wanted if iri in known}


def _evidence(iri: str, found: Found, places: Found, named: dict[str, str]) -> Evidence:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(value.value for value in found.get((iri, name), ()) if value)

    def label_of(name: str) -> str:
        return ", ".join(_label(value, named) for value in all_of(name))

    def passage(where: str) -> Passage:
        def one(name: str) -> str:
            return next((value.value for value in places.get((where, name), ()) if value), "")

        source = one(SOURCE)
        return Passage(
            where,
            source=_label(source, named) if source else "",
            place=one(PLACE),
            section=one(SECTION),
            first_words=one(FIRST),
            last_words=one(LAST),
            link=one(PAGE),
        )

    passages = sorted((passage(where) for where in all_of(SUPPORTED_BY)), key=lambda each: _in_order(each.place))
    return Evidence(
        statement=iri,
        gloss=" ".join(all_of(DEFINITION)) or " ".join(all_of(LABEL)),
        about=tuple(_label(value, named) for value in all_of(ABOUT)),
        may_be_about=tuple(_label(value, named) for value in all_of(MAY_BE_ABOUT)),
        claim_status=label_of(CLAIM),
        certainty=label_of(CERTAINTY),
        hedge=label_of(HEDGE),
        basis=label_of(BASIS),
        note=" ".join(all_of(NOTE)),
        passages=tuple(passages),
    )


def _label(iri: str, named: dict[str, str]) -> str:
    return named.get(iri) or shorten(iri)


def _in_order(place: str) -> list[tuple[int, str]]:
    """Sorts p10 after p9."""
    import re

    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", place)]
