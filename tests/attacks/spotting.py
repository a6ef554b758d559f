"""Spots in a page what a value that was sent could have brought into it."""

from __future__ import annotations

from html.parser import HTMLParser

MARK = "x-evil"
LEADING = ("href", "src", "action", "formaction", "poster", "data", "xlink:href")
# Values that end what they stand in, in every kind of place in a page, and begin something new.
EVIL = {
    "element": f"<{MARK} on{MARK}=1>",
    "out of double quotation marks": f'"><{MARK}>',
    "out of single quotation marks": f"'><{MARK}>",
    "attribute": f'" {MARK}="1',
    "attribute in single quotation marks": f"' {MARK}='1",
    "attribute without quotation marks": f" {MARK}=1 onload=1",
    "out of a script": f"</script><{MARK}>",
    "out of a text field": f"</textarea><{MARK}>",
    "out of a title": f"</title><{MARK}>",
    "out of a style": f"</style><{MARK}>",
    "out of a comment": f"--><{MARK}>",
    "comment": f"<!--{MARK}",
    "out of character data": f"]]><{MARK}>",
    "script address": f"javascript:{MARK}",
    "template": "{{7*191}}{%raw%}" + MARK,
    "written as entities": f"&lt;{MARK}&gt;&#60;{MARK}&#62;",
    "encoded twice": f"%3C{MARK}%3E",
    "other brackets": f"＜{MARK}＞\u202e\ufeff",
}


class Page(HTMLParser):
    """
    A page that was looked through.

    brought: what a value has brought in: elements, attributes, comments, addresses that run as a script.
    shown: whether the value itself stands in the text, in a value of an attribute, or in a script's data.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.brought: list[str] = []
        self.shown = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if MARK in tag:
            self.brought.append(f"<{tag}>")
        for name, value in attrs:
            said = (value or "").strip().lower()
            self.shown = self.shown or MARK in said
            if MARK in name or name.startswith("on") or name == "style":
                self.brought.append(f"{tag} {name}={value}")
            if name in LEADING and said.startswith(("javascript:", "vbscript:", "data:text")):
                self.brought.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.shown = self.shown or MARK in data
        if "1337" in data and MARK in data:
            self.brought.append(data)

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.brought.append(f"<!--{data}")
