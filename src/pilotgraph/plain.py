"""Reads a plain command line without argparse, whose loading costs a tenth of a short run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    How = dict[str, Any]


class Taken:
    """What a command takes; it stands in for argparse's parser where the command says so."""

    def __init__(self) -> None:
        self.options: dict[str, How] = {}
        self.places: dict[str, How] = {}

    def add_argument(self, name: str, **how: Any) -> None:
        (self.options if name.startswith("--") else self.places)[name] = how


def read(words: Sequence[str], add: Callable[[Any], None]) -> dict[str, Any] | None:
    """
    What argparse would make of the words that follow a command, by name.

    add: says what the command takes, by calling `add_argument`.
    None where argparse must look: for help, for `--name=value`, for values that begin with "-", for places that are
    not side by side, and for any mistake.
    """
    taken = Taken()
    add(taken)
    given: dict[str, list[list[str]]] = {}
    runs: list[list[str]] = [[]]
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if _is_value(word):
            runs[-1].append(word)
            continue
        how = taken.options.get(word)
        values: list[str] = []
        while how and waiting and _is_value(waiting[0]) and len(values) < _most(how):
            values.append(waiting.pop(0))
        if how is None or not _fit(values, how):
            return None
        given.setdefault(word, []).append(values)
        runs.append([])
    placed = _placed([run for run in runs if run], taken.places)
    if placed is None or any(how.get("required") and option not in given for option, how in taken.options.items()):
        return None
    return placed | {_name(option, how): _value(given.get(option, []), how) for option, how in taken.options.items()}


def _is_value(word: str) -> bool:
    return word == "-" or not word.startswith("-")


def _most(how: How) -> float:
    if how.get("action") == "store_true":
        return 0
    return float("inf") if how.get("nargs") == "+" else 1


def _fit(values: list[str], how: How) -> bool:
    """Whether there are enough values, and each is one of the choices."""
    return len(values) >= min(_most(how), 1) and all(value in how.get("choices", [value]) for value in values)


def _placed(runs: list[list[str]], places: dict[str, How]) -> dict[str, Any] | None:
    """The words that belong to no option, by the place that each fills."""
    if len(runs) > 1:
        return None
    waiting = runs[0] if runs else []
    found: dict[str, Any] = {}
    for name, how in places.items():
        several = how.get("nargs") == "+"
        values, waiting = (waiting, []) if several else (waiting[:1], waiting[1:])
        if not _fit(values, how):
            return None
        found[name] = values if several else values[0]
    return None if waiting else found


def _name(option: str, how: How) -> str:
    return str(how.get("dest") or option.removeprefix("--").replace("-", "_"))


def _value(given: list[list[str]], how: How) -> Any:
    if how.get("action") == "store_true":
        return bool(given)
    if how.get("action") in ("append", "extend"):
        return [*how["default"], *(value for values in given for value in values)]
    return given[-1][0] if given else how.get("default")
