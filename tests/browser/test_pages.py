"""In a real browser every page is accessible, quiet and its own, wide or narrow; and keys alone lead all the way."""

from __future__ import annotations

import csv
import io
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from windows import Window

from pilotgraph import PilotGraph

pytestmark = pytest.mark.needs_browser

QUESTION = "/questions/what-effects-were-found"
SHARED = "/questions/which-barriers-are-shared-by-all-three-programmes"
ACROSS = urllib.parse.quote("PREFIX pg: <https://w3id.org/pilotgraph/ontology#> SELECT ?s ?o { ?s pg:about ?o }")
# One of each kind of page, and of each state in which a page can be.
PAGES = (
    "/",
    "/questions",
    QUESTION,
    f"{QUESTION}?programme=pioneers&period=year-1",
    f"{QUESTION}?programme=nobody",
    SHARED,
    f"{SHARED}?certainty=ambiguous",
    f"{SHARED}/statements",
    f"{QUESTION}/rows/1",
    f"{QUESTION}/rows/9999",
    "/questions/how-many-statements-does-each-sentence-make",
    "/questions/no-such-question",
    "/no/such/page",
    "/pictures",
    "/pictures/factors",
    "/pictures/factors?basis=table",
    "/pictures/effects",
    "/pictures/timeline",
    "/pictures/network",
    "/pictures/network?focus=icps",
    "/search",
    "/search?text=primary+care",
    "/search?text=primry",
    "/editor",
    f"/editor?query={ACROSS}",
    "/editor?query=ASK+%7B%7D",
    "/editor?query=SELECT+*+%7B",
    "/editor?query=SELECT+*+%7B+%3Fs+%3Chttp%3A%2F%2Fx%2F%3E+%3Fo+%7D",
    "/ontology",
    "/cite",
    "/dataset",
    "/graph/asserted",
    "/id/programme/icps",
    "/id/programme/nobody",
    f"/about?iri={urllib.parse.quote('http://www.w3.org/2002/07/owl#Class', safe='')}",
    "/why?subject=programme:icps&predicate=hasBarrier&object=factor:workforce-shortages",
)
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_page_has_a_fault(browser, service, scheme, width):
    window = Window(browser, service, scheme, width)
    faults = {}
    for path in PAGES:
        window.open(path)
        if found := window.faults():
            faults[path] = found
    assert faults == {}


def test_no_question_has_a_fault(browser, service):
    window = Window(browser, service, "light", 1280)
    names = [question.name for question in PilotGraph.open().questions()]
    assert len(names) > 60
    faults = {}
    for name in names:
        window.open(f"/questions/{name}")
        if found := window.faults():
            faults[name] = found
    assert faults == {}


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/editor")])
def test_a_page_needs_no_script(browser, service, path):
    """What can be read and followed is the same without any script."""
    said = []
    for scripted in (True, False):
        window = Window(browser, service, "light", 1280, java_script_enabled=scripted)
        window.open(path)
        main = window.tab.locator("main")
        said.append((main.inner_text(), main.locator("a").count()))
        window.context.close()
    assert said[0] == said[1]
    assert said[0][0].strip()


def test_the_editor_answers_without_a_script(browser, service):
    window = Window(browser, service, "light", 1280, java_script_enabled=False)
    window.open("/editor")
    window.tab.locator("#query").fill("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
    window.tab.locator("#sparql-form button").first.click()
    window.tab.wait_for_load_state("networkidle")
    assert window.tab.locator("main table").first.is_visible()
    assert "triples" in window.tab.locator("main table").first.inner_text()


def focused(window: Window) -> str:
    found = window.tab.evaluate("(document.activeElement.textContent || document.activeElement.name || '').trim()")
    return " ".join(str(found).split())


def reach(window: Window, wanted: Any, most: int = 400) -> str:
    """Press Tab until the focus is on something that is wanted, seeing that it can be seen each time."""
    for _ in range(most):
        window.tab.keyboard.press("Tab")
        here = focused(window)
        if wanted(here):
            return here
    raise AssertionError(f"{most} times Tab did not lead to what is wanted; the last was {here!r}")


def test_keys_alone_lead_from_a_question_to_its_evidence_and_its_data(browser, service):
    window = Window(browser, service, "light", 1280, accept_downloads=True)
    tab = window.tab
    window.open("/")
    reach(window, lambda said: said.startswith("Which barriers are shared by all three"))
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/questions/which-barriers-are-shared*")
    question = tab.url
    reach(window, lambda said: said.endswith(("statement", "statements")) and said[0].isdigit())
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/rows/**")
    reach(window, lambda said: "article" in said.lower() and "passage" in said.lower())
    link = tab.evaluate("document.activeElement.href")
    assert link.startswith("https://")
    assert "#:~:text=" in link
    tab.goto(question)
    tab.wait_for_load_state("networkidle")
    reach(
        window, lambda said: "editor" in said.lower() or said.startswith(("The SPARQL", "SPARQL that", "SPARQL text"))
    )
    if "editor" not in focused(window).lower():
        # The query is folded away; Enter unfolds it.
        tab.keyboard.press("Enter")
        reach(window, lambda said: "editor" in said.lower())
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/editor?*")
    assert "SELECT" in tab.locator("#query").input_value()
    tab.goto(question)
    tab.wait_for_load_state("networkidle")
    reach(window, lambda said: said.startswith("CSV"))
    href = tab.evaluate("document.activeElement.href")
    with tab.expect_download() as started:
        tab.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8"))))
    with urllib.request.urlopen(href) as response:
        assert list(csv.DictReader(io.StringIO(response.read().decode()))) == rows
    assert len(rows) == len(PilotGraph.open().ask("which-barriers-are-shared-by-all-three-programmes"))
    assert window.complaints == []


def test_where_the_focus_is_can_be_seen(browser, service):
    """Each thing that Tab reaches looks different with the focus on it, in light and dark."""
    for scheme in ("light", "dark"):
        window = Window(browser, service, scheme, 1280)
        for path in ("/", QUESTION, "/pictures/factors", "/editor"):
            window.open(path)
            for _ in range(25):
                window.tab.keyboard.press("Tab")
                # The editor says that it has the focus a moment after it has.
                window.tab.wait_for_timeout(40)
                outline = window.tab.evaluate(
                    "(() => { const s = getComputedStyle(document.activeElement);"
                    " const p = getComputedStyle(document.activeElement.closest('.cm-editor') || document.body);"
                    " return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow,"
                    " p.outlineStyle, p.boxShadow] })()"
                )
                seen = (outline[0] != "none" and outline[1] >= 1) or outline[2] != "none"
                assert seen or outline[3] != "none" or outline[4] != "none", (path, focused(window))
        window.context.close()


def test_a_page_prints_without_the_frame_around_it(browser, service):
    window = Window(browser, service, "light", 1280)
    window.open(QUESTION)
    window.tab.emulate_media(media="print")
    assert not window.tab.locator("header.site nav").is_visible()
    assert not window.tab.locator("main form").first.is_visible()
    assert window.tab.locator("main table").first.is_visible()
