"""Asks the embedded store, and says what every engine must be able to do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from pilotgraph.errors import Problem, RequestError, SourceError
from pilotgraph.files import Folder, checksums
from pilotgraph.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from pilotgraph.values import Row, Term, Triple
else:
    Protocol = object

STAMP = "stamp.txt"
# Up to so many properties are looked up one by one; for more, all that is said of a thing is read at once.
FEW = 4


class Table(Record):
    """The answer to a SELECT: its variables, and its rows in order; an unbound value is None."""

    variables: tuple[str, ...]
    rows: list[Row]


if TYPE_CHECKING:
    Result = Table | bool | list[Triple]
    Found = dict[tuple[str, str], list[Term]]


class Engine(Protocol):
    """Something that answers SPARQL over the graph; all engines give the same values."""

    def run(self, text: str, where: str = "query") -> Result:
        """A Table for SELECT, a bool for ASK, triples for CONSTRUCT and DESCRIBE; RequestError, SourceError."""

    def match(self, s: Term = None, p: Term = None, o: Term = None, graph: str | None = None) -> list[Triple]:
        """The triples that fit, in all graphs or in one."""

    def look_up(self, subjects: Iterable[str], properties: Sequence[str]) -> Found:
        """What the graph says of each subject by each property, by (subject, property); IRIs only."""


class Embedded:
    """
    The store that comes with the package, or the Turtle files loaded into memory.

    merged: whether the default graph holds all that the named graphs say; else their union is asked in its place.
    """

    def __init__(self, store: ox.Store, merged: bool = False) -> None:
        self.store = store
        self.merged = merged

    def run(self, text: str, where: str = "query") -> Result:
        union = not self.merged
        if union and "FROM" in text.upper():
            from pilotgraph.guard import reads_named_datasets

            union = not reads_named_datasets(text)
        try:
            result = self.store.query(text, use_default_graph_as_union=union)
            if isinstance(result, ox.QuerySolutions):
                names = tuple(variable.value for variable in result.variables)
                return Table(names, tidy(text, names, (tuple(row) for row in result)))
            return bool(result) if isinstance(result, ox.QueryBoolean) else list(result)
        except SyntaxError as error:
            from pilotgraph.mistakes import malformed

            raise malformed(str(error), where, text) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise RequestError(Problem(where, f"cannot be answered: {error}", "")) from None

    def match(self, s: Term = None, p: Term = None, o: Term = None, graph: str | None = None) -> list[Triple]:
        named = ox.NamedNode(graph) if graph else None
        quads = self.store.quads_for_pattern(s, p, o, named)  # type: ignore[arg-type]
        # A triple may stand in two graphs; it is still one.
        return list(dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in quads))  # type: ignore[misc]

    def look_up(self, subjects: Iterable[str], properties: Sequence[str]) -> Found:
        found: Found = {}
        nodes = [ox.NamedNode(name) for name in properties]
        for subject in dict.fromkeys(subjects):
            described = ox.NamedNode(subject)
            if len(nodes) <= FEW:
                quads = [quad for node in nodes for quad in self.store.quads_for_pattern(described, node, None, None)]
            else:
                quads = list(self.store.quads_for_pattern(described, None, None, None))
            for quad in quads:
                if quad.predicate.value in properties:
                    found.setdefault((subject, quad.predicate.value), []).append(quad.object)  # type: ignore[arg-type]
        return {key: sorted(dict.fromkeys(objects), key=str) for key, objects in found.items()}


def open_store(folder: Folder) -> Embedded:
    """
    Open the ready-made store if it belongs to the Turtle files beside it, else load the Turtle files.

    Raises SourceError naming every file that is missing or broken.
    """
    if _is_current(folder):
        try:
            return Embedded(_read_only(folder.store))
        except (OSError, RuntimeError):
            # A damaged store costs a little time, not the answer.
            pass
    return Embedded(load(folder, ox.Store()))


def load(folder: Folder, store: ox.Store) -> ox.Store:
    """
    Load the Turtle files into a store, each into its named graph.

    Raises SourceError naming every file that is missing or broken, with the line.
    """
    problems = []
    for iri, path in folder.graphs:
        try:
            store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(iri))
        except FileNotFoundError:
            problems.append(Problem(folder.name(path), "is missing", "restore it, or make it with `pilotgraph build`"))
        except SyntaxError as error:
            said = re.sub(r"^Parser error at line .*?: | \(line \d+\)$", "", str(error))
            where = f"{folder.name(path)}:{error.lineno or 1}"
            problems.append(Problem(where, f"is not Turtle: {said}", "restore it, or make it with `pilotgraph build`"))
        except (OSError, ValueError) as error:
            problems.append(Problem(folder.name(path), f"cannot be read: {error}", "restore the file"))
    if problems:
        raise SourceError(problems)
    return store


def write_store(folder: Folder, target: str) -> None:
    """
    Make the ready-made store of a folder's Turtle files at target, with the stamp that ties it to them.

    Raises SourceError if a Turtle file is missing or broken.
    """
    # Written in one go, the store has a third of the files, which is what opening it costs.
    quads = load(folder, ox.Store()).dump(format=ox.RdfFormat.N_QUADS) or b""
    store = ox.Store(target)
    store.bulk_load(quads, ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store
    for name in os.listdir(target):
        # These hold the paths of the machine that built the store, or only serve writers.
        if name == "LOCK" or name.startswith("LOG"):
            os.remove(os.path.join(target, name))
    with open(os.path.join(target, STAMP), "w", encoding="utf-8") as file:
        file.write(_stamp(folder))


def tidy(text: str, names: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """The rows of an answer with every value in its canonical form."""
    from pilotgraph.values import canonical

    upper = text.upper()
    separators: dict[str, str] = {}
    yes_or_no: set[str] = set()
    # Lists of statements are put in order where they are taken apart; the others are looked for token by token.
    if upper.count("GROUP_CONCAT") > text.count("AS ?statements)"):
        from pilotgraph.tokens import concatenated

        separators = concatenated(text)
    if "EXISTS" in upper:
        from pilotgraph.tokens import truths

        yes_or_no = truths(text)
    how = [(name in yes_or_no, separators.get(name)) for name in names]
    return [
        tuple(
            canonical(term, truth=truth, separator=separator) for term, (truth, separator) in zip(row, how, strict=True)
        )
        for row in rows
    ]


def _read_only(path: str) -> ox.Store:
    """
    Open a ready-made store, with this thread and those it starts kept on one processor where the system allows it.

    The engine starts 180 threads to open a dozen files, and awaits them by the dozen: spread over two processors
    that takes a third longer, and four times as long while other programs run.
    """
    try:
        allowed = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {_processor()})
    except (AttributeError, OSError, ValueError, IndexError):
        return ox.Store.read_only(path)
    try:
        return ox.Store.read_only(path)
    finally:
        os.sched_setaffinity(0, allowed)


def _processor() -> int:
    """The processor on which this thread runs, as Linux tells it after the program's name in brackets."""
    with open("/proc/thread-self/stat", "rb") as file:
        return int(file.read().rpartition(b")")[2].split()[36])


def _is_current(folder: Folder) -> bool:
    try:
        with open(os.path.join(folder.store, STAMP), encoding="utf-8") as file:
            return file.read() == _stamp(folder)
    except (OSError, ValueError):
        return False


def _stamp(folder: Folder) -> str:
    """What ties a ready-made store to the minor version that wrote it, and to the Turtle files it holds."""
    minor_version = ".".join(ox.__version__.split(".")[:2])
    return f"pyoxigraph {minor_version}\n{checksums(folder.graphs)}"
