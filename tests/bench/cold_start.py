"""
Times whole commands from a cold process: bare Python, `pilotgraph ask` and `sparql`, and an rdflib script, interleaved.

The commands are those of the installed package beside the interpreter that runs this; install the wheel, not a
checkout, since only the wheel holds the ready-made store. Every round runs each command once, so that a machine that
slows down slows all alike; the medians of the rounds are compared. Memory is the peak of one process, in MiB.
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
QUESTION = "which-barriers-are-shared-by-all-three-programmes"
SLOWEST, FASTER, MIB = 5.0, 10.0, 60.0  # times bare Python; times faster than rdflib; peak memory
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


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    options.add_argument("--rounds", type=int, default=21)
    rounds = options.parse_args().rounds
    tool = str(Path(sys.executable).with_name("pilotgraph"))
    with tempfile.TemporaryDirectory() as folder:
        free, bound, script = (Path(folder, name) for name in ("free.rq", "bound.rq", "script.py"))
        free.write_text(FREE_QUERY, "utf-8")
        shown = subprocess.run([tool, "ask", QUESTION, "--show-sparql"], capture_output=True, text=True, check=True)
        bound.write_text(shown.stdout, "utf-8")
        script.write_text(RDFLIB, "utf-8")
        files = [str(ROOT / "data/rdf" / f"{name}.ttl") for name in ("asserted", "inferred", "dataset")]
        files.append(str(ROOT / "ontology/pilotgraph.ttl"))
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "pilotgraph ask": [tool, "ask", QUESTION],
            "pilotgraph ask --param": [tool, "ask", QUESTION, "--param", "basis=text"],
            "pilotgraph sparql": [tool, "sparql", str(free)],
            "rdflib, the same question": [sys.executable, str(script), str(bound), *files],
            "rdflib, the same free query": [sys.executable, str(script), str(free), *files],
        }
        for command in commands.values():
            measured(command)
        times: dict[str, list[float]] = {name: [] for name in commands}
        peaks: dict[str, float] = {}
        for number in range(rounds):
            for name, command in commands.items():
                if name.startswith("rdflib") and number % 7:
                    continue  # seconds long; every seventh round is enough for its median
                seconds, peak = measured(command)
                times[name].append(seconds)
                peaks[name] = max(peak, peaks.get(name, 0))
    middle = {name: statistics.median(each) for name, each in times.items()}
    bare = middle["python -c pass"]
    print("| command | median ms | times bare Python | peak MiB |\n|---|---|---|---|")
    for name, seconds in middle.items():
        print(f"| {name} | {1000 * seconds:.0f} | {seconds / bare:.1f} | {peaks[name]:.0f} |")
    ours = [name for name in commands if name.startswith("pilotgraph")]
    rival = {"pilotgraph sparql": "rdflib, the same free query"}
    faster = {name: middle[rival.get(name, "rdflib, the same question")] / middle[name] for name in ours}
    print("\nfaster than rdflib: " + ", ".join(f"{name} {times:.0f} times" for name, times in faster.items()))
    missed = [name for name in ours if middle[name] / bare > SLOWEST or faster[name] < FASTER or peaks[name] > MIB]
    print(f"missed: {', '.join(missed)}" if missed else "all goals met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
