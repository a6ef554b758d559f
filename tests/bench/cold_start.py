"""
Times whole commands from a cold process: bare Python, `pilotgraph ask` and `sparql`, and an rdflib script, interleaved.

The commands are those of the installed package beside the interpreter that runs this; install the wheel, not a
checkout, since only the wheel holds the ready-made store. Every round runs each command once, so that a machine that
slows down slows all alike; the medians of the rounds are compared, and the quartiles show how far they can be trusted.
Each command has its rival: rdflib with the same SPARQL text, the one that `--show-sparql` prints. The questions are the
quickest, a middling one with and without a parameter, and the slowest. Memory is the peak of one process, in MiB.
Exit code 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLOWEST, FASTER, MIB = 5.0, 15.0, 60.0  # times bare Python; times faster than rdflib; peak memory
EVERY = 3  # rdflib takes long; every third round is enough for its median
ASKED = {
    "the quickest question": ["which-programmes-share-areas"],
    "a middling question": ["which-barriers-are-shared-by-all-three-programmes"],
    "the same, with a parameter": ["which-barriers-are-shared-by-all-three-programmes", "--param", "basis=text"],
    "the slowest question": ["in-what-words-is-a-factor-named"],
}
FREE = "a free query"
BARE = ("Python", "pass")
FREE_QUERY = """PREFIX pg: <https://w3id.org/pilotgraph/ontology#>
SELECT ?programme ?factor WHERE { ?programme a pg:Programme ; pg:hasBarrier ?factor . ?factor a pg:MixedFactor }
"""
RDFLIB = """import sys, rdflib
graph = rdflib.Graph()
for name in sys.argv[2:]:
    graph.parse(name)
print(len(list(graph.query(open(sys.argv[1]).read()))))
"""


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MiB of one run; raises CalledProcessError if it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return seconds, used.ru_maxrss / 1024


def commands(folder: str) -> dict[tuple[str, str], list[str]]:
    """Every command by who runs it and what it asks; the queries are written into the folder."""
    tool = str(Path(sys.executable).with_name("pilotgraph"))
    files = [str(ROOT / "data/rdf" / f"{name}.ttl") for name in ("asserted", "inferred", "dataset")]
    files.append(str(ROOT / "ontology/pilotgraph.ttl"))
    script = Path(folder, "script.py")
    script.write_text(RDFLIB, "utf-8")
    found = {BARE: [sys.executable, "-c", "pass"]}
    for name, given in ASKED.items():
        query = Path(folder, f"{len(found)}.rq")
        shown = subprocess.run([tool, "ask", *given, "--show-sparql"], capture_output=True, text=True, check=True)
        query.write_text(shown.stdout, "utf-8")
        found["pilotgraph", name] = [tool, "ask", *given]
        found["rdflib", name] = [sys.executable, str(script), str(query), *files]
    query = Path(folder, "free.rq")
    query.write_text(FREE_QUERY, "utf-8")
    found["pilotgraph", FREE] = [tool, "sparql", str(query)]
    found["rdflib", FREE] = [sys.executable, str(script), str(query), *files]
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    options.add_argument("--rounds", type=int, default=21)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        run = commands(folder)
        for command in run.values():
            measured(command)
        times: dict[tuple[str, str], list[float]] = {each: [] for each in run}
        peaks = dict.fromkeys(run, 0.0)
        for number in range(rounds):
            for each, command in run.items():
                if each[0] == "rdflib" and number % EVERY:
                    continue
                seconds, peak = measured(command)
                times[each].append(seconds)
                peaks[each] = max(peak, peaks[each])
    middle = {each: statistics.median(seconds) for each, seconds in times.items()}
    print("| program | asked | median ms | quartiles | times bare Python | faster than rdflib | peak MiB |")
    print("|---|---|---|---|---|---|---|")
    missed = []
    for (program, asked), seconds in middle.items():
        each = (program, asked)
        low, _, high = (f"{1000 * quartile:.0f}" for quartile in statistics.quantiles(times[each], n=4))
        slower = seconds / middle[BARE]
        faster = middle["rdflib", asked] / seconds if program == "pilotgraph" else 0
        if faster and (slower > SLOWEST or faster < FASTER or peaks[each] > MIB):
            missed.append(asked)
        said = [program, asked, f"{1000 * seconds:.0f}", f"{low}–{high}", f"{slower:.1f}"]
        said += [f"{faster:.1f}" if faster else "", f"{peaks[each]:.0f}"]
        print(f"| {' | '.join(said)} |", flush=True)
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
