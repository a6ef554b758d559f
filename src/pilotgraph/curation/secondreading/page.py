"""Writes how far two readers agree as Markdown, and what they disagree on as lines with tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pilotgraph.curation.secondreading.agreement import Measured, Pair, disagreements, kappa, measured, paired_without
from pilotgraph.curation.secondreading.coding import FIELDS
from pilotgraph.curation.secondreading.settling import VERDICTS, Settled

# Fields that are told for each kind of statement; what the second reader chose as kind has a table of its own.
MAIN = ("subject", "certainty", "claim_status", "hedge", "target")
# Kappa of a field within a kind is told from so many statements on.
ENOUGH = 10
NOT_DEFINED = "not defined"
DISAGREED = ("passage", "statement", "field", "first", "second")


def page(pairs: Sequence[Pair], settled: Sequence[Settled]) -> str:
    """
    The tables of agreement.

    pairs: at least one. settled: how the disagreements were settled; with none, nothing is said of it.
    """
    parts = [_whole(pairs), _fields(pairs), _by_units(pairs), _kinds(pairs), _fields_by_kind(pairs)]
    if settled:
        parts.append(_settled(settled))
    return "\n".join(line for part in parts for line in part)


def listed(pairs: Iterable[Pair]) -> str:
    """Every disagreement, one on a line: passage, statement, field, and what each reader coded."""
    rows = [(p.passage, p.statement, field, p.first[field], p.second[field]) for p, field in disagreements(pairs)]
    return "\n".join("\t".join(row) for row in (DISAGREED, *rows))


def _whole(pairs: Sequence[Pair]) -> Iterator[str]:
    found = [measured(field, pairs) for field in FIELDS]
    agreed, applied = sum(each.agreed for each in found), sum(each.applied for each in found)
    agreed_filled, filled = sum(each.agreed_filled for each in found), sum(each.filled for each in found)
    whole = len(pairs) - len({pair.statement for pair, _ in disagreements(pairs)})
    yield (
        f"Two readers coded {len(pairs)} statements on {len({pair.passage for pair in pairs})} passages. "
        f"They agree in all fields of {_share(whole, len(pairs))}, in {_share(agreed, applied)} of all cells "
        f"and in {_share(agreed_filled, filled)} of the cells in which either said something."
    )


def _fields(pairs: Sequence[Pair]) -> Iterator[str]:
    yield from _head("Field by field")
    yield "| field | applies to | agree | said by either | agree on these | kappa | 95 % interval |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for field in FIELDS:
        each = measured(field, pairs, bounded=True)
        if each.applied:
            counts = f"{each.applied} | {_percent(each.agreed, each.applied)} | {each.filled}"
            of_filled = _percent(each.agreed_filled, each.filled)
            yield f"| `{each.field}` | {counts} | {of_filled} | {_kappa(each.kappa)} | {_interval(each)} |"


def _by_units(pairs: Sequence[Pair]) -> Iterator[str]:
    """Apart for passages with one statement, where nothing had to be paired, and for the others."""
    one, several = [p for p in pairs if p.units == 1], [p for p in pairs if p.units > 1]
    yield from _head("Passages with one statement, and with several")
    yield "| field | one: applies to | agree | kappa | several: applies to | agree | kappa | agree, paired without it |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for field in FIELDS:
        found = [measured(field, one), measured(field, several)]
        blind = measured(field, paired_without(field.name, several))
        if any(each.applied for each in found):
            told = [f"{m.applied} | {_percent(m.agreed, m.applied)} | {_kappa(m.kappa)}" for m in found]
            yield f"| `{field.name}` | {' | '.join(told)} | {_percent(blind.agreed, blind.applied)} |"


def _kinds(pairs: Sequence[Pair]) -> Iterator[str]:
    """Each kind against all others, so that every kind has a kappa of its own."""
    yield from _head("Kind by kind")
    yield "| kind | first reader | second reader | both | kappa of this kind or another |"
    yield "|---|--:|--:|--:|--:|"
    first = Counter(pair.first["kind"] for pair in pairs)
    second = Counter(pair.second["kind"] for pair in pairs)
    for kind in _ordered(pairs):
        whether = [(str(p.first["kind"] == kind), str(p.second["kind"] == kind)) for p in pairs]
        both = sum(pair.first["kind"] == pair.second["kind"] == kind for pair in pairs)
        yield f"| `{kind}` | {first[kind]} | {second[kind]} | {both} | {_kappa(kappa(whether))} |"


def _fields_by_kind(pairs: Sequence[Pair]) -> Iterator[str]:
    yield from _head("Fields by the first reader's kind")
    yield f"Pairs that agree, of pairs to which the field applies; from {ENOUGH} such pairs on, kappa too.\n"
    yield f"| kind | {' | '.join(f'`{name}`' for name in MAIN)} |"
    yield f"|---|{'--:|' * len(MAIN)}"
    for kind in _ordered(pairs):
        of_kind = [pair for pair in pairs if pair.first["kind"] == kind]
        if of_kind:
            found = [measured(field, of_kind) for field in FIELDS if field.name in MAIN]
            yield f"| `{kind}` | {' | '.join(_of_kind(each) for each in found)} |"


def _settled(settled: Sequence[Settled]) -> Iterator[str]:
    yield from _head("How the disagreements were settled")
    yield f"| field | disagreements | {' | '.join(VERDICTS)} |"
    yield f"|---|--:|{'--:|' * len(VERDICTS)}"
    verdicts = Counter((row.field, row.settled) for row in settled)
    for field in FIELDS:
        counts = [verdicts[field.name, verdict] for verdict in VERDICTS]
        if sum(counts):
            yield f"| `{field.name}` | {sum(counts)} | {' | '.join(map(str, counts))} |"
    totals = [sum(row.settled == verdict for row in settled) for verdict in VERDICTS]
    yield f"| all | {len(settled)} | {' | '.join(map(str, totals))} |"


def _head(title: str) -> Iterator[str]:
    yield f"\n### {title}\n"


def _ordered(pairs: Iterable[Pair]) -> list[str]:
    """Every kind that a reader chose, the first reader's most frequent first."""
    pairs = list(pairs)
    first = Counter(pair.first["kind"] for pair in pairs)
    chosen = {pair.first["kind"] for pair in pairs} | {pair.second["kind"] for pair in pairs}
    return sorted(chosen, key=lambda kind: (-first[kind], kind))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({_percent(part, whole)})"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _kappa(value: float | None) -> str:
    # Adding 0 turns a rounded -0.0 into 0.0.
    return NOT_DEFINED if value is None else f"{round(value, 2) + 0:.2f}".replace("-", "−")


def _interval(each: Measured) -> str:
    if each.interval is None:
        return NOT_DEFINED if each.kappa is None else "–"
    return " to ".join(_kappa(bound) for bound in each.interval)


def _of_kind(each: Measured) -> str:
    if not each.applied:
        return "–"
    told = f"{each.agreed} of {each.applied}"
    return f"{told}, {_kappa(each.kappa)}" if each.applied >= ENOUGH else told
