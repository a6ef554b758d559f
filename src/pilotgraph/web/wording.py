"""Puts the names of columns, places in a source, and numbers of things into words."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Variables whose word in SPARQL is not the word for a reader.
SAID = {"definition": "what it says"}
PARTS = {"p": "paragraph", "s": "sentence", "e": "entry"}
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PLACE = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*){1,3}")


def heading(name: str) -> str:
    """The name of a variable or parameter in plain words: "significantIn" is "significant in"."""
    return SAID.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def capital(text: str) -> str:
    """The text with a capital at its beginning, unless it begins with a name such as "pg:Programme"."""
    if ":" in text.partition(" ")[0].rstrip(":"):
        return text
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: with a capital, and a full stop unless it ends in a mark of its own."""
    text = text.strip()
    return capital(text) + ("" if not text or text[-1] in ".?!…”" else ".")


def place(name: str) -> str:
    """A place in a source in words: "table-2.barriers.e06" is "Table 2, barriers, entry 6"; else what was given."""
    if not PLACE.fullmatch(name):
        return name
    section, *parts = name.split(".")
    if section.startswith("abstract-"):
        parts = [section.removeprefix("abstract-"), *parts]
        section = "abstract"
    return ", ".join([capital(section.replace("-", " ")), *map(_part, parts)])


def counted(number: int, one: str, more: str = "") -> str:
    """A number with its word: "1 row", "2 rows", "1,200 rows"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def in_words(number: int, one: str, more: str = "") -> str:
    """As `counted`, with a small number as a word: "three programmes"."""
    said = counted(number, one, more)
    return f"{SMALL[number]} {said.partition(' ')[2]}" if 0 <= number < len(SMALL) else said


def marked(text: str, words: str) -> Markup:
    """The text as HTML, with every place marked that holds one of the words."""
    wanted = "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))
    if not wanted:
        return escape(text)
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE)
    told = [Markup("<mark>{}</mark>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)]
    return Markup("").join(told)


def _part(part: str) -> str:
    found = re.fullmatch(r"([pse])0*(\d+)", part)
    return f"{PARTS[found[1]]} {found[2]}" if found else part.replace("-", " ").replace("icps", "ICPs")
