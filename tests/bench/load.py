"""
Loads `pilotgraph serve` and other SPARQL servers side by side, with saved questions and free queries of many clients.

All servers hold the same data and are asked the same, in the same order, by kept connections of one light process on
this machine; each client awaits its answer before it asks again. A round starts each server afresh in turn, so that
every server begins cold and whatever slows the machine down slows all alike. Medians of the rounds are shown, and the
ratio is the median of the ratios within each round.

Saved questions are asked of us by their names, and of the others as the SPARQL text that the same question and values
give; some requests come often, some seldom, and some only once (draws.py). Free queries are templates with constants
from the data (freequeries.py), and are also asked of ourselves with the cache switched off. Every answer must have
status 200 and be whole; that the servers answer alike is seen by the numbers of rows in the answers to a sample.

The others: `oxigraph serve` with its store on disk, as it is run where data must last, and in memory, which is quicker;
Virtuoso 7; and rdflib-endpoint, whose environment PILOTGRAPH_RDFLIB_ENDPOINT names by its Python. What is not installed
is said to be missing.
Exit code 1 if a goal is missed or a request lost.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(Path(__file__).parent)]

import processes  # noqa: E402
import pyoxigraph as ox  # noqa: E402
import rivals  # noqa: E402
from draws import DRAWN, Draw  # noqa: E402
from lines import Measured, ask, body, load  # noqa: E402
from rivals import Rival  # noqa: E402

import servers  # noqa: E402
from pilotgraph.graph import PilotGraph  # noqa: E402

SAVED, FREE = DRAWN
OURS, UNCACHED = "pilotgraph", "pilotgraph, no cache"
# On saved questions ahead of each; on free queries not more than so many times slower than Oxigraph.
BEHIND = 1.5
# More than any server here can answer in a second, and more than it takes to see differences.
MOST, SAMPLE = 6000, 150
Started = Callable[[Path], AbstractContextManager[Rival]]
STARTED: dict[str, Started] = {
    OURS: lambda _: rivals.pilotgraph(),
    UNCACHED: lambda _: rivals.pilotgraph("--cache", "0"),
    "oxigraph": lambda folder: rivals.oxigraph(folder, in_memory=False),
    "oxigraph, in memory": lambda folder: rivals.oxigraph(folder, in_memory=True),
    "virtuoso": rivals.virtuoso,
    "rdflib-endpoint": rivals.rdflib_endpoint,
}
NEEDS = {
    "oxigraph": (servers.oxigraph_program, "the package oxigraph is not installed"),
    "oxigraph, in memory": (servers.oxigraph_program, "the package oxigraph is not installed"),
    "virtuoso": (servers.virtuoso_program, "the program virtuoso-t is not installed"),
    "rdflib-endpoint": (servers.rdflib_endpoint_program, "PILOTGRAPH_RDFLIB_ENDPOINT names no Python that has it"),
}


class Cell(NamedTuple):
    """
    One server under one load in one round.

    kept: the share of its answers that came from a cache, if it tells. worked: seconds of processor time an answer.
    """

    measured: Measured
    kept: float | None
    worked: float


def cell(started: Started, draws: list[Draw], clients: int, seconds: float) -> Cell:
    """A fresh server under load."""
    with tempfile.TemporaryDirectory(prefix="pilotgraph-load-") as folder, started(Path(folder)) as rival:
        made: dict[Draw, bytes] = {}
        requests = [made.get(draw) or made.setdefault(draw, rival.raw(draw)) for draw in draws]
        before = processes.worked(rival.process)
        measured = load(rival.address, requests, clients, seconds)
        worked = processes.worked(rival.process) - before
        caches = rival.status()
        looked = caches["hits"] + caches["misses"] if caches else 0
        return Cell(measured, caches["hits"] / looked if looked else None, worked / max(len(measured.taken), 1))


def counts(started: Started, draws: list[Draw]) -> list[int]:
    """How many rows, or triples, the answers to some draws have."""
    with tempfile.TemporaryDirectory(prefix="pilotgraph-load-") as folder, started(Path(folder)) as rival:
        return [_count(body(ask(rival.address, rival.raw(draw))), draw) for draw in draws]


def _count(content: bytes, draw: Draw) -> int:
    """The number of rows or triples; -1 where the answer is not in the form that was asked for."""
    try:
        if draw.graph:
            return len({quad.triple for quad in ox.parse(content, ox.RdfFormat.TURTLE)})
        return len(json.loads(content)["results"]["bindings"])
    except (ValueError, SyntaxError, KeyError):
        return -1


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10, help="that each load lasts (default: 10)")
    parser.add_argument("--rounds", type=int, default=3, help="default: 3")
    parser.add_argument("--clients", default="1,16,64", help="how many at once (default: 1,16,64)")
    parser.add_argument("--seed", type=int, default=1, help="of the draws (default: 1)")
    parser.add_argument("--servers", default=":".join(STARTED), help=f"some of {':'.join(STARTED)} (default: all)")
    parser.add_argument("--asked", choices=(SAVED, FREE), help="only these")
    asked = parser.parse_args()
    wanted = [name for name in STARTED if name in asked.servers.split(":")]
    missing = {name: why for name, (there, why) in NEEDS.items() if name in wanted and not there()}
    for name, why in missing.items():
        print(f"Not measured: {name}; {why}.\n")
    names = [name for name in wanted if name not in missing]
    graph = PilotGraph.open()
    met = True
    for kind in [asked.asked] if asked.asked else DRAWN:
        tried = [name for name in names if kind == FREE or name != UNCACHED]
        table: dict[tuple[int, str], list[Cell]] = {}
        for clients in map(int, asked.clients.split(",")):
            for number in range(asked.rounds):
                draws = DRAWN[kind](graph, int(MOST * asked.seconds), asked.seed + number)
                for name in tried:
                    print(f"{kind}, {clients} clients, round {number + 1}: {name} ...", file=sys.stderr, flush=True)
                    table.setdefault((clients, name), []).append(cell(STARTED[name], draws, clients, asked.seconds))
        met = report(kind, table) and met
        compare(tried, list(dict.fromkeys(DRAWN[kind](graph, MOST, asked.seed)))[:SAMPLE])
    return 0 if met else 1


def report(kind: str, table: dict[tuple[int, str], list[Cell]]) -> bool:
    """Print the table; returns whether all goals are met."""
    print(f"| {kind}, clients | server | answers/s | median ms | 99th percentile ms | lost | from its cache ", end="")
    print("| processor ms | ours/theirs |")
    print("|--:|---|--:|--:|--:|--:|--:|--:|--:|")
    problems = []
    for (clients, name), cells in table.items():
        loads = [each.measured for each in cells]
        ours = table.get((clients, OURS), [])
        ratio = statistics.median(map(_times, ours, cells)) if ours else 0.0
        wrong = sum((each.wrong for each in loads), Counter[str]())
        hits = [each.kept for each in cells if each.kept is not None]
        said = [f"{clients}", name, f"{statistics.median(each.rate for each in loads):,.0f}"]
        said += [f"{statistics.median(each.percentile(at) for each in loads):,.2f}" for at in (50, 99)]
        said += [str(wrong.total()), f"{statistics.median(hits):.0%}" if hits else ""]
        said += [f"{1000 * statistics.median(each.worked for each in cells):.2f}"]
        print(f"| {' | '.join(said)} | {'' if name == OURS or not ours else f'{ratio:.2f}'} |", flush=True)
        problems += [f"{name}, {clients} clients: {count} times {what}" for what, count in wrong.items()]
        if (
            ours
            and name not in (OURS, UNCACHED)
            and ratio < (1 if kind == SAVED or not name.startswith("oxigraph") else 1 / BEHIND)
        ):
            problems.append(f"goal missed beside {name}, {clients} clients: {ratio:.2f}")
    print("".join(f"\n{problem}" for problem in problems) or f"\nAll goals met on {kind}, nothing lost.")
    return not problems


def _times(ours: Cell, theirs: Cell) -> float:
    return ours.measured.rate / theirs.measured.rate if theirs.measured.taken else float("inf")


def compare(names: list[str], draws: list[Draw]) -> None:
    """Print where servers answer a sample with other numbers of rows."""
    found = {name: counts(STARTED[name], draws) for name in names}
    first = names[0]
    for name in names[1:]:
        pairs = list(zip(draws, found[first], found[name], strict=True))
        unlike = Counter(draw.question or draw.text.splitlines()[-1][:60] for draw, one, other in pairs if one != other)
        print(f"{name} against {first}: {unlike.total()} of {len(draws)} answers have other numbers of rows", end="")
        print(f" ({', '.join(f'{each} {count}' for each, count in unlike.items())})" if unlike else "", end="")
        print(f"; {found[name].count(-1)} are not in the form asked for", flush=True)
    print()


if __name__ == "__main__":
    sys.exit(main())
