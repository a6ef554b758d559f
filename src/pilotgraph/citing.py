"""Says how to cite an answer, with a digest by which a reader sees whether it is still the same."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import BlankNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.answers import Answer
    from pilotgraph.values import Term

SHORT = 12


def digest(answer: Answer) -> str:
    """
    The SHA-256 of what an answer says, as 64 hexadecimal digits: the same from every engine, whatever the labels.

    It is taken over lines of UTF-8 text, each ended by a line feed: the names of the columns, each after "?"; then the
    rows, sorted by code point, since engines may order ties either way. Fields are parted by tabs; a term is written as
    in N-Triples, a blank node as "_:b", and nothing where there is no value.
    """
    from hashlib import sha256

    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += sorted("\t".join(map(_written, row)) for row in answer.rows)
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def how_to_cite(answer: Answer, question: str, parameters: Mapping[str, str], address: str) -> str:
    """
    One sentence that leads back to an answer and lets a reader see whether it is still the same.

    question: in words. parameters: what it was narrowed by, in words; those left open are empty or missing.
    address: the permanent link. The digest is shortened to its first 12 digits.
    """
    version = f", version {answer.origin.version}," if answer.origin.version else ""
    given = "; ".join(f"{name}: {value}" for name, value in parameters.items() if value)
    narrowed = f" with {given}" if given else ""
    rows = f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}"
    beginning = digest(answer)[:SHORT]
    return f"Answer of PilotGraph{version} to “{question}”{narrowed} ({rows}, SHA-256 {beginning}…): {address}"


def _written(term: Term) -> str:
    if term is None:
        return ""
    return "_:b" if isinstance(term, BlankNode) else str(term)
