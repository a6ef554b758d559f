"""The SPARQL editor helps whoever writes a query, gets in nobody's way, and asks nothing of any other machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from windows import Window

from pilotgraph import mistakes
from serving import Service

pytestmark = pytest.mark.needs_browser
PG = "PREFIX pg: <https://w3id.org/pilotgraph/ontology#>"
FINDINGS = f"{PG}\nSELECT ?finding ?outcome WHERE {{\n  \n}}"
TRIPLES = "SELECT * WHERE {\n  ?s ?p ?o\n} LIMIT 1"
OFFERS = ".cm-tooltip-autocomplete li"
STATUS = ".cm-panels [role=status]"
MARKED = ".cm-lintRange-error"


class Desk(Window):
    """
    A window with the editor in it.

    checked: the queries that the editor has had checked.
    """

    def __init__(self, browser: Any, service: Service, scheme: str = "light", width: int = 1280) -> None:
        super().__init__(browser, service, scheme, width)
        self.checked: list[str] = []
        self.tab.set_default_timeout(10_000)

    def _requested(self, request: Any) -> None:
        super()._requested(request)
        if request.url.endswith("/sparql/check"):
            self.checked.append(request.post_data)

    def put(self, query: str, at: int | None = None) -> None:
        """Open the page with a query in its field, and put the cursor at the end of a line."""
        self.open(f"/editor?query={quote(query)}" if query else "/editor")
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

    def wrong(self) -> list[str]:
        """What the console, the policy or another machine has to do with the page."""
        return [*self.complaints, *self.tab.evaluate("window.violations")]


@pytest.fixture
def desk(browser: Any, service: Service) -> Iterator[Desk]:
    """Whatever a test does there, nothing may go wrong unseen."""
    desk = Desk(browser, service)
    yield desk
    assert desk.wrong() == []
    desk.context.close()


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
    desk.put("")
    ask = (
        "async (queries) => { const m = await import('/static/query.js'); return queries.map((q) => m.read(q).place) }"
    )
    said = desk.tab.evaluate(ask, [*PLACES])
    assert dict(zip(PLACES, said, strict=True)) == PLACES


def test_a_class_is_offered_after_a(desk: Desk) -> None:
    desk.put(FINDINGS, at=3)
    desk.write("?finding a pg:F")
    offered = desk.offered()
    assert "pg:Finding" in offered
    assert "pg:outcome" not in offered


def test_properties_of_the_subjects_class_and_of_those_above_it_are_offered_first(desk: Desk) -> None:
    """A programme is a study subject, which has a year of launch; an amount is nothing that either has."""
    earlier = []
    for start in ("?it ", "?it a pg:Programme ; "):
        desk.put(FINDINGS, at=3)
        desk.write(f"{start}pg:")
        offered = desk.offered()
        earlier.append("pg:launchYear" in offered[: offered.index("pg:amount")])
    assert earlier == [False, True]


def test_things_of_the_kind_that_the_property_wants_are_offered_first(desk: Desk) -> None:
    desk.put("SELECT * WHERE {\n\n}", at=2)
    desk.write("[] pg:direction in")
    assert desk.offered()[0].startswith("direction:in")
    desk.put(f"{PG}\nSELECT * WHERE {{\n\n}}", at=3)
    desk.write("[] pg:direction ")
    desk.tab.keyboard.press("Control+Space")
    assert {offer.partition(":")[0] for offer in desk.offered()[:3]} == {"direction"}


def test_a_thing_is_found_by_its_label_and_its_prefix_is_declared(desk: Desk) -> None:
    desk.put(FINDINGS, at=3)
    desk.write("?finding pg:about pioneers")
    assert desk.offered()[0] == "programme:pioneers"
    desk.tab.keyboard.press("Enter")
    declared = f"{PG}\nPREFIX programme: <https://w3id.org/pilotgraph/id/programme/>\nSELECT"
    assert desk.text().startswith(declared)
    assert "?finding pg:about programme:pioneers\n" in desk.text()


def test_a_missing_prefix_is_declared_above_the_first_word_where_none_is_declared(desk: Desk) -> None:
    desk.put("# what was found\nSELECT * {\n}", at=2)
    desk.write(" ?finding a Findi")
    desk.offered()
    desk.tab.keyboard.press("Enter")
    assert desk.text() == f"# what was found\n{PG}\nSELECT * {{ ?finding a pg:Finding\n}}"
    desk.write(" .")
    assert "a pg:Finding .\n" in desk.text(), "the cursor is not where it was"


def test_a_name_is_written_with_the_prefix_that_the_query_declares(desk: Desk) -> None:
    desk.put("PREFIX : <https://w3id.org/pilotgraph/ontology#>\nSELECT * {\n}", at=2)
    desk.write(" ?finding a Findi")
    assert desk.offered()[0] == ":Finding"
    desk.put("PREFIX pg: <http://example.org/>\nSELECT * {\n}", at=2)
    desk.write(" ?finding a Finding")
    assert desk.offered()[0] == "<https://w3id.org/pilotgraph/ontology#Finding>"


def test_a_prefix_is_offered_where_one_is_declared_and_where_a_name_begins(desk: Desk) -> None:
    desk.put("PREFIX sko", at=1)
    desk.write("s")
    assert desk.offered() == ["skos: <http://www.w3.org/2004/02/skos/core#>"]
    desk.put("SELECT * { ?s ?p", at=1)
    desk.write(" foa")
    assert desk.offered()[-1] == "foaf:"
    desk.tab.keyboard.press("ArrowUp")
    desk.tab.keyboard.press("Enter")
    assert desk.text() == "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nSELECT * { ?s ?p foaf:"
    assert desk.offered()[0].startswith("foaf:"), "the words of the prefix are not offered at once"


def test_the_querys_own_variables_are_offered(desk: Desk) -> None:
    desk.put(FINDINGS, at=3)
    desk.write("?fi")
    assert desk.offered() == ["?finding"]
    desk.tab.keyboard.press("Escape")
    desk.tab.wait_for_selector(OFFERS, state="detached")
    desk.write("x ?")
    assert desk.offered() == ["?finding", "?outcome", "?fix"]


def test_nothing_is_offered_inside_a_remark_or_a_string(desk: Desk) -> None:
    desk.put(FINDINGS, at=3)
    desk.write('?finding pg:outcome "pg:Fi" # pg:Fi')
    desk.tab.wait_for_timeout(400)
    assert desk.tab.locator(OFFERS).count() == 0


def test_a_word_that_is_complete_leaves_enter_to_end_the_line(desk: Desk) -> None:
    desk.put(FINDINGS, at=3)
    desk.write("?finding a pg:Finding")
    desk.tab.wait_for_timeout(400)
    desk.write("\n")
    assert "  ?finding a pg:Finding\n  \n}" in desk.text()


def test_a_new_line_starts_further_in_after_a_bracket(desk: Desk) -> None:
    desk.put("SELECT * WHERE ", at=1)
    desk.write("{\n?s ?p ?o .\nOPTIONAL {\n?o ?q ?r")
    assert desk.text() == "SELECT * WHERE {\n  ?s ?p ?o .\n  OPTIONAL {\n    ?o ?q ?r\n  }\n}"


def test_the_error_that_the_page_names_is_marked_at_its_line_and_word(desk: Desk) -> None:
    """The engine counts characters; the sign before the word is one, and two for JavaScript."""
    query = 'SELECT * WHERE {\n  ?s ?p "𝒳" . ?s outcomes ?o .\n}'
    desk.put(query)
    assert desk.tab.locator(MARKED).all_inner_texts() == ["outcomes"]
    line = desk.tab.locator(".cm-line", has=desk.tab.locator(MARKED))
    assert line.inner_text() == '  ?s ?p "𝒳" . ?s outcomes ?o .'
    assert desk.tab.locator(".cm-lint-marker-error").count() == 1
    assert desk.tab.locator(STATUS).inner_text().startswith("Line 2, column 18: ")
    desk.tab.wait_for_timeout(800)
    assert desk.checked == [], "what the page has said need not be asked again"
    desk.tab.keyboard.press("Tab")
    desk.tab.locator(".cm-content").focus()
    desk.write("pg:")
    assert "pg:outcomes" in desk.text(), "the cursor is not at the mistake"


def test_a_query_that_ends_too_early_is_marked_at_its_last_word(desk: Desk) -> None:
    desk.put("SELECT * WHERE {\n  ?s ?p ?o\n\n")
    assert desk.tab.locator(MARKED).all_inner_texts() == ["?o"]


def test_a_mistake_is_marked_after_a_pause_and_forgotten_when_it_is_mended(desk: Desk) -> None:
    desk.put(TRIPLES, at=2)
    desk.write(" ,, ")
    desk.tab.wait_for_selector(MARKED)
    assert desk.checked == [desk.text()], "only what stands after the pause is asked about"
    found = mistakes.find(desk.text())
    assert found
    assert desk.tab.locator(STATUS).inner_text().startswith(f"Line {found.line}, column {found.column}: ")
    for _ in range(4):
        desk.tab.keyboard.press("Backspace")
    desk.tab.locator(STATUS).wait_for(state="hidden")
    assert desk.tab.locator(MARKED).count() == 0


def test_a_word_is_not_faulted_while_its_list_is_open(desk: Desk) -> None:
    desk.put("SELECT * WHERE {\n\n}", at=2)
    desk.write("?finding a pg:Findin")
    desk.offered()
    desk.tab.wait_for_timeout(900)
    assert desk.checked == []
    with desk.tab.expect_response("**/sparql/check"):
        desk.tab.keyboard.press("Escape")
    desk.tab.wait_for_selector(MARKED)


@pytest.mark.parametrize("reply", [{"status": 500, "body": "?"}, {"status": 200, "body": "<p>?</p>"}])
def test_a_check_that_fails_is_not_spoken_of(browser: Any, service: Service, reply: dict[str, Any]) -> None:
    desk = Desk(browser, service)
    desk.tab.route("**/sparql/check", lambda route: route.fulfill(**reply))
    desk.put(TRIPLES, at=2)
    with desk.tab.expect_response("**/sparql/check"):
        desk.write(" ,, ")
    desk.tab.wait_for_timeout(200)
    assert desk.tab.locator(STATUS).inner_text() == ""
    assert desk.tab.locator(MARKED).count() == 0
    # Chromium itself notes a failed request in its console.
    assert [said for said in desk.wrong() if "500" not in said] == []
    desk.context.close()


def test_an_error_without_a_place_is_told_all_the_same(desk: Desk) -> None:
    reply = {"json": {"ok": False, "message": "is too long", "remedy": "shorten it"}}
    desk.tab.route("**/sparql/check", lambda route: route.fulfill(**reply))
    desk.put(TRIPLES, at=2)
    desk.write(" .")
    desk.tab.locator(STATUS, has_text="is too long; shorten it").wait_for()


@pytest.mark.parametrize("keys", ["Control+Enter", "the button"])
def test_the_query_is_sent_as_it_was_typed(desk: Desk, keys: str) -> None:
    desk.put("")
    desk.tab.locator(".cm-content").focus()
    desk.tab.keyboard.press("Control+a")
    desk.write('SELECT ?s WHERE {\n?s ?p "é & <𝒳>+" .')
    with desk.tab.expect_navigation():
        desk.tab.click("#sparql-form button") if keys == "the button" else desk.tab.keyboard.press(keys)
    sent = parse_qs(urlsplit(desk.tab.url).query)["query"]
    assert [query.replace("\r\n", "\n") for query in sent] == ['SELECT ?s WHERE {\n  ?s ?p "é & <𝒳>+" .\n}']
    assert desk.tab.locator("main .status", has_text="0 rows").count() == 1


def test_what_was_typed_is_there_again_on_coming_back(desk: Desk) -> None:
    desk.put("ASK {}", at=1)
    desk.write(" # typed")
    desk.open("/cite")
    desk.tab.go_back()
    desk.tab.locator(".cm-line", has_text="ASK {} # typed").wait_for()


def test_tab_leaves_the_editor_in_both_directions(desk: Desk) -> None:
    focused = "document.activeElement.matches('{}')"
    desk.put(FINDINGS, at=3)
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
    desk.put(FINDINGS)
    box = desk.tab.get_by_role("textbox", name="Query", exact=True)
    assert box.count() == 1
    assert box.get_attribute("aria-multiline") == "true"
    assert box.get_attribute("aria-describedby") == "query-keys"
    desk.tab.click("label[for=query]")
    assert box.evaluate("(box) => box === document.activeElement")


def test_the_words_of_the_language_stand_out(desk: Desk) -> None:
    desk.put('SELECT ?s { ?s a pg:Finding ; pg:unit "days"@en ; pg:period 5 } # all')
    colours = {
        text: desk.tab.locator(".cm-line span", has_text=text).first.evaluate("(span) => getComputedStyle(span).color")
        for text in ("SELECT", "?s", "pg:Finding", '"days"', "5", "# all")
    }
    assert len({*colours.values()}) == len(colours), colours


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(browser: Any, service: Service, scheme: str, width: int) -> None:
    """With an error marked, and with the list of offers open; the page as it opens is seen to with the other pages."""
    desk = Desk(browser, service, scheme, width)
    desk.put(f"# all\n{FINDINGS.replace('  ', '  ?finding pg:unit 5, true, <http://example.org/> ,, ')}")
    desk.tab.wait_for_selector(MARKED)
    assert desk.faults() == []
    desk.put(FINDINGS, at=3)
    desk.write("?finding a pg:Find")
    desk.offered()
    desk.tab.wait_for_selector(".cm-completionInfo")
    assert desk.faults() == []
    desk.context.close()


def test_a_refusal_by_the_policy_would_be_seen(browser: Any, service: Service) -> None:
    """Else the tests above could not fail."""
    desk = Desk(browser, service)
    desk.put("")
    desk.tab.evaluate("() => fetch('http://127.0.0.1:9/').catch(() => {})")
    desk.tab.evaluate(
        "() => document.head.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))"
    )
    wrong = " ".join(desk.wrong())
    assert "connect-src" in wrong
    assert "style-src-elem" in wrong
    desk.context.close()
