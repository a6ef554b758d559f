"""A browser's window, and what is wrong with the page that is open in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from serving import Service

VIOLATIONS = """() => {
  window.violations = [];
  const note = (said) => window.violations.push(`${said.violatedDirective} ${said.blockedURI}`);
  document.addEventListener('securitypolicyviolation', note);
}"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@cache
def axe() -> str:
    """The script that looks for what keeps people out; needs the package axe-playwright-python."""
    from axe_playwright_python.base import AXE_FILE_PATH

    return Path(AXE_FILE_PATH).read_text("utf-8")


class Window:
    """A window of one look, and what a page complains of or asks of others in it."""

    def __init__(self, browser: Any, service: Service, scheme: str, width: int, **more: Any) -> None:
        self.address = service.address
        self.context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce", **more
        )
        self.tab = self.context.new_page()
        self.tab.add_init_script(f"({VIOLATIONS})()")
        self.complaints: list[str] = []
        self.tab.on("console", self._said)
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("request", self._requested)

    def _said(self, said: Any) -> None:
        # A page that is refused is reported by the browser itself.
        if said.type in ("error", "warning") and "the server responded with a status of 4" not in said.text:
            self.complaints.append(said.text)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked {request.url}")

    def open(self, path: str) -> None:
        self.tab.goto(self.address + path)
        self.tab.wait_for_load_state("load")

    def faults(self) -> list[str]:
        """What is wrong with the page that is open."""
        self.tab.evaluate(axe())
        result = self.tab.evaluate("(rules) => axe.run(document, rules)", RULES)
        assert len(result["passes"]) > 10, "hardly anything was looked at"
        found = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in result["violations"]]
        found += [f"policy: {each}" for each in self.tab.evaluate("window.violations")]
        width = self.tab.evaluate("document.documentElement.scrollWidth")
        if width > self.tab.viewport_size["width"]:
            found.append(f"the page is {width} wide")
        if self.tab.evaluate("document.querySelectorAll('h1').length") != 1:
            found.append("the page has not one heading of the first rank")
        found, self.complaints = [*found, *self.complaints], []
        return found
