"""Writes references as BibTeX and as RIS, which reference managers read."""

from __future__ import annotations

from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.references import Author, Reference

BIBTEX_KINDS = {"article": "article", "dataset": "misc", "other": "misc"}
RIS_KINDS = {"article": "JOUR", "dataset": "DATA", "other": "GEN"}
# A brace counts for BibTeX even after a backslash, so that braces are named.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# Addresses are taken as they stand, but braces must pair and a backslash is never part of one.
ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


def bibtex(references: Iterable[Reference]) -> str:
    """
    The references as BibTeX in UTF-8, an entry for each; fields of which nothing is known are left out.

    Titles stand in double braces, so that no style takes away the capitals of names.
    """
    return "\n".join(_entry(each) for each in references)


def ris(references: Iterable[Reference]) -> str:
    """The references as RIS in UTF-8, a record for each, with the line ends (CR and LF) that RIS wants."""
    return "".join(f"{line}\r\n" for each in references for line in _record(each))


def _entry(reference: Reference) -> str:
    title = f"{{{_tex(reference.title)}}}" if reference.title else ""
    fields = {
        "author": " and ".join(_tex_name(author) for author in reference.authors),
        "title": title,
        "journal": _tex(reference.journal),
        "year": _tex(reference.year),
        "volume": _tex(reference.volume),
        "number": _tex(reference.issue),
        "pages": _tex(reference.pages).replace("–", "--"),
        "version": _tex(reference.version),
        "doi": _line(reference.doi).translate(ADDRESS),
        "url": _line(reference.url).translate(ADDRESS),
        "note": _tex(_note(reference)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{BIBTEX_KINDS[reference.kind]}{{{reference.key},", *lines, "}\n"])


def _record(reference: Reference) -> list[str]:
    first, _, last = reference.pages.partition("–" if "–" in reference.pages else "-")
    fields = [
        ("TY", RIS_KINDS[reference.kind]),
        ("ID", reference.key),
        *(("AU", ", ".join(filter(None, author))) for author in reference.authors),
        ("TI", reference.title),
        ("T2", reference.journal),
        ("PY", reference.year),
        ("VL", reference.volume),
        ("IS", reference.issue),
        ("SP", first),
        ("EP", last),
        ("ET", reference.version),
        ("DO", reference.doi),
        ("UR", reference.url),
        ("N1", _note(reference)),
    ]
    return [*(f"{tag}  - {_line(value)}" for tag, value in fields if value), "ER  - "]


def _note(reference: Reference) -> str:
    kind = "Data set." if reference.kind == "dataset" else ""
    licence = f"Licence: {reference.licence}" if reference.licence else ""
    return " ".join(filter(None, (kind, reference.note, licence)))


def _tex_name(author: Author) -> str:
    # BibTeX would take the words of an organisation's name for given and family names.
    return f"{_tex(author.family)}, {_tex(author.given)}" if author.given else f"{{{_tex(author.family)}}}"


def _tex(text: str) -> str:
    return _line(text).translate(TEX)


def _line(text: str) -> str:
    return " ".join(text.split())
