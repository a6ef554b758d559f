"""The SPARQL editor helps whoever writes a query, gets in nobody's way, and asks nothing of any other machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from edited import Site, mistake, served
from opened import launched

import at_hand

pytestmark = pytest.mark.needs_browser
PG = "PREFIX pg: <https://w3id.org/pilotgraph/ontology#>"
FINDINGS = f"{PG}\nSELECT ?finding ?outcome WHERE {{\n  \n}}"
OFFERS = ".cm-tooltip-autocomplete li"
STATUS = ".cm-panels [role=status]"
# What a browser may send to nobody but the page's own server is seen here, whether or not it gets through.
VIOLATIONS = """() => {
  window.violations = [];
  const note = (said) => window.violations.push(`${said.violatedDirective} ${said.blockedURI}`);
  document.addEventListener('securitypolicyviolation', note);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        at_hand.skip("playwright is not installed")
    program = os.environ.get("PILOTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        at_hand.skip("no Chromium here; set PILOTGRAPH_CHROMIUM to its program")
    with sync_playwright() as playwright:
        opened = launched(playwright, Path(str(program)))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as running:
        yield running


class Desk:
    """
    A window with the editor in it, and what went wrong there.

    complaints: errors and warnings of the console, refusals by the page's policy, and requests to other machines.
    """

    def __init__(self, browser: Any, site: Site, **context: Any) -> None:
        self.site, self.complaints = site, []  # type: Site, list[str]
        self.context = browser.new_context(**context)
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(10_000)
        self.tab.add_init_script(f"({VIOLATIONS})()")
        self.tab.on("console", lambda said: self.complaints.append(said.text) if said.type != "log" else None)
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("request", self._requested)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.site.address, "data:")):
            self.complaints.append(request.url)

    def open(self, query: str, error: dict[str, object] | None = None, at: int | None = None) -> None:
        """Open the page with a query in its field, and put the cursor at the end of a line."""
        self.site.put(query, error)
        self.tab.goto(self.site.address)
        self.tab.wait_for_selector(".cm-content")
        if at:
            self.tab.click(f".cm-line:nth-child({at})")
            self.tab.keyboard.press("End")

    def write(self, text: str) -> None:
        for letter in text:
            self.tab.keyboard.press("Enter") if letter == "\n" else self.tab.keyboard.type(letter)

    def offered(self) -> list[str]:
        """What the list offers, once it is there."""
        self.tab.wait_for_selector(OFFERS)
        # A list that has only just opened does not yet take keys.
        self.tab.wait_for_timeout(150)
        return [str(label) for label in self.tab.locator(f"{OFFERS} .cm-completionLabel").all_inner_texts()]

    def text(self) -> str:
        """What the form would send."""
        return str(self.tab.evaluate("document.querySelector('#query').value"))

    def close(self) -> list[str]:
        complaints = [*self.complaints, *self.tab.evaluate("window.violations")]
        self.context.close()
        return complaints


@pytest.fixture
def desk(browser: Any, site: Site) -> Iterator[Desk]:
    """Whatever a test does there, nothing may go wrong unseen."""
    desk = Desk(browser, site)
    yield desk
    assert desk.close() == []


