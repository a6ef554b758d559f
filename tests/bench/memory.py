"""
Watches the memory of `pilotgraph serve` and its workers under ten minutes of mixed load.

Saved questions and free queries come in turn, by 16 clients on kept connections. Every ten seconds the resident memory
of the server and all its workers is read. The caches fill first, so that the verdict is about the second half: a line
laid through it may not rise by 1 MiB a minute or more. Exit code 1 if it does, or if a request is lost.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(Path(__file__).parent)]

import draws  # noqa: E402
import processes  # noqa: E402
import rivals  # noqa: E402
from lines import load  # noqa: E402

from pilotgraph.graph import PilotGraph  # noqa: E402

STEEPEST, EVERY = 1.0, 10  # MiB a minute; seconds
# So many requests are drawn at once; each part of the load is as long as they last, and no longer than a minute.
PART, LONGEST = 60_000, 60.0


def slope(points: list[tuple[float, float]]) -> float:
    """The rise of the straight line that fits points of (minute, MiB) best, in MiB a minute."""
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    across = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / across


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, help="default: 10")
    parser.add_argument("--clients", type=int, default=16, help="default: 16")
    asked = parser.parse_args()
    graph = PilotGraph.open()
    seen: list[tuple[float, dict[int, float]]] = []
    ended = threading.Event()
    with rivals.pilotgraph() as service:
        begun = time.monotonic()

        def watch() -> None:
            while not ended.wait(EVERY):
                seen.append(((time.monotonic() - begun) / 60, processes.held(service.process)))

        watching = threading.Thread(target=watch)
        watching.start()
        answered, lost, seed = 0, 0, 0
        try:
            while (left := asked.minutes * 60 - (time.monotonic() - begun)) > 0:
                seed += 1
                pairs = zip(draws.saved(graph, PART // 2, seed), draws.free(graph, PART // 2, seed), strict=True)
                requests = [service.raw(draw) for draw in chain.from_iterable(pairs)]
                measured = load(service.address, requests, asked.clients, min(left, LONGEST))
                answered, lost = answered + len(measured.taken), lost + measured.wrong.total()
        finally:
            ended.set()
            watching.join()
        told = service.status()
    print("| minute | server MiB | its workers MiB | together |\n|--:|--:|--:|--:|")
    for minute, held in seen[:: max(1, len(seen) // 20)]:
        own = held.get(service.process, 0.0)
        print(f"| {minute:.1f} | {own:.0f} | {sum(held.values()) - own:.0f} | {sum(held.values()):.0f} |")
    rise = slope([(minute, sum(held.values())) for minute, held in seen[len(seen) // 2 :]])
    flat = rise < STEEPEST
    kept = told["hits"] / (told["hits"] + told["misses"])
    print(
        f"\n{answered:,} answers, {kept:.0%} of them kept; {lost} lost. Second half: {rise:+.2f} MiB a minute: ", end=""
    )
    print("flat" if flat else "not flat")
    return 0 if flat and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
