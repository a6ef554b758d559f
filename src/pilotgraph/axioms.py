"""Reads the ontology's axioms into the form in which a fact is walked back to what it follows from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from pilotgraph.names import PREFIXES, TERMS
from pilotgraph.things import SUBCLASS, TYPE

if TYPE_CHECKING:
    from pilotgraph.engines import Engine
    from pilotgraph.values import Term, Triple

OWL, RDF, RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]


class Step(NamedTuple):
    """A property, walked forwards or backwards."""

    property: NamedNode
    backwards: bool = False


class Axioms:
    """The axioms of the ontology graph, looked up by what they conclude."""

    def __init__(self, triples: list[Triple]) -> None:
        self.by_subject: dict[tuple[Term, str], list[Term]] = {}
        self.by_object: dict[tuple[str, Term], list[Term]] = {}
        for s, p, o in triples:
            self.by_subject.setdefault((s, p.value), []).append(o)
            self.by_object.setdefault((p.value, o), []).append(s)

    def objects(self, subject: Term, name: str) -> list[Term]:
        return self.by_subject.get((subject, name), [])

    def subjects(self, name: str, value: Term) -> list[Term]:
        return self.by_object.get((name, value), [])

    def is_a(self, subject: Term, name: str) -> bool:
        return NamedNode(OWL + name) in self.objects(subject, TYPE)

    def narrower_steps(self, name: NamedNode) -> list[Step]:
        """Properties of which this one is the wider or the equal one, or the inverse."""
        found: list[Term] = [*self.subjects(RDFS + "subPropertyOf", name)]
        found += [*self.subjects(OWL + "equivalentProperty", name), *self.objects(name, OWL + "equivalentProperty")]
        steps = [step for each in found if (step := self.step(each))]
        mirrored = [*self.subjects(OWL + "inverseOf", name), *self.objects(name, OWL + "inverseOf")]
        steps += [Step(each, backwards=True) for each in mirrored if isinstance(each, NamedNode)]
        if self.is_a(name, "SymmetricProperty"):
            steps.append(Step(name, backwards=True))
        return steps

    def chains(self, name: NamedNode) -> list[list[Step]]:
        """The chains of properties from which this one follows."""
        chains = []
        for head in self.objects(name, OWL + "propertyChainAxiom"):
            steps = [self.step(each) for each in self.members(head)]
            if steps and all(steps):
                chains.append([step for step in steps if step])
        if self.is_a(name, "TransitiveProperty"):
            chains.append([Step(name), Step(name)])
        return chains

    def step(self, expression: Term) -> Step | None:
        """A named property, or the inverse of one."""
        if isinstance(expression, NamedNode):
            return Step(expression)
        inverse = [each for each in self.objects(expression, OWL + "inverseOf") if isinstance(each, NamedNode)]
        return Step(inverse[0], backwards=True) if inverse else None

    def narrower_classes(self, name: Term) -> list[Term]:
        """Class expressions whose members are all members of this class."""
        found = [*self.subjects(SUBCLASS, name)]
        found += [*self.subjects(OWL + "equivalentClass", name), *self.objects(name, OWL + "equivalentClass")]
        # A member of an intersection is a member of each of its parts.
        for head in self._lists_holding(name):
            for whole in self.subjects(OWL + "intersectionOf", head):
                named = [*self.subjects(SUBCLASS, whole), *self.subjects(OWL + "equivalentClass", whole)]
                found += [each for each in (whole, *named) if isinstance(each, NamedNode)]
        return [each for each in dict.fromkeys(found) if each != name]

    def restrictions_above(self, kind: str) -> list[tuple[Term, Term]]:
        """(class, restriction) for each restriction of a kind, such as "hasValue", that a class is under."""
        found: list[tuple[Term, Term]] = []
        for (subject, name), values in self.by_subject.items():
            if name in (SUBCLASS, OWL + "equivalentClass") and isinstance(subject, NamedNode):
                found += [(subject, each) for each in values if self.objects(each, OWL + kind)]
        return found

    def members(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head is not None and head != NamedNode(RDF + "nil") and head not in seen:
            seen.add(head)
            found += self.objects(head, RDF + "first")
            head = next(iter(self.objects(head, RDF + "rest")), None)
        return found

    def _lists_holding(self, member: Term) -> list[Term]:
        """The heads of the lists that hold a member."""
        found: list[Term] = []
        for cell in self.subjects(RDF + "first", member):
            head: Term = cell
            while before := self.subjects(RDF + "rest", head):
                head = before[0]
            found.append(head)
        return found


def read(engine: Engine) -> Axioms:
    """The axioms of the graph that an engine answers from."""
    return Axioms(engine.match(graph=TERMS))
