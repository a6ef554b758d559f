"""
Times `pilotgraph build` and `pilotgraph check` on this checkout beside bare Python, in one run.

Exit code 1 if building takes 10 seconds or more, or checking with HermiT 60 or more.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 3
GOALS = {"build": 10.0, "check": 60.0}


def seconds(*command: str) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    tool = str(Path(sys.executable).with_name("pilotgraph"))
    commands = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "build": (tool, "build"),
        "check": (tool, "check"),
    }
    taken = {name: statistics.median(seconds(*each) for _ in range(ROUNDS)) for name, each in commands.items()}
    print("| command | median s | times bare Python |\n|---|---|---|")
    for name, each in taken.items():
        print(f"| {name} | {each:.2f} | {each / taken['python -c pass']:.0f} |")
    return 1 if any(taken[name] >= goal for name, goal in GOALS.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
