"""
Makes graphs of the shape of the real one, N times its size: the same N and seed give the same bytes.

A graph of size N holds N copies of everything that the real graph says, spread over families. A family is a copy of the
three programmes with their parts; there are P = √N of them (rounded), and the N copies are dealt out over them, so that
each family has about √N copies of every statement. Programmes grow as √N, statements per programme grow as √N, and
statements as N. Every thing is renamed in one of four ways:

- once for each copy of the statements: statements, passages, sources, references, ideas and their matches to factors,
  and the boundaries, readings and placements of Table 2, so that each copy is like one more article about the family;
- once for each family: programmes, waves, model types, pilots, groups of pilots, cohorts, comparators, evaluations,
  grants, persons;
- once for each edition of the vocabulary, of which there are the fourth root of N (rounded): factors, outcomes, aims,
  interventions, populations, kinds of support, policy events, publications, organisations. Each copy of the statements
  uses one edition, and within a family the copies use the editions in turn, from a beginning drawn by the seed;
- never: the ontology with its codes, the description of the data set, domains, periods, places and settings.

Three things are shared although the other things of their kinds are not, since questions name them:
pilot-group:three-programmes ("the programmes taken together", now of all families), comparator:not-named and
support-measure:programme-funding. So what those questions look at grows by N. A question that names programme:icps
finds the first family, of which √N copies speak, and passes by the others. The first copy keeps the real names: the
real graph is part of every graph made from it.

What is inferred is renamed in the same way as what is asserted. `--prove` shows, by running the reasoner, that this
gives what the reasoner gives; renaming is a hundred times faster.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src"))

import pyoxigraph as ox  # noqa: E402

from pilotgraph.curation.reasoning import closure  # noqa: E402
from pilotgraph.files import checkout  # noqa: E402
from pilotgraph.names import ALL_GRAPHS, ASSERTED, GRAPHS, INFERRED, TERMS, THINGS  # noqa: E402

SEED = 2021
COPY, FAMILY, EDITION = "\x01", "\x02", "\x03"
MARKS = {
    **dict.fromkeys(("statement", "passage", "source", "reference", "idea", "match"), COPY),
    **dict.fromkeys(("boundary", "reading", "placement"), COPY),
    **dict.fromkeys(("programme", "wave", "model-type", "pilot", "pilot-group", "cohort", "comparator"), FAMILY),
    **dict.fromkeys(("evaluation", "grant", "person"), FAMILY),
    **dict.fromkeys(("factor", "outcome", "aim", "intervention", "population", "support-measure"), EDITION),
    **dict.fromkeys(("policy-event", "publication", "organisation"), EDITION),
}
SHARED = frozenset(["pilot-group/three-programmes", "comparator/not-named", "support-measure/programme-funding"])
THING = re.compile(rf"<{re.escape(THINGS)}(([a-z-]+)/[^>]+)>")
# Texts by which things are known: they differ from copy to copy, as they do in the real graph.
NAMING = re.compile(r'((?:prefLabel|altLabel|definition|identifier)> "(?:[^"\\]|\\.)*)"')
FILES = {iri: f"{iri.removeprefix(GRAPHS)}.nt" for iri in ALL_GRAPHS}


class Copy(NamedTuple):
    """One copy of the statements: its family, its number in the family, and the vocabulary's edition; all from 0."""

    family: int
    number: int
    edition: int


def copies(size: int, seed: int = SEED) -> list[Copy]:
    """The copies of which a graph of this size consists; the first is the real graph itself."""
    families = max(1, round(size**0.5))
    editions = max(1, round(size**0.25))
    draw = random.Random(seed)
    dealt = []
    for family in range(families):
        first = draw.randrange(editions) if family else 0
        numbers = range(size // families + (family < size % families))
        dealt += [Copy(family, number, (first + number) % editions) for number in numbers]
    return dealt


def generate(folder: Path, size: int, seed: int = SEED, root: Path = ROOT) -> dict[str, Path]:
    """
    Write a graph of this size as one N-Triples file for each named graph, and give the files by the graphs' IRIs.

    folder: where to write; made if it is not there.
    root: the checkout whose data/rdf and ontology are copied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for iri, turtle in checkout(str(root)).graphs:
        lines = [f"{triple} .\n" for triple in parsed(Path(turtle))]
        written[iri] = folder / FILES[iri]
        with written[iri].open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(copied(lines, copies(size, seed)) if iri in (ASSERTED, INFERRED) else lines)
    return written


def copied(lines: Iterable[str], dealt: Iterable[Copy]) -> Iterator[str]:
    """The lines of N-Triples once for each copy, renamed, without repetitions."""
    marked = [mark(line) for line in lines]
    own = "".join(line for line in marked if COPY in line)
    others = [line for line in marked if COPY not in line]
    seen: set[str] = set()
    for copy in dealt:
        yield rename(own, copy)
        for line in others:
            named = rename(line, copy)
            if named not in seen:
                seen.add(named)
                yield named


def mark(line: str) -> str:
    """The line with a mark after each name that differs from copy to copy."""

    def thing(match: re.Match[str]) -> str:
        sign = "" if match[1] in SHARED else MARKS.get(match[2], "")
        return f"<{THINGS}{match[1]}{sign}>"

    marked = THING.sub(thing, line)
    subject = marked.split(" ", 1)[0]
    signs = [sign for sign in (COPY, FAMILY, EDITION) if sign in subject]
    return NAMING.sub(rf'\1{signs[0]}"', marked) if signs else marked


def rename(text: str, copy: Copy) -> str:
    """The text with its marks replaced by what tells this copy from the others; the first copy has nothing to tell."""
    family, number, edition = copy
    suffixes = {
        COPY: f".f{family}n{number}" if family or number else "",
        FAMILY: f".f{family}" if family else "",
        EDITION: f".e{edition}" if edition else "",
    }
    for sign, suffix in suffixes.items():
        text = text.replace(sign, suffix)
    return text


def parsed(path: Path) -> list[ox.Triple]:
    """The triples of a Turtle or N-Triples file."""
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in ox.parse(path=path)]


def prove(files: dict[str, Path]) -> str:
    """Say whether the reasoner infers from the asserted file just what the inferred file holds."""
    begun = time.perf_counter()
    asserted, inferred = parsed(files[ASSERTED]), set(parsed(files[INFERRED]))
    reasoned = set(closure(asserted, parsed(files[TERMS])))
    took = time.perf_counter() - begun
    missing, extra = reasoned - inferred, inferred - reasoned
    if missing or extra:
        shown = [f"  only the reasoner: {each}" for each in sorted(map(str, missing))[:5]]
        shown += [f"  only the renaming: {each}" for each in sorted(map(str, extra))[:5]]
        return "\n".join([f"DIFFERENT: {len(missing)} missing, {len(extra)} too many", *shown])
    return f"the same {len(inferred):,} triples by renaming and by reasoning ({took:.1f} s)"


def main() -> int:
    parser = argparse.ArgumentParser(description="Make a graph of the real one's shape, N times its size.")
    parser.add_argument("folder", type=Path, help="where to write the N-Triples files")
    parser.add_argument("--size", type=int, default=10, help="how many times the real size (default: 10)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--prove", action="store_true", help="run the reasoner on it and compare")
    asked = parser.parse_args()
    files = generate(asked.folder, asked.size, asked.seed)
    for path in files.values():
        with path.open("rb") as file:
            print(f"{path}  {sum(1 for _ in file):,} triples, {path.stat().st_size / 1e6:.1f} MB")
    if asked.prove:
        verdict = prove(files)
        print(verdict)
        return int(verdict.startswith("DIFFERENT"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
