"""Describes a thing, and looks for words, in the graph and in what stands beside it."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from pilotgraph.answers import Answer
from pilotgraph.engines import Table
from pilotgraph.errors import Problem, RequestError
from pilotgraph.names import ALIGNMENTS, DATA_SET, GRAPHS, INFERRED, MAPPINGS, PREFIXES, SCHEME_KINDS, shorten
from pilotgraph.things import COUNTED, DEFINITION, LABEL, LABELS, OTHER_LABEL, TYPE, kinds, labels, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotgraph.answers import Origin
    from pilotgraph.beside.extras import Extra
    from pilotgraph.engines import Engine
    from pilotgraph.queries import Question
    from pilotgraph.values import Row, Term, Triple

DESCRIBED = (DATA_SET, GRAPHS)
PARTS = tuple(PREFIXES[name] for name in SCHEME_KINDS)


def describe(thing: str, engine: Engine, together: Engine, extras: Sequence[Extra], origin: Origin) -> Answer:
    """
    Everything that is said of a thing, and everything that points to it but the counts of how often it is used.

    engine: asks the graph alone. together: asks it with what stands beside it, the extras. origin: of the graph.
    Raises RequestError, with near misses, if the thing is not known.
    """
    node = _meant(_sound(thing), engine, together, extras)
    rows, triples = _said(engine, node)
    for extra in extras:
        told = [(s, p, o) for s, p, o in _around(together, node, extra.iri) if (s, p, o) not in triples]
        rows += [_row(node, triple, NamedNode(extra.iri)) for triple in told]
        triples |= dict.fromkeys(told)
    named = labels(together, {value.value for row in rows for value in row if isinstance(value, NamedNode)})
    # A statement has no label of its own; it is known by what it says.
    unnamed = {row[2].value for row in rows if isinstance(row[2], NamedNode)} - named.keys()
    glosses = together.look_up(sorted(unnamed), (DEFINITION,))
    named |= {iri: values[0].value for (iri, _), values in glosses.items() if values[0]}
    named |= {extra.iri: f"beside: {extra.name}" for extra in extras}
    first = (TYPE, LABEL, OTHER_LABEL, DEFINITION)

    def order(row: Row) -> tuple[bool, int, str, str]:
        way, name, value = (getattr(each, "value", "") for each in row[:3])
        return (way == "←", first.index(name) if name in first else len(first), name, value)

    origin = origin._replace(asked=named.get(node.value) or shorten(node.value))
    columns = ("way", "property", "value", "basis")
    return Answer(columns, sorted(rows, key=order), named, origin, triples=list(triples))


def find(text: str, engine: Engine, questions: Iterable[Question], origin: Origin) -> Answer:
    """
    The things, terms and questions whose labels or definitions hold every word of the text, best first.

    Raises RequestError if the text holds no word.
    """
    words = _sound(text).casefold().split()
    if not words:
        raise RequestError(Problem("find", "there is nothing to look for", "give a word or two"))
    tests = " && ".join(f"CONTAINS(LCASE(STR(?said)), {Literal(word)})" for word in words)
    searched = " ".join(f"<{name}>" for name in (*LABELS, OTHER_LABEL, DEFINITION))
    query = f"SELECT DISTINCT ?thing ?property ?said {{ ?thing ?property ?said FILTER({tests}) "
    table = engine.run(query + f"VALUES ?property {{ {searched} }} }}", "find")
    assert isinstance(table, Table)
    best: dict[str, tuple[int, str]] = {}
    for thing, name, said in table.rows:
        if isinstance(thing, NamedNode) and name and said:
            score = _score(words, name.value, said.value)
            best[thing.value] = min(best.get(thing.value, score), score)
    named, kind = labels(engine, best), kinds(engine, best)
    rows: list[tuple[int, str, str, str]] = []
    for iri, (rank, said_there) in best.items():
        rows.append((rank, shorten(iri), kind.get(iri, ""), named.get(iri) or said_there))
    asked = [each for each in questions if all(word in each.question.casefold() for word in words)]
    rows += [(1, each.name, "question", each.question) for each in asked]
    origin = origin._replace(asked=f"Where is “{text}”?", empty="No label or definition holds these words.")
    found: list[Row] = [(Literal(short), Literal(what), Literal(said)) for _, short, what, said in sorted(rows)]
    return Answer(("id", "kind", "label"), found, {}, origin)


def _meant(thing: str, engine: Engine, together: Engine, extras: Sequence[Extra]) -> NamedNode:
    """The thing of ours that is meant, else the one beside the graph with this IRI, label or last part of its IRI."""
    try:
        return resolve(engine, thing)
    except RequestError as error:
        beside = _beside(thing.strip().removeprefix("<").removesuffix(">"), together, extras)
        if not beside:
            raise
        if len(beside) > 1:
            what = f"could be {len(beside)} things beside the graph"
            raise RequestError(Problem(f'"{thing}"', what, f"say which: {', '.join(beside[:6])}")) from None
        if error.problems[0].what.startswith("could be"):
            raise
        return NamedNode(beside[0])


def _beside(said: str, together: Engine, extras: Sequence[Extra]) -> list[str]:
    """The IRIs of the things of other files that are called so."""
    if not extras or not said:
        return []
    places = " ".join(f"<{extra.iri}>" for extra in extras)
    called = " ".join(f"<{name}>" for name in (*LABELS, OTHER_LABEL))
    ends = " || ".join(f"STRENDS(STR(?s), {Literal(sign + said)})" for sign in "/#")
    text = (
        f"SELECT DISTINCT ?s {{ VALUES ?g {{ {places} }} GRAPH ?g {{ ?s ?p ?o }} FILTER(isIRI(?s)) "
        f"FILTER(STR(?s) = {Literal(said)} || {ends} || "
        f"(?p IN ({called.replace(' ', ', ')}) && LCASE(STR(?o)) = {Literal(said.lower())})) }} ORDER BY ?s"
    )
    table = together.run(text, "describe")
    assert isinstance(table, Table)
    found = [row[0].value for row in table.rows if row[0] is not None]
    return [said] if said in found else found


def _sound(text: str) -> str:
    """A text as it can stand in a query: a byte from a terminal that is no text becomes U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _said(engine: Engine, node: NamedNode) -> tuple[list[Row], dict[Triple, None]]:
    """The rows and triples of our own graph."""
    triples = dict.fromkeys(_around(engine, node))
    inferred, mapped, aligned = (set(_around(engine, node, graph)) for graph in (INFERRED, MAPPINGS, ALIGNMENTS))
    linked = mapped | aligned

    def basis(triple: Triple) -> Term:
        return Literal("inferred" if triple in inferred else "linked" if triple in linked else _basis(triple))

    return [_row(node, triple, basis(triple)) for triple in triples], triples


def _basis(triple: Triple) -> str:
    """On what a triple rests that neither follows nor leads to other vocabularies."""
    told = str(triple[0].value)
    if told.startswith(DESCRIBED):
        return "description"
    return "scheme" if told.startswith(PARTS) else "asserted"


def _around(engine: Engine, node: NamedNode, graph: str | None = None) -> Iterable[Triple]:
    """What is said of a thing, and what points to it, in all graphs or in one."""
    told = (triple for triple in engine.match(o=node, graph=graph) if triple[0] != node)
    said = [triple for triple in told if getattr(triple[1], "value", "") not in COUNTED]
    return [*engine.match(s=node, graph=graph), *said]


def _row(node: NamedNode, triple: Triple, basis: Term) -> Row:
    s, p, o = triple
    return (Literal("→"), p, o, basis) if s == node else (Literal("←"), p, s, basis)


def _score(words: list[str], name: str, said: str) -> tuple[int, str]:
    folded = said.casefold()
    if name == DEFINITION:
        return 4, said
    if folded == " ".join(words):
        return 0, said
    if folded.startswith(words[0]):
        return 1, said
    return (2 if name == LABEL else 3), said
