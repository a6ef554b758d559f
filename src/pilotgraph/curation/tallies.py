"""Writes how far a source is accounted for, as text for a curator, as CSV or JSON, and as the published table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterable, Sequence

from pilotgraph.curation.coverage import TABLE, Account, Coverage, Tally

FILE = "data/coverage.tsv"
COLUMNS = Tally._fields
HEAD = ("section", "places", "supported", "restated", "otherwise", "unaccounted", "accounted for")
PLACE_COLUMNS = ("source", "place", "accounted_for_by", "statements", "restates", "share_in_passages")


def published(coverage: Coverage) -> bytes:
    """The table data/coverage.tsv: a row for each section."""
    return _separated(COLUMNS, map(_cells, coverage.sections()), "\t").encode()


def written(coverage: Coverage, form: str, each: bool) -> str:
    """
    The coverage as "table" (text for a terminal), "csv" or "json".

    each: list every place with what accounts for it; else the sections, and the places that need a curator.
    """
    if form == "json":
        return _json(coverage, each)
    if form == "csv":
        places = _separated(PLACE_COLUMNS, map(_place_cells, coverage.accounts), ",")
        return places if each else _separated(COLUMNS, map(_cells, coverage.sections()), ",")
    return _places(coverage.accounts) if each else _text(coverage)


def summary(coverage: Coverage) -> str:
    """The two numbers in one line: places accounted for, and places of the body on which statements rest."""
    whole, body = coverage.whole(), coverage.body()
    places = f"{whole.places} places, {whole.accounted_for} accounted for"
    return f"{places}, {body.supported} of {body.places} in the body by statements"


def percent(part: int, whole: int) -> str:
    """A share, rounded down, so that only the whole is 100%."""
    tenths = 1000 * part // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10}%"


def _text(coverage: Coverage) -> str:
    whole, body, unaccounted, thin = coverage.whole(), coverage.body(), coverage.unaccounted, coverage.thin
    rows = [HEAD, *map(_row, coverage.sections()), _row(body), _row(whole)]
    lines = _aligned(rows)
    lines.insert(1, "─" * len(lines[0]))
    lines.insert(-2, lines[1])
    lines += [
        "",
        "places: sentences and table entries; supported: statements rest on them; restated: they repeat other places;",
        "otherwise: listed with another reason; body: without front matter, keywords, declarations and references.",
        "",
        f"accounted for: {_share(whole.accounted_for, whole.places, 'places')}; all of them should be",
        f"supported by statements: {_share(body.supported, body.places, 'places of the body')}; 90% of them should be",
    ]
    if unaccounted:
        lines += ["", f"not accounted for ({len(unaccounted)}):"]
        lines += _aligned([(f"  {account.place.id}", account.beginning) for account in unaccounted], left={0, 1})
        lines.append(f"Let a statement rest on each, or list it in {TABLE} with the reason.")
    if thin:
        lines += ["", f"supported, but a third or more of its words lies in no passage ({len(thin)}):"]
        rows = [(f"  {each.place.id}", _within(each), ", ".join(each.statements)) for each in thin]
        lines += _aligned(rows, left={0, 2})
        lines.append("Look whether the rest says something of its own.")
    return "\n".join(lines) + "\n"


def _places(accounts: Iterable[Account]) -> str:
    rows = [("place", "in passages", "accounted for by")]
    for account in accounts:
        by = ", ".join(account.statements) or account.reason or "NOT ACCOUNTED FOR"
        by += f" of {', '.join(account.restates)}" if account.restates else ""
        rows.append((account.place.id, _within(account) if account.statements else "", by))
    lines = _aligned(rows, left={0, 2})
    return "\n".join([lines[0], "─" * len(lines[0]), *lines[1:]]) + "\n"


def _json(coverage: Coverage, each: bool) -> str:
    def told(account: Account) -> dict[str, object]:
        return {
            **dict(zip(PLACE_COLUMNS, _place_cells(account), strict=True)),
            "statements": account.statements,
            "restates": account.restates,
            "share_in_passages": round(account.share, 3),
        }

    answer: dict[str, object] = {
        "whole": _counts(coverage.whole()),
        "body": _counts(coverage.body()),
        "sections": [tally._asdict() for tally in coverage.sections()],
        "unaccounted": [{"place": account.place.id, "begins": account.beginning} for account in coverage.unaccounted],
        "thin": [told(account) for account in coverage.thin],
    }
    if each:
        answer["places"] = [told(account) for account in coverage.accounts]
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _counts(tally: Tally) -> dict[str, int]:
    return {name: count for name, count in tally._asdict().items() if name not in ("source", "section", "body")}


def _row(tally: Tally) -> tuple[str, ...]:
    counts = (tally.places, tally.supported, tally.restated, tally.otherwise, tally.unaccounted)
    return (tally.section, *map(str, counts), percent(tally.accounted_for, tally.places))


def _cells(tally: Tally) -> list[str]:
    return [{True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell) for cell in tally]


def _place_cells(account: Account) -> list[str]:
    by = "statements" if account.statements else account.reason
    share = f"{account.share:.3f}" if account.statements else ""
    return [account.source, account.place.id, by, "; ".join(account.statements), "; ".join(account.restates), share]


def _share(part: int, whole: int, of_what: str) -> str:
    return f"{part} of {whole} {of_what} ({percent(part, whole)})"


def _within(account: Account) -> str:
    return percent(account.within, len(account.place.text))


def _separated(columns: Sequence[str], rows: Iterable[Sequence[str]], separator: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _aligned(rows: Sequence[Sequence[str]], left: Container[int] = (0,)) -> list[str]:
    """Lines of columns two spaces apart; left: the numbers of the columns that are not set right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if number in left else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
