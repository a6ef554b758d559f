"""Reads pages as a test needs them: their links, their tables and their forms."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """
    A page taken apart.

    links: the addresses that it leads to. rows: the cells of each row of a table's body that is no heading of a group.
    headings: of its columns. fields: for each select, the options as (value, text, whether chosen). ids: of elements.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.headings: list[str] = []
        self.rows: list[list[str]] = []
        self.fields: dict[str, list[tuple[str, str, bool]]] = {}
        self.ids: list[str] = []
        self.said = ""
        self._in: list[str] = []
        self._field = ""
        self.feed(text)
        self.rows = [row for row in self.rows if row]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        elif tag == "select":
            self._field = given["name"]
            self.fields[self._field] = []
        elif tag == "option" and self._field:
            self.fields[self._field].append((given["value"], "", "selected" in given))
        elif tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
        elif tag == "th" and given.get("scope") == "col":
            self.headings.append("")
        self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass
        if tag == "select":
            self._field = ""

    def handle_data(self, data: str) -> None:
        self.said += data
        if self._field and self.fields[self._field] and "option" in self._in:
            value, text, chosen = self.fields[self._field][-1]
            self.fields[self._field][-1] = (value, text + data, chosen)
        elif "td" in self._in:
            self.rows[-1][-1] += data
        elif "th" in self._in and self.headings and not self.rows[-1]:
            self.headings[-1] += data


def words(text: str) -> str:
    """The text with every run of blanks as one."""
    return " ".join(text.split())
