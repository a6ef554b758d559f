"""No link of any page leads nowhere."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from serving import client
from webpages import Page

HOME = "http://pilotgraph.test/"
# Addresses of one shape differ in what they are about, and there are tens of thousands of them.
OF_A_SHAPE = 3


def shape(address: str) -> str:
    """What an address looks like: the names in it, the numbers of rows and the values of parameters left out."""
    parts = urlsplit(address)
    path = re.sub(r"/rows/\d+", "/rows/N", re.sub(r"^(/questions/)[^/.]+", r"\1NAME", parts.path))
    path = re.sub(r"^(/id/[\w-]+/).+", r"\1NAME", path)
    given = {name if name != "format" else f"format={value}" for name, value in parse_qsl(parts.query)}
    if path.startswith("/questions/"):
        # What narrows a question is tried elsewhere, parameter by parameter.
        given = {name if name in ("evidence", "page") or "=" in name else "PARAMETER" for name in given}
    return f"{path}?{'&'.join(sorted(given))}"


def test_every_kind_of_link_leads_somewhere():
    """From the first page on, pages are read, and of each kind of address found on them some are asked for."""
    with client() as asking:
        waiting, linked_from, asked = [HOME], {HOME: ""}, Counter([shape(HOME)])
        fragments: dict[tuple[str, str], str] = {}
        ids: dict[str, set[str]] = {}
        broken = []
        for address in waiting:
            got = asking.get(address, headers={"Accept": "text/html,*/*;q=0.5"})
            if got.status_code >= 400:
                broken.append((got.status_code, address, linked_from[address]))
                continue
            found = [got.headers["location"]] if got.is_redirect else []
            if got.headers.get("content-type", "").startswith("text/html"):
                page = Page(got.text)
                ids[address] = {*page.ids}
                assert (address, len(page.ids)) == (address, len(ids[address])), "an id stands twice"
                found += page.links
            for link in found:
                whole, fragment = urldefrag(urljoin(address, link))
                if urlsplit(whole).netloc != urlsplit(HOME).netloc:
                    continue
                if fragment:
                    fragments[whole, fragment] = address
                if whole not in linked_from:
                    linked_from[whole] = address
                    asked[shape(whole)] += 1
                    if asked[shape(whole)] <= OF_A_SHAPE:
                        waiting.append(whole)
        assert broken == []
        assert {("nowhere", *each) for each in fragments if each[0] in ids and each[1] not in ids[each[0]]} == set()
        assert {"/questions/NAME?", "/questions/NAME/rows/N?", "/id/statement/NAME?", "/search?"} <= asked.keys()
