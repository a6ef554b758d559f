"""Reads by what a picture is narrowed from an address, and refuses what is no choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pilotgraph.errors import Problem
from pilotgraph.names import shorten
from pilotgraph.queries import nearest
from pilotgraph.records import Record
from pilotgraph.web.problems import Refusal


class Option(Record):
    """
    One thing that can be chosen.

    value: how an address says it. label: how a reader sees it. iri: of the thing, or "" where it is only a word.
    """

    value: str
    label: str
    iri: str = ""

    @property
    def key(self) -> str:
        """By what the data knows the option."""
        return self.iri or self.value


class Choice(Record):
    """A field of a form: its name in the address, its label, its options, and what it means that none is chosen."""

    name: str
    label: str
    options: tuple[Option, ...]
    otherwise: str = "any"


def of_things(things: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Options for (IRI, label), in the order given; an address says a thing by the last part of its IRI."""
    listed = list(dict.fromkeys(things))
    names = [iri.rstrip("/").rsplit("/", 1)[-1] for iri, _ in listed]
    return tuple(
        Option(name if names.count(name) == 1 else shorten(iri), label, iri)
        for (iri, label), name in zip(listed, names, strict=True)
    )


def read(given: Iterable[tuple[str, str]], offered: Sequence[Choice]) -> dict[str, Option]:
    """
    The option chosen in each field; fields that are left open are left out.

    given: the names and values of an address; a thing may be said by its id, its short form, its IRI or its label.
    Raises Refusal with the problems of all fields.
    """
    by_name = {choice.name: choice for choice in offered}
    found: dict[str, Option] = {}
    problems: list[Problem] = []
    for name, value in given:
        choice = by_name.get(name)
        said = value.strip()
        if choice is None:
            remedy = nearest(name, by_name) or (f"it takes {', '.join(by_name)}" if by_name else "it takes none")
            problems.append(Problem(name[:200], "is not a choice of this page", remedy))
        elif name in found:
            problems.append(Problem(name, "is given more than once", "give it once"))
        elif said and said.casefold() != "any":
            option = _option(choice, said)
            if option is None:
                known = [each.value for each in choice.options]
                remedy = nearest(said, [*known, *(each.label for each in choice.options)])
                remedy = remedy or f"say {', '.join(known[:12])}"
                problems.append(Problem(name, f'"{said[:200]}" is none of its values', remedy))
            else:
                found[name] = option
    if problems:
        raise Refusal("bad-request", problems)
    return found


def _option(choice: Choice, said: str) -> Option | None:
    folded = said.casefold()
    for option in choice.options:
        names = {option.value, option.label, option.iri, shorten(option.iri)} - {""}
        if folded in {name.casefold() for name in names}:
            return option
    return None
