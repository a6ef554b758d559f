"""The checks that ROBOT, OOPS! and FOOPS! make, and what makes them here."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


class Check(NamedTuple):
    """
    One check of a tool.

    tool: ROBOT, OOPS! or FOOPS!. id: what the tool calls it. name: its name there, where the id is no name.
    kept: "rule", "test", "read" (a person must), or "not here".
    by: the rules, as folder/name, or the test that makes the check here. why: the reason, or what is different here.
    """

    tool: str
    id: str
    name: str
    kept: str
    by: str
    why: str


def checks() -> list[Check]:
    with (HERE / "catalogue.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        assert tuple(next(rows)) == Check._fields
        return [Check(*row) for row in rows]
