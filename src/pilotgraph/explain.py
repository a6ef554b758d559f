"""Walks an inferred fact back to the asserted facts, statements and passages on which it rests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from pilotgraph import axioms
from pilotgraph.axioms import OWL, RDFS, Axioms, Step
from pilotgraph.errors import RequestError
from pilotgraph.evidence import ABOUT, MAY_BE_ABOUT, SUPPORTED_BY, Evidence, collect
from pilotgraph.names import ASSERTED, DATASET, PREFIXES, TERMS, shorten, term
from pilotgraph.things import TYPE, labels, resolve

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term, Triple

A = NamedNode(TYPE)
THING = NamedNode(OWL + "Thing")
# Deeper than any proof over the ontology; it only bounds the search.
DEEPEST = 10


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
    from pilotgraph.reading import statement
    from pilotgraph.terminal import wrapped

    named = labels(engine, {each.value for fact in _facts(proof) for each in fact if isinstance(each, NamedNode)})

    told_before: set[str] = set()

    def lines(each: Proof, depth: int) -> Iterator[str]:
        indent = "  " * depth
        said = " ".join("is a" if part == A else _name(part, named) for part in each.fact)
        reason = each.rule if not each.because else f"{each.rule}, because"
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
        self.axioms: Axioms | None = None
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
        for graph, rule in ((TERMS, "stated in the ontology"), (DATASET, "said of the data set")):
            if self.match(*fact, graph=graph):
                return Proof(fact, rule)
        if depth == 0:
            return None
        if self.axioms is None:
            self.axioms = axioms.read(self.engine)
        inside = above | {fact}
        ways = self.of_class(fact, self.axioms) if fact[1] == A else self.of_property(fact, self.axioms)
        for rule, premises in ways:
            proofs = []
            for premise in premises:
                proof = self.prove(premise, depth - 1, inside)
                if proof is None:
                    break
                proofs.append(proof)
            else:
                return Proof(fact, rule, tuple(proofs))
        return None

    def of_property(self, fact: Triple, known: Axioms) -> Iterator[tuple[str, list[Triple]]]:
        """The ways in which a fact about two things could follow."""
        s, p, o = fact
        for step in known.narrower_steps(p):
            rule = f"by {shorten(step.property.value)}{' backwards' if step.backwards else ''}"
            yield f"follows {rule}", [_walk(s, step, o)]
        for chain in known.chains(p):
            walked = " then ".join(f"{shorten(e.property.value)}{' backwards' if e.backwards else ''}" for e in chain)
            for premises in self.paths(s, chain, o):
                yield f"follows along {walked}", premises
        for above, restriction in known.restrictions_above("hasValue"):
            step_there = next((known.step(e) for e in known.objects(restriction, OWL + "onProperty")), None)
            if step_there == Step(p) and o in known.objects(restriction, OWL + "hasValue"):
                yield f"holds of every {shorten(above.value)}", [(s, A, above)]  # type: ignore[union-attr, list-item]

    def of_class(self, fact: Triple, known: Axioms) -> Iterator[tuple[str, list[Triple]]]:
        """The ways in which a thing could belong to a class."""
        s, _, wanted = fact
        for narrower in known.narrower_classes(wanted):
            is_named = isinstance(narrower, NamedNode)
            rule = f"every {shorten(narrower.value)} is one" if is_named else "fits the definition"  # type: ignore[union-attr]
            for premises in self.members(s, narrower, known):
                yield rule, premises
        for name in known.subjects(RDFS + "domain", wanted):
            for triple in self.in_order(self.match(s, name, None)):
                yield f"whatever has {shorten(name.value)} is one", [triple]  # type: ignore[union-attr]
        for name in known.subjects(RDFS + "range", wanted):
            for triple in self.in_order(self.match(None, name, s)):
                yield f"whatever {shorten(name.value)} points to is one", [triple]  # type: ignore[union-attr]
        for above, restriction in known.restrictions_above("allValuesFrom"):
            step = next((known.step(e) for e in known.objects(restriction, OWL + "onProperty")), None)
            if step and wanted in known.objects(restriction, OWL + "allValuesFrom"):
                for triple in self.match(*_walk(None, step, s)):
                    holder = triple[2] if step.backwards else triple[0]
                    because: list[Triple] = [triple, (holder, A, above)]  # type: ignore[list-item]
                    yield f"all that {shorten(above.value)} has by it are such", because  # type: ignore[union-attr]

    def members(self, s: Term, expression: Term, known: Axioms) -> Iterator[list[Triple]]:
        """The sets of facts that would make a thing a member of a class expression."""
        if expression == THING:
            yield []
            return
        if isinstance(expression, NamedNode):
            yield [(s, A, expression)]  # type: ignore[list-item]
            return
        for head in known.objects(expression, OWL + "intersectionOf"):
            yield from self.all_members(s, known.members(head), known)
        for head in known.objects(expression, OWL + "unionOf"):
            for part in known.members(head):
                yield from self.members(s, part, known)
        for head in known.objects(expression, OWL + "oneOf"):
            if s in known.members(head):
                yield []
        step = next((known.step(each) for each in known.objects(expression, OWL + "onProperty")), None)
        if step is None:
            return
        for value in known.objects(expression, OWL + "hasValue"):
            yield [_walk(s, step, value)]
        for filler in known.objects(expression, OWL + "someValuesFrom"):
            for triple in self.in_order(self.match(*_walk(s, step, None))):
                other = triple[0] if step.backwards else triple[2]
                for premises in self.members(other, filler, known):
                    yield [triple, *premises]

    def all_members(self, s: Term, parts: list[Term], known: Axioms) -> Iterator[list[Triple]]:
        if not parts:
            yield []
            return
        for first in self.members(s, parts[0], known):
            # Dead ends are left early: what is not in the graph cannot be proved.
            if all(self.match(*premise) for premise in first):
                for others in self.all_members(s, parts[1:], known):
                    yield [*first, *others]

    def paths(self, s: Term, chain: list[Step], o: Term) -> Iterator[list[Triple]]:
        """The ways along a chain of properties from one thing to another."""
        step, rest = chain[0], chain[1:]
        if not rest:
            yield from ([triple] for triple in self.match(*_walk(s, step, o)))
            return
        for triple in self.in_order(self.match(*_walk(s, step, None))):
            for others in self.paths(triple[0] if step.backwards else triple[2], rest, o):
                yield [triple, *others]

    def in_order(self, triples: list[Triple]) -> list[Triple]:
        """Asserted facts first: they make the shorter proof."""
        return sorted(
            triples, key=lambda triple: (not self.match(triple[0], triple[1], triple[2], ASSERTED), str(triple))
        )

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


def _walk(s: Term, step: Step, o: Term) -> Triple:
    return (o, step.property, s) if step.backwards else (s, step.property, o)  # type: ignore[return-value]


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
