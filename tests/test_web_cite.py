"""The page on citing names the graph, its source and the software, in words and for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

import serving
from curated import ROOT
from pilotgraph import __version__

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with serving.client("--workers", "1") as asking:
        yield asking


def test_the_page_says_what_the_citation_file_says(web):
    """The article's authors, title and DOI are those of CITATION.cff."""
    text = unescape(re.sub(r"<[^>]+>", "", web.get("/cite", headers=HTML).text))
    file = (ROOT / "CITATION.cff").read_text("utf-8")
    article = file.partition("type: article")[2]
    for family, given in re.findall(r"family-names: ([^,]+), given-names: ([^}]+)}", article):
        assert f"{family}, {given}" in text
    assert re.search(r'title: "(.+)"', article)[1] in text
    assert re.search(r"doi: (\S+)", article)[1] in text
    assert re.search(r"^url: \"(.+)\"", file, re.MULTILINE)[1] in text
    assert f"Version {__version__}" in text


def test_the_page_says_which_edition_is_served(web):
    assert web.app.state.site.edition in web.get("/cite", headers=HTML).text


def test_reference_managers_get_all_three(web):
    bibtex = web.get("/cite", headers={"Accept": "application/x-bibtex"})
    assert bibtex.headers["content-disposition"] == 'attachment; filename="pilotgraph.bib"'
    assert re.findall(r"^@(\w+)", bibtex.text, re.MULTILINE) == ["article", "misc", "misc"]
    assert bibtex.text.count("{") == bibtex.text.count("}")
    ris = web.get("/cite?format=ris").text
    assert re.findall(r"^TY  - (\w+)", ris, re.MULTILINE) == ["JOUR", "DATA", "GEN"]
    assert ris.count("ER  - ") == 3


def test_a_format_that_there_is_not_is_refused(web):
    assert web.get("/cite?format=endnote").status_code == 400
    assert web.get("/cite", headers={"Accept": "image/png"}).status_code == 406


def test_other_data_is_not_passed_off_as_ours(tmp_path):
    path = tmp_path / "mill.ttl"
    path.write_text("<https://example.org/mill> a <https://example.org/Bridge> .", "utf-8")
    with serving.client("--workers", "1", "--data", str(path)) as web:
        text = web.get("/cite", headers=HTML).text
        assert "not PilotGraph’s own" in text
        assert "Lewis" not in text
        assert "PilotGraph (software)" in text
