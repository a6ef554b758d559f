"""Walks an inferred fact back to the asserted facts, statements and passages on which it rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from pilotgraph.engines import Table
from pilotgraph.errors import RequestError
from pilotgraph.evidence import ABOUT, MAY_BE_ABOUT, SUPPORTED_BY, Evidence, collect
from pilotgraph.names import ALIGNMENTS, ASSERTED, DATASET, MAPPINGS, PREFIXES, SCHEMES, TERMS, shorten, term
from pilotgraph.rules import RULES, InferenceRule
from pilotgraph.things import TYPE, labels, resolve

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term, Triple

A = NamedNode(TYPE)
# Deeper than any proof over the ontology; it only bounds the search.
DEEPEST = 10
# Where a fact can stand that rests on no statement, and what is then said of it.
STATED = (
    (TERMS, "stated in the ontology"),
    (DATASET, "said of the data set"),
    (
        MAPPINGS,
        "a link of PilotGraph's own, said by no source; the page of the thing, and `pilotgraph describe`, tell why",
    ),
    (ALIGNMENTS, "an axiom of the alignments, said by no source"),
    *((graph, "part of a published framework, as its scheme has it; said by no source") for graph in SCHEMES),
)


class Proof(NamedTuple):
    """
    Why a fact holds.

    rule: "asserted", "stated in the ontology", the rule by which it follows, or "" if it does not follow.
    because: the proofs of what it follows from. statements: the statements that back an asserted fact.
    """

    fact: Triple
    rule: str
    because: tuple[Proof, ...] = ()
    statements: tuple[Evidence, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether the fact holds in the graph."""
        return bool(self.rule)


def explain(engine: Engine, subject: str, predicate: str, object: str) -> Proof:
    """
    What a fact rests on; a Proof without a rule if the fact does not follow.

    subject, predicate, object: ids, short forms, labels or IRIs; the predicate may be "a", the object a plain value.
    Raises RequestError if one of the three is not known.
    """
    s = resolve(engine, subject)
    p = A if predicate in ("a", "rdf:type", TYPE) else _property(engine, predicate)
    values = [value for _, _, value in engine.match(s=s, p=p) if _said(value) == object.casefold()]
    if values:
        o: Term = values[0]
    else:
        try:
            o = _class(engine, object) if p == A else resolve(engine, object)
        except RequestError:
            if not any(isinstance(value, Literal) for _, _, value in engine.match(p=p)):
                raise
            o = Literal(object)
    fact: Triple = (s, p, o)  # type: ignore[assignment]
    return _Search(engine).explain(fact)


def told(engine: Engine, proof: Proof, width: int | None = None) -> str:
    """The proof in words, as a tree, down to statements and the links of their passages."""
    from pilotgraph.display import statement
    from pilotgraph.terminal import wrapped

    named = labels(engine, {each.value for fact in _facts(proof) for each in fact if isinstance(each, NamedNode)})

    told_before: set[str] = set()

    def lines(each: Proof, depth: int) -> Iterator[str]:
        indent = "  " * depth
        said = " ".join("is a" if part == A else _name(part, named) for part in each.fact)
        reason = f"{each.rule.rstrip('.')}, because" if each.because else each.rule
        yield wrapped(f"{said}  [{reason}]", width, indent)
        for behind in each.statements:
            if behind.statement in told_before:
                yield f"{indent}    {shorten(behind.statement)}, as above"
            else:
                yield statement(behind, width, indent + "    ")
            told_before.add(behind.statement)
        for below in each.because:
            yield from lines(below, depth + 1)

    if not proof.follows:
        said = " ".join("is a" if part == A else _name(part, named) for part in proof.fact)
        return wrapped(f"{said}: this does not follow from anything in the graph.", width)
    return "\n".join(lines(proof, 0))


