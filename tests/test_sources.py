"""What is known of the sources is read whole, or refused with every fault."""

from __future__ import annotations

import pytest

from curated import copy
from pilotgraph.curation import sources
from pilotgraph.errors import PilotGraphError

__all__ = ["copy"]

SOURCES, LAYOUT, JOINED = "data/sources.tsv", "data/layout.tsv", "data/joined-words.tsv"


def said(copy) -> list[str]:
    with pytest.raises(PilotGraphError) as caught:
        sources.read(copy.root / "data")
    return [str(problem) for problem in caught.value.problems]


def test_a_source_comes_with_its_layout_and_its_joined_words(copy):
    (source,) = sources.read(copy.root / "data").values()
    assert (source.id, source.doi) == ("lewis-2021", "https://doi.org/10.5334/ijic.5631")
    assert source.layout[0] == ("abstract", "heading", "Abstract", "")
    assert source.joined["GPpractice"] == "GP practice"


def test_lines_of_another_source_are_not_its_own(copy):
    before = sources.read(copy.root / "data")["lewis-2021"]
    copy.add(SOURCES, "lewis-2021", id="okafor-2014")
    with copy.path(LAYOUT).open("a") as file:
        file.write("okafor-2014\tresults\theading\tResults\t\n")
    both = sources.read(copy.root / "data")
    assert both["lewis-2021"] == before
    assert both["okafor-2014"].layout == (("results", "heading", "Results", ""),)
    assert both["okafor-2014"].joined == {}


@pytest.mark.parametrize("name", [SOURCES, LAYOUT, JOINED])
def test_a_missing_file_is_named(copy, name):
    copy.path(name).unlink()
    assert said(copy) == [f"{name}  cannot be read; every table of the codebook must be there, if only its header"]


@pytest.mark.parametrize("name", [SOURCES, LAYOUT, JOINED])
def test_a_file_saved_by_a_spreadsheet_is_refused_with_its_line(copy, name):
    first, rest = copy.path(name).read_bytes().split(b"\n", 1)
    copy.path(name).write_bytes(b"\xef\xbb\xbf" + first + b"\n" + rest.replace(b"\n", b"\r\n"))
    assert said(copy) == [
        f'{name}:1  begins with a byte order mark; save it as "UTF-8" without one',
        f"{name}:2  has Windows line ends; save the table with Unix line ends (LF)",
    ]


def test_a_byte_that_is_not_utf_8_is_told_with_its_line(copy):
    copy.path(SOURCES).write_bytes(copy.path(SOURCES).read_bytes().replace("–".encode(), b"\x96", 1))
    assert said(copy) == [f'{SOURCES}:2  is not UTF-8; save the table as "UTF-8", tab separated']


def test_a_missing_column_is_named(copy):
    copy.swap(LAYOUT, "starts_with", "starts")
    assert said(copy) == [
        f'{LAYOUT}:1  column starts_with is missing, unknown column "starts"; '
        "the columns are source, section, kind, starts_with, part"
    ]


def test_a_row_with_another_number_of_cells_is_told(copy):
    copy.swap(LAYOUT, "heading\tAbstract\t", "heading\tAbstract")
    assert said(copy)[0].startswith(f"{LAYOUT}:2  has 4 cells, the header has 5; ")


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("id", "Lewis 2021", '"Lewis 2021" is not an id; use lower case, digits, hyphens and full stops'),
        ("citation", "", "citation is empty; give the citation of the source"),
        ("doi", "10.5334/ijic.5631", 'doi "10.5334/ijic.5631" is not an address; write it with https://'),
        ("url", "https://a b", 'url "https://a b" is not an address; write it with https://'),
        ("licence", "CC BY", 'licence "CC BY" is not an address; write it with https://'),
        ("text_sha256", "abc", 'text_sha256 "abc" is not a digest; give 64 hexadecimal digits in lower case'),
    ],
)
def test_a_cell_of_another_form_is_told(copy, column, value, what):
    where = copy.spoil(SOURCES, "lewis-2021", **{column: value})
    assert f"{where}  {what}" in said(copy)


def test_a_source_described_twice_is_told(copy):
    where = copy.add(SOURCES, "lewis-2021")
    assert said(copy) == [f'{where}  id "lewis-2021" is already used at {SOURCES}:2; give it another id']


def test_layout_and_joined_words_name_a_source_that_there_is(copy):
    copy.swap(LAYOUT, "lewis-2021", "lewis-2012")
    copy.swap(JOINED, "lewis-2021", "zzz")
    assert said(copy) == [
        f'{LAYOUT}:2  source "lewis-2012" is not in data/sources.tsv; did you mean "lewis-2021"?',
        f'{JOINED}:2  source "zzz" is not in data/sources.tsv; add it there, or correct the name',
    ]


def test_an_unknown_kind_of_layout_is_told_with_the_nearest(copy):
    copy.swap(LAYOUT, "\theading\t", "\theadin\t")
    assert said(copy) == [f'{LAYOUT}:2  kind "headin" is none; did you mean "heading"?']


def test_no_source_at_all_is_a_fault(copy):
    for name in (SOURCES, LAYOUT, JOINED):
        copy.path(name).write_text(copy.path(name).read_text("utf-8").split("\n")[0] + "\n")
    assert said(copy) == [f"{SOURCES}  names no source; restore it"]
