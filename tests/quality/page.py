"""Measures the ontology and writes docs/quality.md; `PYTHONPATH=tests python -m quality.page` writes it anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import rdflib

from owlapi import gate, owl_dl
from owlapi.test_owl_dl import copy
from owlapi.test_owl_dl_kinds import ELSEWHERE, FOUND, NEVER
from pilotgraph.curation import hermit
from quality import readers
from quality.catalogue import checks

PAGE = gate.ROOT / "docs/quality.md"
BROKEN = gate.ROOT / "tests/profile/inconsistent.ru"

TEMPLATE = Path(__file__).with_name("page.template.md")


def measured() -> str:
    """The page with what is measured now."""
    terms, without = readers.documentation()
    return TEMPLATE.read_text(encoding="utf-8").format(
        violations=_violations(),
        kinds=len(FOUND) + len(ELSEWHERE) + len(NEVER),
        dl=len(FOUND),
        other=len(ELSEWHERE),
        never=len(NEVER),
        reasons="".join(f"- `{kind}`: {reason}.\n" for kind, reason in NEVER.items()),
        consistency=_consistency(),
        broken=sum(1 for _ in (gate.ROOT / "tests/alignments/broken").glob("*.ttl")),
        checks=_checks(),
        terms=terms,
        without=len(without),
        readers=_readers(),
    )


def _merges() -> dict[str, rdflib.Graph]:
    alignments = gate.turtle("ontology/alignments.ttl")
    known = gate.ours() + gate.facts()
    return {
        "ontology": gate.ours(),
        "ontology and facts": known,
        "alignments": alignments,
        "ontology, facts and alignments": known + alignments,
        "the same, with BCIO, HOSO and COB": known + alignments + gate.targets(),
    }


def _violations() -> str:
    rows: list[list[object]] = [[name, len(owl_dl.violations(graph))] for name, graph in _merges().items()]
    return _table(["what", "violations"], rows, "lr")


def _consistency() -> str:
    graphs = {**_merges(), "broken copy": copy(BROKEN.read_text(encoding="utf-8"))}
    del graphs["alignments"]
    rows: list[list[object]] = [
        [name, _said(owl_dl.is_consistent(graph)), _said(hermit.is_consistent(graph))] for name, graph in graphs.items()
    ]
    return _table(["what", "OWLAPI's HermiT", "owlready2's HermiT"], rows, "lll")


def _said(consistent: bool) -> str:
    return "consistent" if consistent else "inconsistent"


def _checks() -> str:
    tools = dict.fromkeys(check.tool for check in checks())
    counts = Counter((check.tool, check.kept) for check in checks())
    rows: list[list[object]] = [
        [tool, sum(n for (each, _), n in counts.items() if each == tool)]
        + [counts[tool, kept] for kept in ("rule", "test", "read", "not here")]
        for tool in tools
    ]
    lines = _table(["tool", "checks", "by a rule", "by a test", "by reading", "not here"], rows, "lrrrrr")
    for tool in tools:
        listed: list[list[object]] = [
            [f"`{each.id}` {each.name}".strip(), _by(each.by) or each.kept, each.why]
            for each in checks()
            if each.tool == tool
        ]
        lines += f"\n### {tool}\n\n" + _table(["check", "made here by", "remark"], listed, "lll")
    return lines


def _by(by: str) -> str:
    return ", ".join(f"`{each.partition('::')[2] or each}`" for each in by.split())


def _readers() -> str:
    counts = {name: count() for name, count in readers.READERS.items()}
    reference = counts["OWLAPI"]
    rows: list[list[object]] = []
    for kind, many in reference.items():
        found = [each.get(kind, 0) for each in counts.values()]
        rows.append([kind, *(f"{number:,}" if number == many else f"**{number:,}**" for number in found)])
    lines = _table(["axioms", *counts], rows, "l" + "r" * len(counts))
    return lines + "\n" + "\n".join(f"- {reader}, {kind}: {why}" for (reader, kind), why in readers.DIFFERENCES.items())


def _table(header: list[str], rows: list[list[object]], align: str) -> str:
    rule = {"l": "---", "r": "--:"}
    cells = [header, [rule[side] for side in align], *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in row)} |\n" for row in cells)


def main(page: Path = PAGE) -> None:
    page.write_text(measured(), encoding="utf-8")


if __name__ == "__main__":
    main()