class _Search:
    """One search for a proof; every step is checked against the graph, which already holds all that follows."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.known: dict[tuple[Term, Term, Term, str | None], list[Triple]] = {}

    def explain(self, fact: Triple) -> Proof:
        if not self.match(*fact):
            return Proof(fact, "")
        for depth in range(DEEPEST):
            # The shallowest proof is the one to read.
            proof = self.prove(fact, depth, frozenset())
            if proof:
                return proof
        return Proof(fact, "in the graph, but by no rule that this command knows")

    def prove(self, fact: Triple, depth: int, above: frozenset[Triple]) -> Proof | None:
        if fact in above or not self.match(*fact):
            return None
        if self.match(*fact, graph=ASSERTED):
            return Proof(fact, "asserted", (), self.backing(fact))
        for graph, rule in STATED:
            if self.match(*fact, graph=graph):
                return Proof(fact, rule)
        if depth == 0:
            return None
        inside = above | {fact}
        for way in RULES:
            for premises in self.premises(way, fact):
                proofs = []
                for premise in premises:
                    proof = self.prove(premise, depth - 1, inside)
                    if proof is None:
                        break
                    proofs.append(proof)
                else:
                    return Proof(fact, way.sentence, tuple(proofs))
        return None

    def premises(self, rule: InferenceRule, fact: Triple) -> list[list[Triple]]:
        """The facts from which a rule gives this one in one step, those that are asserted first."""
        table = self.engine.run(rule.backwards(*map(str, fact)), f"rule {rule.name}")
        if not isinstance(table, Table):
            return []
        found = []
        for row in table.rows:
            bound = {f"?{name}": value for name, value in zip(table.variables, row, strict=True)}
            terms = [[bound.get(part, A) for part in pattern] for pattern in rule.premises]
            found.append([(s, p, o) for s, p, o in terms])
        unique = dict.fromkeys(map(tuple, found))
        return sorted(map(list, unique), key=lambda triples: (self.inferred(triples), str(triples)))  # type: ignore[arg-type]

    def inferred(self, triples: list[Triple]) -> int:
        """How many of these facts are not asserted: fewer make the shorter proof."""
        return sum(not self.match(*triple, graph=ASSERTED) for triple in triples)

    def match(self, s: Term, p: Term, o: Term, graph: str | None = None) -> list[Triple]:
        if isinstance(s, Literal):
            return []
        key = (s, p, o, graph)
        if key not in self.known:
            self.known[key] = self.engine.match(s, p, o, graph)
        return self.known[key]

    def backing(self, fact: Triple) -> tuple[Evidence, ...]:
        """The statements that back an asserted fact: its own subject if that is one, else those that state it."""
        s, p, o = fact
        if self.match(s, NamedNode(SUPPORTED_BY), None):
            found: list[Term] = [s]
        else:
            stating = self.match(None, NamedNode(term("statesValue")), o)
            found = [each for each, _, _ in stating if self.match(each, NamedNode(term("statesProperty")), p)]
            about = (NamedNode(ABOUT), NamedNode(MAY_BE_ABOUT))
            found = [each for each in found if any(self.match(each, name, s) for name in about)]
        evidence = collect(self.engine, [each.value for each in found if isinstance(each, NamedNode)])
        return tuple(evidence.values())


def _facts(proof: Proof) -> Iterator[Triple]:
    yield proof.fact
    for below in proof.because:
        yield from _facts(below)


def _name(part: Term, named: dict[str, str]) -> str:
    if isinstance(part, NamedNode):
        return named.get(part.value) or shorten(part.value)
    return f"“{part.value}”" if part is not None else ""


def _said(value: Term) -> str:
    return value.value.casefold() if isinstance(value, Literal) else ""


def _property(engine: Engine, said: str) -> NamedNode:
    """A property may share its name with a class or a thing; here only a property is meant."""
    candidates = [term(said)] if re.fullmatch(r"\w+", said) else []
    for iri in candidates:
        if engine.look_up([iri], (TYPE,)):
            return NamedNode(iri)
    for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"):
        try:
            return resolve(engine, said, f"owl:{kind}")
        except RequestError:
            continue
    if said.startswith(("http:", "https:")) or said.partition(":")[0] in PREFIXES:
        return resolve(engine, said)
    return resolve(engine, said, "owl:ObjectProperty", f'predicate "{said}"')


def _class(engine: Engine, said: str) -> NamedNode:
    try:
        return resolve(engine, said, "owl:Class", f'class "{said}"')
    except RequestError:
        if ":" not in said:
            raise
        return resolve(engine, said)
