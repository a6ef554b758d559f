"""Facts about the pages of the pictures."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from pilotgraph.names import mint
from serving import client

PAGES = [
    "/pictures",
    "/pictures/factors",
    "/pictures/factors?domain=information&basis=table&effect=hinders&certainty=inferred",
    "/pictures/factors?basis=abstract&certainty=ambiguous",
    "/pictures/effects",
    "/pictures/effects?programme=pioneers&period=year-2",
    "/pictures/effects?programme=icps&period=year-2",
    "/pictures/timeline",
    "/pictures/timeline?kind=evaluations",
    "/pictures/network",
    "/pictures/network?focus=vanguards",
    "/pictures/network?focus=unplanned-admissions",
]
NAMES = ("factors", "effects", "timeline", "network")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FOREIGN = '<https://example.org/a> <https://example.org/knows> <https://example.org/b>, "c" .\n'


@pytest.fixture(scope="module")
def service():
    with client("--workers", "1") as asking:
        yield asking


class Page(HTMLParser):
    """A page that must close what it opens, in order; keeps links, ids and the words of each element by its tag."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.styled: list[str] = []
        self.words: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        if tag == "a":
            self.links.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        self.pointed += [given[name] for name in ("for", "aria-labelledby") if name in given]
        if "style" in given or tag in ("style", "script"):
            self.styled.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and data.strip():
            self.words.setdefault(self.open[-1], []).append(data.strip())


def read(service, path: str) -> Page:
    response = service.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text[:2000]
    return Page(response.text)


def table(service, path: str) -> list[dict[str, str]]:
    response = service.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(response.text)))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_needs_no_script_or_style_of_its_own(service, path):
    page = read(service, path)
    assert len(page.words["h1"]) == 1
    assert page.styled == []
    assert max(Counter(page.ids).values()) == 1
    assert {*page.pointed} <= {*page.ids}


@pytest.mark.parametrize("name", NAMES)
def test_every_thing_and_question_that_a_picture_links_is_there(service, name):
    paths = {link.partition("#")[0] for link in read(service, f"/pictures/{name}").links} - {""}
    things = sorted(path for path in paths if path.startswith(("/id/", "/questions/", "/pictures")))
    assert len(things) > 15
    gone = [path for path in things if service.get(path, headers={"Accept": "text/html"}).status_code != 200]
    assert gone == []


@pytest.mark.parametrize("name", NAMES)
def test_counts_lead_to_the_statements_behind_them(service, name):
    behind = sorted({link for link in read(service, f"/pictures/{name}").links if link.startswith("/statements?")})
    assert len(behind) > 5
    for link in behind[:: max(1, len(behind) // 8)]:
        response = service.get(link, headers={"Accept": "text/html"})
        assert response.status_code == 200
        assert len(re.findall(r"\bid=", link)) == len(set(re.findall(r"id=([^&]+)", link)))


def test_the_page_of_factors_counts_what_its_table_counts(service):
    """Each number on a mark is the number of ids in its link, and all of them are in the table to take away."""
    page = service.get("/pictures/factors").text
    marks = re.findall(r'<a class="mark[^"]*" href="([^"]*)"><span aria-hidden="true">[≈▲△▼▽?]*(\d+)', page)
    assert all(link.count("id=") == int(number) for link, number in marks)
    rows = [row for row in table(service, "/pictures/factors?format=csv") if row["statements"] != "0"]
    assert len(marks) == len(rows) > 100
    assert sorted(int(number) for _, number in marks) == sorted(int(row["statements"]) for row in rows)


def test_an_empty_cell_says_in_words_what_it_is(service):
    page = service.get("/pictures/factors").text
    assert {"only jointly", "only some pilots", "programme not said"} <= {
        words for said in re.findall(r'<span class="instead">([^<]*)</span>', page) for words in said.split(", ")
    }
    silent = [row for row in table(service, "/pictures/factors?format=csv") if row["reach"] == "nothing recorded"]
    empty = [row for row in silent if row["programme"] != "not of one programme"]
    assert page.count('<span class="nothing"><span aria-hidden="true">·</span>') == len(empty) > 50


def test_each_finding_has_a_row_and_a_drawing_or_the_reason_why_not(service):
    page = service.get("/pictures/effects").text
    rows = table(service, "/pictures/effects?format=csv")
    directed = [row for row in rows if row["direction"] or row["compared_direction"]]
    assert page.count('<svg class="drawn" role="img"') == len(directed)
    assert page.count("no direction stated, nothing to draw") == len(rows) - len(directed) > 0
    assert [float(row["size"]) for row in rows if row["size"]] == [9.0, 4.2, 3.1]


def test_a_finding_of_each_of_several_is_one_row_with_all_of_them(service):
    (row,) = [
        row
        for row in table(service, "/pictures/effects?format=csv")
        if row["statement"] == mint("statement", "abstract-limited-impact")
    ]
    assert row["subjects"].count(";") == 2


def test_the_timeline_can_be_taken_away_as_a_drawing_with_whole_addresses(service):
    response = service.get("/pictures/timeline?format=svg")
    assert response.headers["content-type"].startswith("image/svg+xml")
    drawing = ElementTree.fromstring(response.text)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    links = [each.get("href") for each in drawing.iter("{http://www.w3.org/2000/svg}a")]
    assert len(links) > 20
    assert all(link.startswith("http://pilotgraph.test/") for link in links)


def test_a_picture_without_a_drawing_of_its_own_says_so(service):
    assert service.get("/pictures/effects?format=svg").status_code == 400


def test_all_wrong_choices_are_told_at_once_with_what_was_meant(service):
    response = service.get("/pictures/factors?basi=table&effect=hlps&domain=informations")
    assert response.status_code == 400
    assert [problem["where"] for problem in response.json()["problems"]] == ["basi", "effect", "domain"]
    assert "basis" in response.json()["problems"][0]["remedy"]
    assert "helps" in response.json()["problems"][1]["remedy"]


@pytest.mark.parametrize("said", ["icps", "ICPs".lower(), "Integrated Care Pilots", mint("programme", "icps")])
def test_a_choice_can_be_said_by_id_label_or_iri(service, said):
    rows = service.get("/pictures/effects", params={"programme": said, "format": "csv"}).text.count("\n") - 1
    assert rows == len(table(service, "/pictures/effects?programme=icps&format=csv")) > 0


def test_choices_that_take_nothing_say_what_that_does_not_mean(service):
    assert "not the same as no effect" in service.get("/pictures/effects?programme=icps&period=year-2").text
    assert (
        "not the same as: it did not matter" in service.get("/pictures/factors?basis=abstract&certainty=ambiguous").text
    )


def test_a_picture_is_not_sent_again_to_who_has_it(service):
    first = service.get("/pictures/factors")
    assert service.get("/pictures/factors", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_data_without_statements_of_our_kind_has_no_pictures_and_says_so(tmp_path):
    file = tmp_path / "foreign.ttl"
    file.write_text(FOREIGN)
    with client("--data", str(file), "--workers", "1") as asking:
        for path in ("/pictures", *(f"/pictures/{name}" for name in NAMES)):
            page = asking.get(path, headers={"Accept": "text/html"})
            assert page.status_code == 200
            assert "no statements of PilotGraph’s kind" in page.text
            Page(page.text)
        assert asking.get("/pictures/factors?format=csv").status_code == 404