PLACES = {
    "": "projection",
    "PREFIX ": "prefix",
    "PREFIX pg: ": "namespace",
    "SELECT ?a (COUNT(": "expression",
    "SELECT * WHERE { ": "subject",
    "SELECT * { ?s ": "predicate",
    "SELECT * { ?s a ": "type",
    "SELECT * { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ": "type",
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT * { ?s rdf:type ": "type",
    "SELECT * { ?s a <x> ; ": "predicate",
    "SELECT * { ?s pg:a ": "object",
    "SELECT * { ?s pg:a ?b , ": "object",
    "SELECT * { ?s pg:a/": "predicate",
    "SELECT * { ?s (pg:a|^": "predicate",
    "SELECT * { ?s !(pg:a|^": "predicate",
    "SELECT * { ?s (pg:a|pg:b)* ": "object",
    "SELECT * { ?s pg:a? ": "object",
    "SELECT * { ?s ^pg:a ": "object",
    "SELECT * { ?s pg:a -5.5 ": "end",
    "SELECT * { ?s pg:a true ": "end",
    "SELECT * { ?s pg:a 5 . ": "subject",
    "SELECT * { ?s pg:a pg:b.c. ": "subject",
    'SELECT * { ?s pg:a "x.y"@en ': "end",
    'SELECT * { ?s pg:a "it \\" is" . ': "subject",
    'SELECT * { ?s pg:a "x"^^xsd:date ; ': "predicate",
    "SELECT * { FILTER(?x < 3 && ": "expression",
    "SELECT * { FILTER(?x < 3) ": "subject",
    "SELECT * { FILTER regex(?x, 'a') ": "subject",
    "SELECT * { ?s pg:a ?b FILTER(?b = 3) ?c ": "predicate",
    "SELECT * { FILTER NOT EXISTS { ?s ": "predicate",
    "SELECT * { FILTER NOT EXISTS { ?s pg:a ?b } ": "subject",
    "SELECT * { FILTER(NOT EXISTS { ?s pg:a ?b } && ": "expression",
    "SELECT * { BIND(?x AS ?y) ": "subject",
    "SELECT * { VALUES ": "values",
    "SELECT * { VALUES ?x { ": "data",
    "SELECT * { VALUES (?x ?y) { (pg:a ": "data",
    "SELECT * { VALUES ?x { UNDEF } ": "subject",
    "SELECT * { OPTIONAL { ?s pg:a ?b } ": "subject",
    "SELECT * { { ?s pg:a ?b } UNION { ?s ": "predicate",
    "SELECT * { GRAPH ": "graph",
    "SELECT * { GRAPH ?g { ?s ": "predicate",
    "SELECT * { [ ": "predicate",
    "SELECT * { [ a pg:F ] ": "predicate",
    "SELECT * { ?s pg:a [ a ": "type",
    "SELECT * { ?s pg:a [ a pg:F ; pg:b ?c ] ; ": "predicate",
    "SELECT * { ?s pg:a ( ?b ": "list",
    "SELECT * { ?s pg:a ( ?b ) ": "end",
    "SELECT * { { SELECT ": "projection",
    "SELECT * { SELECT ?x { ?s ": "predicate",
    "SELECT * { ?s pg:a ?o } ORDER BY ": "projection",
    "CONSTRUCT { ?s a ": "type",
    "SELECT * { # a remark": None,
    "SELECT * { # a remark\n": "subject",
    'SELECT * { ?s pg:a "x { ': None,
    "SELECT * { ?s pg:a '''x\n{ ": None,
    "SELECT * } ) ] { ?s ": "predicate",
}


def test_what_may_come_next_is_known_at_every_place_of_an_unfinished_query(desk: Desk) -> None:
    desk.open("")
    ask = (
        "async (queries) => { const m = await import('/static/query.js'); return queries.map((q) => m.read(q).place) }"
    )
    said = desk.tab.evaluate(ask, [*PLACES])
    assert dict(zip(PLACES, said, strict=True)) == PLACES


def test_a_class_is_offered_after_a(desk: Desk) -> None:
    desk.open(FINDINGS, at=3)
    desk.write("?finding a pg:F")
    offered = desk.offered()
    assert "pg:Finding" in offered
    assert "pg:outcome" not in offered


def test_a_property_of_the_subjects_class_is_offered_first(desk: Desk) -> None:
    """pg:aim has other subjects than findings; without their class it stands before pg:outcome."""
    first = []
    for start in ("?finding ", "?finding a pg:Finding ; "):
        desk.open(FINDINGS, at=3)
        desk.write(f"{start}pg:")
        offered = desk.offered()
        first.append(offered.index("pg:outcome") < offered.index("pg:aim"))
    assert first == [False, True]


def test_things_of_the_kind_that_the_property_wants_are_offered_first(desk: Desk) -> None:
    desk.open("SELECT * WHERE {\n\n}", at=2)
    desk.write("[] pg:direction in")
    assert desk.offered()[0].startswith("direction:in")
    desk.open(f"{PG}\nSELECT * WHERE {{\n\n}}", at=3)
    desk.write("[] pg:direction ")
    desk.tab.keyboard.press("Control+Space")
    assert {offer.partition(":")[0] for offer in desk.offered()[:3]} == {"direction"}


def test_a_thing_is_found_by_its_label_and_its_prefix_is_declared(desk: Desk) -> None:
    desk.open(FINDINGS, at=3)
    desk.write("?finding pg:about pioneers")
    assert desk.offered()[0] == "programme:pioneers"
    desk.tab.keyboard.press("Enter")
    declared = f"{PG}\nPREFIX programme: <https://w3id.org/pilotgraph/id/programme/>\nSELECT"
    assert desk.text().startswith(declared)
    assert "?finding pg:about programme:pioneers\n" in desk.text()


def test_a_missing_prefix_is_declared_above_the_first_word_where_none_is_declared(desk: Desk) -> None:
    desk.open("# what was found\nSELECT * {\n}", at=2)
    desk.write(" ?finding a Findi")
    desk.offered()
    desk.tab.keyboard.press("Enter")
    assert desk.text() == f"# what was found\n{PG}\nSELECT * {{ ?finding a pg:Finding\n}}"
    desk.write(" .")
    assert "a pg:Finding .\n" in desk.text(), "the cursor is not where it was"


def test_a_name_is_written_with_the_prefix_that_the_query_declares(desk: Desk) -> None:
    desk.open("PREFIX : <https://w3id.org/pilotgraph/ontology#>\nSELECT * {\n}", at=2)
    desk.write(" ?finding a Findi")
    assert desk.offered()[0] == ":Finding"
    desk.open("PREFIX pg: <http://example.org/>\nSELECT * {\n}", at=2)
    desk.write(" ?finding a Finding")
    assert desk.offered()[0] == "<https://w3id.org/pilotgraph/ontology#Finding>"


def test_a_prefix_is_offered_where_one_is_declared_and_where_a_name_begins(desk: Desk) -> None:
    desk.open("PREFIX sko", at=1)
    desk.write("s")
    assert desk.offered() == ["skos: <http://www.w3.org/2004/02/skos/core#>"]
    desk.open("SELECT * { ?s ?p", at=1)
    desk.write(" foa")
    assert desk.offered() == ["foaf:"]
    desk.tab.keyboard.press("Enter")
    assert desk.text() == "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nSELECT * { ?s ?p foaf:"


def test_the_querys_own_variables_are_offered(desk: Desk) -> None:
    desk.open(FINDINGS, at=3)
    desk.write("?fi")
    assert desk.offered() == ["?finding"]
    desk.tab.keyboard.press("Escape")
    desk.tab.wait_for_selector(OFFERS, state="detached")
    desk.write("x ?")
    assert desk.offered() == ["?finding", "?outcome", "?fix"]


def test_nothing_is_offered_inside_a_remark_or_a_string(desk: Desk) -> None:
    desk.open(FINDINGS, at=3)
    desk.write('?finding pg:outcome "pg:Fi" # pg:Fi')
    desk.tab.wait_for_timeout(400)
    assert desk.tab.locator(OFFERS).count() == 0


def test_a_word_that_is_complete_leaves_enter_to_end_the_line(desk: Desk) -> None:
    desk.open(FINDINGS, at=3)
    desk.write("?finding a pg:Finding")
    desk.tab.wait_for_timeout(400)
    desk.write("\n")
    assert "  ?finding a pg:Finding\n  \n}" in desk.text()


def test_a_new_line_starts_further_in_after_a_bracket(desk: Desk) -> None:
    desk.open("SELECT * WHERE ", at=1)
    desk.write("{\n?s ?p ?o .\nOPTIONAL {\n?o ?q ?r")
    assert desk.text() == "SELECT * WHERE {\n  ?s ?p ?o .\n  OPTIONAL {\n    ?o ?q ?r\n  }\n}"


def test_the_error_that_the_page_names_is_marked_at_its_line_and_word(desk: Desk) -> None:
    query = 'SELECT * WHERE {\n  ?s ?p "𝒳" . ?s outcomes ?o .\n}'
    desk.open(query, {"line": 2, "column": 15, "message": "outcomes has no prefix."})
    assert desk.tab.locator(".cm-lintRange-error").all_inner_texts() == ["?s"]
    desk.open(query, {"line": 2, "column": 18, "message": "outcomes has no prefix."})
    assert desk.tab.locator(".cm-lintRange-error").all_inner_texts() == ["outcomes"]
    line = desk.tab.locator(".cm-line", has=desk.tab.locator(".cm-lintRange-error"))
    assert line.inner_text() == '  ?s ?p "𝒳" . ?s outcomes ?o .'
    assert desk.tab.locator(".cm-lint-marker-error").count() == 1
    assert desk.tab.locator(STATUS).inner_text() == "Line 2, column 18: outcomes has no prefix."
    desk.tab.wait_for_timeout(800)
    assert desk.site.checked == [], "what the page has said need not be asked again"


@pytest.mark.parametrize("error", [{"line": 9, "column": 9, "message": "?"}, {"message": "It is too long."}])
def test_an_error_without_a_place_in_the_text_is_told_all_the_same(desk: Desk, error: dict[str, object]) -> None:
    desk.open("SELECT\n\n", error)
    assert str(error["message"]) in desk.tab.locator(STATUS).inner_text()


def test_a_mistake_is_marked_after_a_pause_and_forgotten_when_it_is_mended(desk: Desk) -> None:
    desk.open("SELECT * WHERE {\n  ?s ?p ?o\n}", at=2)
    desk.write(" ,, ")
    desk.tab.wait_for_selector(".cm-lintRange-error")
    said = mistake(desk.text())
    assert desk.site.checked == [desk.text()], "only what stands after the pause is asked about"
    assert desk.tab.locator(STATUS).inner_text().startswith(f"Line {said['line']}, column {said['column']}: ")
    for _ in range(4):
        desk.tab.keyboard.press("Backspace")
    desk.tab.locator(STATUS).wait_for(state="hidden")
    assert desk.tab.locator(".cm-lintRange-error").count() == 0


def test_a_word_is_not_faulted_while_its_list_is_open(desk: Desk) -> None:
    desk.open("SELECT * WHERE {\n\n}", at=2)
    desk.write("?finding a pg:Findin")
    desk.offered()
    desk.tab.wait_for_timeout(900)
    assert desk.site.checked == []
    with desk.tab.expect_response("**/sparql/check"):
        desk.tab.keyboard.press("Escape")
    desk.tab.wait_for_selector(".cm-lintRange-error")


def test_a_check_that_fails_is_not_spoken_of(browser: Any, site: Site) -> None:
    desk = Desk(browser, site)
    desk.open("SELECT * WHERE {\n  ?s ?p ?o\n}", at=2)
    site.checks = False
    with desk.tab.expect_response("**/sparql/check"):
        desk.write(" ,, ")
    desk.tab.wait_for_timeout(200)
    assert desk.tab.locator(STATUS).inner_text() == ""
    assert desk.tab.locator(".cm-lintRange-error").count() == 0
    # Chromium itself notes a failed request in its console.
    assert [said for said in desk.close() if "500" not in said] == []


@pytest.mark.parametrize("keys", ["Control+Enter", "the button"])
def test_the_query_is_sent_as_it_was_typed(desk: Desk, keys: str) -> None:
    desk.open("", at=1)
    desk.write('SELECT ?s WHERE {\n?s ?p "é & <𝒳>" .')
    typed = 'SELECT ?s WHERE {\n  ?s ?p "é & <𝒳>" .\n}'
    with desk.tab.expect_navigation():
        desk.tab.click("button") if keys == "the button" else desk.tab.keyboard.press(keys)
    assert desk.site.submitted == [("/editor", typed.replace("\n", "\r\n"))]


def test_what_was_typed_is_there_again_on_going_back(desk: Desk) -> None:
    desk.open("ASK {}", at=1)
    desk.write(" # typed")
    with desk.tab.expect_navigation():
        desk.tab.keyboard.press("Control+Enter")
    desk.tab.go_back()
    desk.tab.locator(".cm-line", has_text="ASK {} # typed").wait_for()


def test_tab_leaves_the_editor_in_both_directions(desk: Desk) -> None:
    focused = "document.activeElement.matches('{}')"
    desk.open(FINDINGS, at=3)
    desk.write("?fi")
    desk.offered()
    desk.tab.keyboard.press("Tab")
    assert desk.tab.evaluate(focused.format("#sparql-form button"))
    desk.tab.keyboard.press("Shift+Tab")
    assert desk.tab.evaluate(focused.format(".cm-content"))
    desk.tab.keyboard.press("Shift+Tab")
    assert not desk.tab.evaluate(focused.format(".cm-content"))
    assert "\t" not in desk.text()
    assert "Tab leaves the editor" in desk.tab.locator("#query-keys").inner_text()


def test_a_screen_reader_hears_a_named_text_field_of_many_lines(desk: Desk) -> None:
    desk.open(FINDINGS)
    box = desk.tab.get_by_role("textbox", name="SPARQL query", exact=True)
    assert box.count() == 1
    assert box.get_attribute("aria-multiline") == "true"
    assert box.get_attribute("aria-describedby") == "query-keys"
    desk.tab.click("label")
    assert box.evaluate("(box) => box === document.activeElement")


def test_the_words_of_the_language_stand_out(desk: Desk) -> None:
    desk.open('SELECT ?s { ?s a pg:Finding ; pg:unit "days"@en ; pg:period 5 } # all')
    colours = {
        text: desk.tab.locator(".cm-line span", has_text=text).first.evaluate("(span) => getComputedStyle(span).color")
        for text in ("SELECT", "?s", "pg:Finding", '"days"', "5", "# all")
    }
    assert len({*colours.values()}) == len(colours), colours


def test_without_scripts_the_form_works_as_it_stands(browser: Any, site: Site) -> None:
    desk = Desk(browser, site, java_script_enabled=False)
    site.put("")
    desk.tab.goto(site.address)
    desk.tab.get_by_label("SPARQL query").fill("ASK {}")
    with desk.tab.expect_navigation():
        desk.tab.get_by_role("button").click()
    assert site.submitted == [("/editor", "ASK {}")]
    desk.context.close()


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(browser: Any, site: Site, scheme: str, width: int) -> None:
    """As it opens, with an error marked, and with the list of offers open."""
    from axe_playwright_python.sync_playwright import Axe

    desk = Desk(browser, site, color_scheme=scheme, viewport={"width": width, "height": 760})
    found = []

    def examine() -> None:
        found.extend(Axe().run(desk.tab).response["violations"])

    triple = "  ?finding a pg:Finding ; pg:unit 5, 'days'@en, <http://example.org/> ."
    query = "# all\n" + FINDINGS.replace("\n  \n", f"\n{triple}\n")
    desk.open(query)
    examine()
    desk.open(query, {"line": 4, "column": 3, "message": "Something is wrong here."})
    examine()
    desk.open(FINDINGS, at=3)
    desk.write("?finding a pg:Find")
    desk.offered()
    desk.tab.wait_for_selector(".cm-completionInfo")
    examine()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert desk.tab.evaluate("document.documentElement.scrollWidth") <= width
    assert desk.close() == []


def test_a_refusal_by_the_policy_would_be_seen(browser: Any, site: Site) -> None:
    """Else the tests above could not fail."""
    desk = Desk(browser, site)
    desk.open("")
    desk.tab.evaluate("() => fetch('http://127.0.0.1:9/').catch(() => {})")
    desk.tab.evaluate(
        "() => document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))"
    )
    complaints = " ".join(desk.close())
    assert "connect-src" in complaints
    assert "style-src-elem" in complaints
