"""Says whether two answers are the same: rows as often, numbers by value, blank nodes up to their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reading import Answer, Blank, Literal, Table, Term

Row = tuple[tuple[str, Term], ...]


def difference(expected: Answer, got: Answer, ordered: bool = False) -> str | None:
    """
    Tell in words how an answer differs from the one expected; None when it does not.

    ordered: the rows must come in the expected order too.
    """
    if isinstance(expected, bool) or isinstance(got, bool):
        return None if expected is got else f"expected {_told(expected)}, got {_told(got)}"
    if expected.variables != got.variables:
        return f"expected the variables {sorted(expected.variables)}, got {sorted(got.variables)}"
    wanted, given = _in_order(expected), _in_order(got)
    same = _same_sequence(wanted, given) if ordered or expected.order else _same_bag(wanted, given)
    return None if same else f"expected {_told(expected)}, got {_told(got)}"


def _in_order(table: Table) -> list[Row]:
    rows = [tuple(sorted(row.items())) for row in table.rows]
    if table.order:
        return [rows[place] for place in sorted(range(len(rows)), key=table.order.__getitem__)]
    return rows


def _same_sequence(wanted: list[Row], given: list[Row]) -> bool:
    if len(wanted) != len(given):
        return False
    pairs: dict[Blank, Blank] = {}
    return all(_matched(one, other, pairs) for one, other in zip(wanted, given, strict=True))


def _same_bag(wanted: list[Row], given: list[Row]) -> bool:
    """Rows without blank nodes must be equally many; for the others one renaming of blank nodes must fit them all."""
    if Counter(map(_shape, wanted)) != Counter(map(_shape, given)):
        return False
    plain = Counter(row for row in wanted if not _blanks(row))
    if plain != Counter(row for row in given if not _blanks(row)):
        return False
    return _renamed([row for row in wanted if _blanks(row)], [row for row in given if _blanks(row)], {})


def _renamed(wanted: list[Row], given: list[Row], pairs: dict[Blank, Blank]) -> bool:
    """Try to pair the rows; every choice of a partner fixes what its blank nodes are called."""
    if not wanted:
        return True
    # The row with the fewest open blank nodes leaves the fewest choices.
    row = min(wanted, key=lambda row: sum(blank not in pairs for blank in _blanks(row)))
    rest = list(wanted)
    rest.remove(row)
    tried = set()
    for place, other in enumerate(given):
        attempt = dict(pairs)
        if other in tried or _shape(other) != _shape(row) or not _matched(row, other, attempt):
            continue
        if _renamed(rest, given[:place] + given[place + 1 :], attempt):
            return True
        tried.add(other)
    return False


def _matched(one: Row, other: Row, pairs: dict[Blank, Blank]) -> bool:
    """Extend the pairs of blank nodes so that two rows become one; False where that cannot be."""
    if len(one) != len(other):
        return False
    for (name, left), (other_name, right) in zip(one, other, strict=True):
        if name != other_name:
            return False
        if isinstance(left, Blank) and isinstance(right, Blank):
            if pairs.setdefault(left, right) != right or list(pairs.values()).count(right) > 1:
                return False
        elif not _equal(left, right):
            return False
    return True


def _equal(left: Term, right: Term) -> bool:
    return type(left) is type(right) and left == right


def _blanks(row: Row) -> list[Blank]:
    return [term for _, term in row if isinstance(term, Blank)]


def _shape(row: Row) -> Row:
    return tuple((name, Blank("") if isinstance(term, Blank) else term) for name, term in row)


def _told(answer: Answer) -> str:
    if isinstance(answer, bool):
        return str(answer).lower()
    return f"{len(answer.rows)} rows {sorted(_lines(answer))}"


def _lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " ".join(f"?{name}={_written(term)}" for name, term in sorted(row.items()))


def _written(term: Term) -> str:
    if isinstance(term, Blank):
        return f"_:{term.label}"
    if isinstance(term, Literal):
        return f'"{term.value}"' + (f"@{term.language}" if term.language else f"^^{term.type.rpartition('#')[2]}")
    return f"<{term}>"
