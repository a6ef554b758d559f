"""
Times every saved question, with its parameters open, against the size of the graph, in several engines side by side.

The engines: `embedded` is the store on disk as it comes in the wheel, `memory` the same engine with the graph loaded
into memory, `rdflib` its own SPARQL engine on the same triples (sizes 1 and 10, it is slow), `virtuoso` a Virtuoso 7
that this program starts for itself on a loopback port. All answers pass through the project's own code, as in
`pilotgraph ask`. Each figure is the best of several runs in a process of its own, which is ended at the cap.

The growth exponent is the slope of log time against log triples over the last step of sizes, where fixed costs weigh
least. Caches serve a small graph better than a large one, so that even one look-up for each statement has an exponent
above 1 on a real machine; that is measured as a control, and the limit is 1.1 above what the control shows beyond 1.
The slope against rows returned is the measure for a question whose answer grows faster than the graph. A question
fails if both exceed the limit in the first engine named. Exit code 1 if one fails, or is not done within the cap.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request, build_opener

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(Path(__file__).parent)]

import pyoxigraph as ox  # noqa: E402
from generator import generate  # noqa: E402

from pilotgraph import queries  # noqa: E402
from pilotgraph.engines import Embedded, Table  # noqa: E402
from pilotgraph.names import term  # noqa: E402
from pilotgraph.remote import Remote  # noqa: E402
from servers import virtuoso, virtuoso_program  # noqa: E402

LIMIT = 1.1
CONTROL = queries.Question(
    name="(control: one look-up for each statement)",
    question="",
    topic="",
    row="",
    counts="",
    empty="",
    parameters=(),
    text=f"""SELECT ?claimStatus (COUNT(?subject) AS ?subjects) WHERE {{
  ?statement <{term("claimStatus")}> ?claimStatus ; <{term("about")}> ?subject .
}}
GROUP BY ?claimStatus
""",
)
ENGINES = ("embedded", "memory", "rdflib", "virtuoso")
RDFLIB_UP_TO = 10
RUNS, ENOUGH = 30, 0.6
AT_ONCE = 20_000

Files = dict[str, Path]
Ask = Callable[[str], int]
FORK = multiprocessing.get_context("fork")


class Timed(NamedTuple):
    """The best time of one question in seconds, and its rows; seconds is None where it was not done: why says why."""

    seconds: float | None
    rows: int | None
    why: str = ""


def best_of(ask: Ask, text: str) -> Timed:
    """Up to RUNS runs, as many as fit into about ENOUGH seconds, and at least one."""
    gc.collect()
    gc.freeze()
    best, begun, rows = math.inf, time.perf_counter(), 0
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = ask(text)
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() - begun > ENOUGH:
            break
    return Timed(best, rows)


def within(cap: float, opened: Callable[[], Ask], text: str) -> Timed:
    """best_of in a child process, which is ended after cap seconds (and the time that its other runs may take)."""

    def work(end: Connection) -> None:
        try:
            end.send(best_of(opened(), text))
        except Exception as error:  # whatever an engine raises is its result here
            end.send(Timed(None, None, " ".join(str(error).split())[:120] or type(error).__name__))

    mine, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=work, args=(theirs,))
    process.start()
    theirs.close()
    found = Timed(None, None, f"> {cap:g} s")
    try:
        if mine.poll(cap + ENOUGH + 1):
            found = mine.recv()
    except EOFError:
        found = Timed(None, None, "died")
    process.kill()
    process.join()
    if found.seconds is not None and found.seconds > cap:
        return Timed(None, found.rows, f"> {cap:g} s")
    return found


def asker(engine: Embedded | Remote) -> Ask:
    def ask(text: str) -> int:
        result = engine.run(text)
        assert isinstance(result, Table)
        return len(result.rows)

    return ask


@contextmanager
def embedded(files: Files, folder: Path, cap: float) -> Iterator[Callable[[str], Timed]]:
    store = ox.Store(str(folder / "store"))
    for iri, path in files.items():
        store.bulk_load(path=str(path), to_graph=ox.NamedNode(iri))
    store.optimize()
    store.flush()
    del store
    yield lambda text: within(cap, lambda: asker(Embedded(ox.Store.read_only(str(folder / "store")))), text)


@contextmanager
def memory(files: Files, folder: Path, cap: float) -> Iterator[Callable[[str], Timed]]:  # noqa: ARG001
    store = ox.Store()
    for iri, path in files.items():
        store.bulk_load(path=str(path), to_graph=ox.NamedNode(iri))
    yield lambda text: within(cap, lambda: asker(Embedded(store)), text)


@contextmanager
def rdflib(files: Files, folder: Path, cap: float) -> Iterator[Callable[[str], Timed]]:  # noqa: ARG001
    from rdflib import Graph

    graph = Graph()
    for path in files.values():
        graph.parse(path, format="nt")
    yield lambda text: within(cap, lambda: lambda text: len(list(graph.query(text))), text)


@contextmanager
def virtuoso_7(files: Files, folder: Path, cap: float) -> Iterator[Callable[[str], Timed]]:
    with ExitStack() as running:
        server = running.enter_context(virtuoso(folder / "virtuoso"))
        url = [server.url]
        for iri, path in files.items():
            _send(server.url.replace("/sparql", "/sparql-graph-crud-auth"), iri, path)

        def ask(text: str) -> Timed:
            found = within(cap, lambda: asker(Remote(url[0], seconds=int(cap) + 5)), text)
            if found.seconds is None and found.why.startswith(">"):
                # The server goes on with a question whose asker has left, which would slow down the next one.
                running.close()
                url[0] = running.enter_context(virtuoso(folder / "virtuoso")).url
            return found

        yield ask


def _send(target: str, iri: str, path: Path) -> None:
    """Add a file of N-Triples to a graph, in parts; a file with blank nodes is small enough to go in one."""
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, target, "dba", "dba")
    opener = build_opener(HTTPDigestAuthHandler(known))
    with path.open("rb") as file:
        lines = file.readlines()
    for start in range(0, len(lines), AT_ONCE):
        content = b"".join(lines[start : start + AT_ONCE])
        request = Request(f"{target}?graph-uri={quote(iri, safe='')}", content, {"Content-Type": "text/turtle"})
        with opener.open(request, timeout=300) as response:
            response.read()


OPENED = {"embedded": embedded, "memory": memory, "rdflib": rdflib, "virtuoso": virtuoso_7}


def slope(times: list[Timed], against: list[int | None]) -> float | None:
    """The slope of log time over the last step of sizes; None where a figure is missing or there is no step."""
    if len(times) < 2 or None in (times[-2].seconds, times[-1].seconds) or None in against[-2:]:
        return None
    (small, large), (less, more) = (t.seconds for t in times[-2:]), against[-2:]  # type: ignore[misc]
    assert small
    assert large
    assert less is not None
    assert more is not None
    return math.log(large / small) / math.log(more / less) if more > less > 0 else None


def written(timed: Timed | None) -> str:
    if timed is None:
        return ""
    return timed.why[:24] if timed.seconds is None else f"{timed.seconds * 1000:,.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Time every saved question against the size of the graph.")
    parser.add_argument("--sizes", default="1,10,100", help="times the real size, ascending (default: 1,10,100)")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"some of {','.join(ENGINES)} (default: all)")
    parser.add_argument("--questions", default="", help="only questions whose name contains one of these, with commas")
    parser.add_argument("--queries", type=Path, default=ROOT / "queries", help="another folder of saved questions")
    parser.add_argument("--cap", type=float, default=20, help="seconds that one question may take (default: 20)")
    asked = parser.parse_args()
    sizes = sorted({int(size) for size in asked.sizes.split(",")})
    engines = [name for name in ENGINES if name in asked.engines.split(",")]
    if "virtuoso" in engines and not virtuoso_program():
        print("virtuoso: not measured, virtuoso-t is not installed\n")
        engines.remove("virtuoso")
    wanted = [each for each in asked.questions.split(",") if each]
    saved = [q for q in queries.read_all(str(asked.queries)) if not wanted or any(part in q.name for part in wanted)]
    if not saved or not engines or sizes[0] < 1:
        parser.error("nothing to measure: look at --questions, --engines and --sizes")

    saved.insert(0, CONTROL)
    found: dict[tuple[str, str, int], Timed] = {}
    triples: list[int | None] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="pilotgraph-bench-") as name:
            files = generate(Path(name) / "graph", size)
            triples.append(sum(path.read_bytes().count(b"\n") for path in files.values()))
            for engine in engines:
                if engine == "rdflib" and size > RDFLIB_UP_TO:
                    continue
                print(f"{engine} at {size}x ...", file=sys.stderr, flush=True)
                with OPENED[engine](files, Path(name), asked.cap) as ask:
                    for question in saved:
                        earlier = [found.get((question.name, engine, other)) for other in sizes if other < size]
                        if any(each and each.seconds is None for each in earlier):
                            found[question.name, engine, size] = Timed(None, None, "not tried")
                        else:
                            found[question.name, engine, size] = ask(queries.bind(question, {}))
    return report([q.name for q in saved], engines, sizes, triples, found)


def report(
    names: list[str],
    engines: list[str],
    sizes: list[int],
    triples: list[int | None],
    found: dict[tuple[str, str, int], Timed],
) -> int:
    """Print the table and the summary; the exit code."""
    judged = engines[0]
    measured = {engine: [size for size in sizes if (names[0], engine, size) in found] for engine in engines}
    heads = [f"{engine} {size}x ms" for engine in engines for size in measured[engine]]
    print("| question | rows | " + " | ".join(heads) + " | exponent | by rows | |")
    print("|---|--:|" + "--:|" * (len(heads) + 2) + "---|")
    failed, unlike, slowest = [], [], 0.0
    control = slope([found[CONTROL.name, judged, size] for size in sizes], triples)
    limit = LIMIT + max(0.0, (control or 1.0) - 1.0)
    totals = dict.fromkeys(engines, 0)
    for name in names:
        times = [found[name, judged, size] for size in sizes]
        rows = [timed.rows for timed in times]
        by_triples, by_rows = slope(times, triples), slope(times, rows)
        late = any(timed.seconds is None for timed in times)
        over = by_triples is not None and by_triples > limit and (by_rows is None or by_rows > limit)
        over = over and name != CONTROL.name
        if late or over:
            failed.append(name)
        slowest = max(slowest, by_triples if by_triples is not None else 0.0)
        cells = [written(found[name, engine, size]) for engine in engines for size in measured[engine]]
        shown = ["" if each is None else f"{each:.2f}" for each in (by_triples, by_rows)]
        sign = "TOO SLOW" if late else "TOO STEEP" if over else ""
        counts = " / ".join("?" if each is None else f"{each:,}" for each in rows)
        print(f"| {name} | {counts} | {' | '.join(cells)} | {' | '.join(shown)} | {sign} |")
        for size in sizes:
            told = {e: found[name, e, size].rows for e in engines if (name, e, size) in found}
            if len({each for each in told.values() if each is not None}) > 1:
                unlike.append(f"{name} at {size}x: {', '.join(f'{e} {count}' for e, count in told.items())}")
    print()
    sized = " / ".join(f"{each:,}" for each in triples)
    print(f"Triples: {sized}. Exponents: {judged}, {sizes[-2] if len(sizes) > 1 else '-'}x to {sizes[-1]}x.")
    for engine in engines[1:]:
        for size in measured[engine]:
            both = [(found[n, engine, size].seconds, found[n, judged, size].seconds) for n in names]
            ratios = sorted(theirs / ours for theirs, ours in both if theirs and ours)
            totals[engine] = sum(found[n, engine, size].seconds is None for n in names)
            median = f"{ratios[len(ratios) // 2]:.2f}" if ratios else "?"
            print(f"{engine} at {size}x: {median} times the time of {judged} (median); not done: {totals[engine]}.")
    for line in unlike:
        print(f"Different numbers of rows: {line}")
    print(
        f"{len(names) - 1} questions, {len(failed)} beyond an exponent of {limit:.2f} ({LIMIT} above the control) "
        f"or the cap, steepest {slowest:.2f}" + (f": {', '.join(failed)}" if failed else "")
    )
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
