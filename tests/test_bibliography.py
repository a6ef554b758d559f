"""Facts about references as BibTeX and RIS, read back by readers that are not ours."""

from __future__ import annotations

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from pilotgraph.bibliography import bibtex, ris
from pilotgraph.references import Author, Reference

AWKWARD = 'Fish & Chips: 5% more_or_less #1 for $2 – “café” ~ \\ 😀 "quoted" and so on'
ADDRESS = "https://example.org/a%20b_c?x=1&y=2#z"
ARTICLE = Reference(
    key="okafor-2014",
    kind="article",
    title="Warm homes – what did they cost?",
    authors=(Author("Okafor", "Ada B"), Author("van der Berg", "J"), Author("Fish and Chips Ltd")),
    year="2014",
    journal="Journal of Roofs & Walls",
    volume="3",
    issue="2",
    pages="10–12",
    doi="10.1000/a_b",
    url="https://example.org/okafor",
    licence="https://creativecommons.org/licenses/by/4.0/",
    note="Read twice.",
)
DATA = Reference("pilotgraph-1.2", "dataset", "Graph", (Author("Someone"),), version="1.2", url=ADDRESS)


def entries(text: str, *, decoded: bool = True) -> list[dict[str, str]]:
    read = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()] if decoded else [])
    assert not read.failed_blocks
    return [
        {"kind": entry.entry_type, "key": entry.key, **{field.key: field.value for field in entry.fields}}
        for entry in read.entries
    ]


def test_an_article_is_read_back_from_bibtex():
    (read,) = entries(bibtex([ARTICLE]))
    assert read == {
        "kind": "article",
        "key": "okafor-2014",
        "author": "Okafor, Ada B and van der Berg, J and Fish and Chips Ltd",
        "title": "Warm homes – what did they cost?",
        "journal": "Journal of Roofs & Walls",
        "year": "2014",
        "volume": "3",
        "number": "2",
        # As LaTeX writes a dash between numbers.
        "pages": "10–12",
        "doi": "10.1000/a_b",
        "url": "https://example.org/okafor",
        "note": "Read twice. Licence: https://creativecommons.org/licenses/by/4.0/",
    }


def test_an_organisation_is_one_author():
    """Without braces of its own its name would be torn apart at the word and."""
    (read,) = entries(bibtex([ARTICLE]), decoded=False)
    assert read["author"].endswith(" and {Fish and Chips Ltd}")


def test_an_article_is_read_back_from_ris():
    (read,) = rispy.loads(ris([ARTICLE]))
    assert read == {
        "type_of_reference": "JOUR",
        "id": "okafor-2014",
        "authors": ["Okafor, Ada B", "van der Berg, J", "Fish and Chips Ltd"],
        "title": "Warm homes – what did they cost?",
        "secondary_title": "Journal of Roofs & Walls",
        "year": "2014",
        "volume": "3",
        "number": "2",
        "start_page": "10",
        "end_page": "12",
        "doi": "10.1000/a_b",
        "urls": ["https://example.org/okafor"],
        "notes": ["Read twice. Licence: https://creativecommons.org/licenses/by/4.0/"],
    }


def test_a_data_set_is_told_as_one():
    (entry,), (record,) = entries(bibtex([DATA])), rispy.loads(ris([DATA]))
    assert (entry["kind"], entry["version"], entry["note"]) == ("misc", "1.2", "Data set.")
    assert (record["type_of_reference"], record["edition"], record["authors"]) == ("DATA", "1.2", ["Someone"])


def test_what_is_not_known_is_left_out():
    nothing = Reference("k", "other", "Only a title")
    assert entries(bibtex([nothing])) == [{"kind": "misc", "key": "k", "title": "Only a title"}]
    assert ris([nothing]) == "TY  - GEN\r\nID  - k\r\nTI  - Only a title\r\nER  - \r\n"


@pytest.mark.parametrize("field", ["title", "journal", "note"])
def test_every_sign_survives(field):
    reference = Reference("k", "other", "t", url=ADDRESS)._replace(**{field: AWKWARD})
    (entry,) = entries(bibtex([reference]))
    (plainly,) = entries(bibtex([reference]), decoded=False)
    (record,) = rispy.loads(ris([reference]))
    assert entry[field] == AWKWARD
    assert plainly["url"] == record["urls"][0] == ADDRESS
    assert AWKWARD in (record.get("title"), record.get("secondary_title"), *record.get("notes", []))


@pytest.mark.parametrize("text", ["a { b", "a } b", "} {", "ends in \\", "two\nlines", "ER  - \r\nTY  - JOUR"])
def test_no_value_breaks_out_of_its_entry(text):
    given = [Reference("one", "article", text, (Author(text, text),), note=text), DATA]
    assert [entry["key"] for entry in entries(bibtex(given), decoded=False)] == ["one", "pilotgraph-1.2"]
    assert [record["id"] for record in rispy.loads(ris(given))] == ["one", "pilotgraph-1.2"]


def test_capitals_of_a_title_are_kept_by_every_style():
    assert "title = {{Graph}}," in bibtex([DATA])


def test_every_line_of_ris_ends_as_ris_wants():
    written = ris([ARTICLE, DATA])
    assert written.count("\r\n") == written.count("\n") == len(written.splitlines())
    assert written.count("\r\nER  - \r\n") == 2
