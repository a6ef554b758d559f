"""A page made of the article's text, served on loopback, and what Chromium highlights on it for a link."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from pilotgraph.curation.article import LayoutMark, normalise, places
from pilotgraph.curation.links import blocks

STYLE = """
body { margin: 4px; background: #fff; color: transparent; font: 5px/6px monospace; }
p, table { margin: 0; padding: 0; font: inherit; border-collapse: collapse; }
td { padding: 0 4px; }
::target-text { background: #f00; color: #f00; }
"""
MEASURE = """() => {
  const points = [];
  for (const node of document.querySelectorAll('[data-words]')) {
    const text = node.firstChild, range = document.createRange();
    for (let i = 0; i < text.length; i++) {
      range.setStart(text, i); range.setEnd(text, i + 1);
      const box = range.getBoundingClientRect();
      points.push([Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]);
    }
  }
  return {points, height: document.documentElement.scrollHeight};
}"""
READ = """async (picture) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height).data, red = [];
  window.points.forEach(([x, y], i) => {
    const at = 4 * (y * image.width + x);
    if (pixels[at] > 200 && pixels[at + 1] < 60 && pixels[at + 2] < 60) red.push(i);
  });
  return red;
}"""


class Written(NamedTuple):
    """
    html: the article as a page, its blocks as paragraphs and table cells.
    characters: for each character of the page, its position in the normalised text; None for one that was mended in.
    """

    html: str
    characters: list[int | None]


def written(text: str, layout: list[LayoutMark], joined: Mapping[str, str]) -> Written:
    """Write the page; words that only the saved text runs together stand apart on it, as on the published one."""
    whole = normalise(text)
    entries = {place.start for place in places(text, layout) if ".e" in place.id}
    html = [f"<!doctype html><meta charset=utf-8><title>Article</title><style>{STYLE}</style>"]
    characters: list[int | None] = []
    for block in blocks(text, layout):
        words, positions = _mended(whole[block.start : block.end], block.start, joined)
        characters += positions
        tag = "<table><tr><td data-words>{}</td></tr></table>" if block.start in entries else "<p data-words>{}</p>"
        html.append(tag.format(escape(words)))
    return Written("\n".join(html).replace("</table>\n<table>", "\n"), characters)


def _mended(words: str, start: int, joined: Mapping[str, str]) -> tuple[str, list[int | None]]:
    mended = ""
    positions: list[int | None] = []
    for token in words.split(" "):
        apart = joined.get(token, token)
        mended += (" " if mended else "") + apart
        if positions:
            positions.append(start - 1)
        letters = iter(range(start, start + len(token)))
        positions += [next(letters) if letter in token and letter != " " else None for letter in apart]
        start += len(token) + 1
    return mended, positions


@contextmanager
def served(html: str) -> Iterator[str]:
    """The address of a loopback server that answers every request with the page."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = html.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Reader:
    """A browser in which every letter's place on the page is known, so that a picture of it tells what is red."""

    def __init__(self, browser: Any, address: str, page: Written) -> None:
        self._address, self._page, self._opened = address, page, 0
        self._tab = browser.new_page(viewport={"width": 1000, "height": 800})
        self._tab.goto(address)
        size = self._tab.evaluate(MEASURE)
        self._tab.set_viewport_size({"width": 1000, "height": size["height"] + 8})
        measured = self._tab.evaluate(MEASURE)["points"]
        assert len(measured) == len(page.characters)
        self._camera = self._tab.context.new_cdp_session(self._tab)
        self._desk = browser.new_page()
        self._desk.evaluate("(points) => { window.points = points; }", measured)

    @property
    def address(self) -> str:
        """A new address each time, so that each link is opened as a page of its own."""
        self._opened += 1
        return f"{self._address}?{self._opened}"

    def highlighted(self, link: str) -> list[int]:
        """Open the link; positions (in the normalised text) of the letters that are highlighted, spaces left out."""
        self._tab.goto(link)
        for patience in (30, 60, 200, 700):
            self._tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            picture = self._camera.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
            red = self._desk.evaluate(READ, picture["data"])
            if red:
                break
            self._tab.wait_for_timeout(patience)
        return [position for index in red if (position := self._page.characters[index]) is not None]


def launched(playwright: Any, program: Path) -> Any:
    """Start Chromium so that it talks to nobody but the loopback server."""
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    off = ["--disable-sync", "--disable-extensions", "--force-device-scale-factor=1", "--hide-scrollbars"]
    return playwright.chromium.launch(executable_path=str(program), args=[*quiet, *off])
