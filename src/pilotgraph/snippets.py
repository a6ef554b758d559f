"""Writes the permanent link of an answer, and the lines that fetch it with curl, pandas and R."""

from __future__ import annotations

from collections.abc import Mapping

FETCHED = "csv"


def link(address: str, name: str, parameters: Mapping[str, str], form: str = "") -> str:
    """
    The permanent link of a saved question's answer.

    address: of the server, such as "https://example.org/pilotgraph". name: of the question.
    parameters: as the server takes them; those left open are empty or missing.
    form: a name of formats.FORMATS; empty leaves the choice to what the reader's program asks for.
    Every sign that could mean something in a shell or in a text of Python or R is percent-encoded.
    """
    from urllib.parse import quote, urlencode

    given = {each: value for each, value in parameters.items() if value} | ({"format": form} if form else {})
    query = urlencode(given, quote_via=quote, safe="")
    # A server's address may hold brackets around an IPv6 number, but no quotation mark that is not encoded.
    page = quote(address.rstrip("/"), safe=":/[]@%~") + "/questions/" + quote(name, safe="")
    return f"{page}?{query}" if query else page


def snippets(address: str, name: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """What a reader types to fetch an answer as CSV, by "curl", "pandas" and "R"; arguments as in `link`."""
    from shlex import quote

    at = link(address, name, parameters, FETCHED)
    return {
        "curl": f"curl --fail --output {quote(f'{name}.{FETCHED}')} {quote(at)}",
        "pandas": f'import pandas\n\nanswer = pandas.read_csv("{at}")',
        "R": f'answer <- read.csv("{at}", encoding = "UTF-8")',
    }
