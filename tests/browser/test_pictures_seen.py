"""Facts about the pictures as a browser shows them."""

from __future__ import annotations

import pytest

from serving import running

pytestmark = pytest.mark.needs_browser
PATHS = ["factors", "effects", "timeline", "network", "network?focus=vanguards"]


@pytest.fixture(scope="module")
def address():
    with running("--workers", "1") as service:
        yield service.address


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(browser, address, path, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(f"{address}/pictures/{path}")
    found = Axe().run(tab, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
    tab.close()


def test_lines_of_the_network_meet_the_rows_they_join(browser, address):
    """The line from the only factor in focus ends at the middle of each subject's row, to the pixel."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{address}/pictures/network?focus=factor:bureaucracy")
    middle = "each => each.getBoundingClientRect().top + each.getBoundingClientRect().height / 2"
    rows = tab.eval_on_selector_all(".subjects li", f"all => all.map({middle})")
    ends = tab.eval_on_selector_all(
        ".factors + .threads path",
        "all => all.map(each => new DOMPoint(0, each.getPointAtLength(each.getTotalLength()).y)"
        ".matrixTransform(each.getScreenCTM()).y)",
    )
    assert len(ends) == len(rows) == 1
    assert ends == pytest.approx(rows, abs=1)
    tab.close()


def test_everything_in_the_network_can_be_reached_by_keyboard_in_reading_order(browser, address):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{address}/pictures/network?focus=factor:bureaucracy")
    tab.focus(".factors .thing")
    reached = []
    for _ in range(4):
        reached.append(tab.evaluate("document.activeElement.className"))
        tab.keyboard.press("Tab")
    assert reached == ["thing", "count hinders", "thing", "count hinders"]
    tab.close()
