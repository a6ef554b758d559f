"""
Times a question across the graph and BCIO from a cold process, beside an rdflib script that loads the same files.

The command is that of the installed package beside the interpreter that runs this; install the wheel, not a checkout.
PILOTGRAPH_ONTOLOGIES names the folder in which files/bcio/bcio.owl is. The question leads from our terms by their
mappings to what BCIO says that its terms are. Every round runs each command once; the medians are compared.
Exit code 1 if the goal is missed: a second for the whole process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from cold_start import BARE, EVERY, RDFLIB, measured

GOAL = 1.0
ACROSS, ALONE = "a question across, with BCIO beside the graph", "a saved question, with BCIO beside the graph"
QUERY = """PREFIX obo: <http://purl.obolibrary.org/obo/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?ours ?theirs ?definition ?above WHERE {
  ?ours skos:mappingRelation ?theirs .
  ?theirs obo:IAO_0000115 ?definition ; rdfs:subClassOf ?above .
}
"""


def commands(folder: str, bcio: Path) -> dict[tuple[str, str], list[str]]:
    """Every command by who runs it and what it asks; the query and a Turtle copy for rdflib are in the folder."""
    tool = str(Path(sys.executable).with_name("pilotgraph"))
    query = Path(folder, "across.rq")
    query.write_text(QUERY, "utf-8")
    script = Path(folder, "script.py")
    script.write_text(RDFLIB, "utf-8")
    subprocess.run([tool, "download", "--to", folder], capture_output=True, check=True)
    ours = sorted(str(path) for path in Path(folder).rglob("*.ttl"))
    return {
        BARE: [sys.executable, "-c", "pass"],
        ("pilotgraph", ACROSS): [tool, "sparql", str(query), "--with", str(bcio)],
        ("pilotgraph", ALONE): [tool, "ask", "which-aims-have-no-finding", "--with", str(bcio)],
        ("rdflib", ACROSS): [sys.executable, str(script), str(query), *ours, str(bcio)],
    }


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    options.add_argument("--rounds", type=int, default=21)
    rounds = options.parse_args().rounds
    bcio = Path(os.environ["PILOTGRAPH_ONTOLOGIES"], "files/bcio/bcio.owl")
    with tempfile.TemporaryDirectory() as folder:
        run = commands(folder, bcio)
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
    print("| program | asked | median ms | quartiles | slowest ms | peak MiB |")
    print("|---|---|---|---|---|---|")
    for each, seconds in times.items():
        low, middle, high = (f"{1000 * quartile:.0f}" for quartile in statistics.quantiles(seconds, n=4))
        print(f"| {' | '.join(each)} | {middle} | {low}–{high} | {1000 * max(seconds):.0f} | {peaks[each]:.0f} |")
    slowest = max(times["pilotgraph", ACROSS])
    print(f"\nmissed: {slowest:.2f} s" if slowest >= GOAL else "\nthe goal is met")
    return int(slowest >= GOAL)


if __name__ == "__main__":
    sys.exit(main())
