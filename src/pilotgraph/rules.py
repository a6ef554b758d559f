"""The rules of OWL 2 RL that our ontology needs, each written once over its axioms, to be run forwards or backwards."""

from __future__ import annotations

from typing import NamedTuple

Pattern = tuple[str, str, str]

PROLOGUE = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)


class InferenceRule(NamedTuple):
    """
    One way in which a new fact follows from an axiom and from facts.

    name: as in the tables of the OWL 2 RL profile; where a rule joins several of them, their names with "+".
    sentence: the rule in words.
    axiom: SPARQL pattern over the ontology, with its variables.
    premises: triple patterns over the facts, in SPARQL.
    head: the triple pattern that follows.
    guard: SPARQL filters on the variables; may be empty.
    """

    name: str
    sentence: str
    axiom: str
    premises: tuple[Pattern, ...]
    head: Pattern
    guard: str = ""

    @property
    def body(self) -> str:
        """The whole condition as one SPARQL group pattern, without its braces."""
        return f"{self.axiom} {_join(self.premises)} {self.guard}".strip()

    def forwards(self) -> str:
        """A CONSTRUCT query for everything that follows in one step, including what is known already."""
        return f"{PROLOGUE}CONSTRUCT {{ {_join((self.head,))} }} WHERE {{ {self.body} }}"

    def backwards(self, subject: str, predicate: str, value: str) -> str:
        """
        A SELECT query for the ways in which one fact follows in one step; no rows where this rule does not give it.

        subject, predicate, value: terms in SPARQL syntax, IRIs in angle brackets.
        """
        bindings, constants = [], []
        for variable, term in zip(self.head, (subject, predicate, value), strict=True):
            if variable.startswith("?"):
                bindings.append((variable, term))
            else:
                constants.append(f"FILTER({variable} = {term})")
        names = " ".join(name for name, _ in bindings)
        terms = " ".join(term for _, term in bindings)
        return f"{PROLOGUE}SELECT * WHERE {{ VALUES ({names}) {{ ({terms}) }} {' '.join(constants)} {self.body} }}"


def _join(patterns: tuple[Pattern, ...]) -> str:
    return " ".join(f"{subject} {predicate} {value} ." for subject, predicate, value in patterns)


_NAMED = "FILTER(isIRI({}))"

RULES: tuple[InferenceRule, ...] = (
    InferenceRule(
        "cax-sco",
        "What belongs to a class belongs to every class above it.",
        "?narrow rdfs:subClassOf ?broad .",
        (("?x", "rdf:type", "?narrow"),),
        ("?x", "rdf:type", "?broad"),
        _NAMED.format("?broad"),
    ),
    InferenceRule(
        "cax-eqc2+cls-int1",
        "What belongs to both of two classes belongs to the class defined as what they have in common.",
        "?class owl:equivalentClass/owl:intersectionOf ?both . ?both rdf:first ?one ; rdf:rest ?second . "
        "?second rdf:first ?other ; rdf:rest rdf:nil .",
        (("?x", "rdf:type", "?one"), ("?x", "rdf:type", "?other")),
        ("?x", "rdf:type", "?class"),
    ),
    InferenceRule(
        "cax-eqc1+cls-int2",
        "What belongs to a class defined as what two have in common belongs to each of them.",
        # Two parts written out: not every engine follows rdf:rest* from an end that is still open.
        "?class owl:equivalentClass/owl:intersectionOf ?both . "
        "{ ?both rdf:first ?part } UNION { ?both rdf:rest/rdf:first ?part }",
        (("?x", "rdf:type", "?class"),),
        ("?x", "rdf:type", "?part"),
        _NAMED.format("?part"),
    ),
    InferenceRule(
        "cax-sco+cls-int1+cls-hv2+cls-svf1",
        "What has a certain value, and is related to something that has a certain value, belongs to the class above.",
        "?narrow rdfs:subClassOf ?class ; owl:intersectionOf ?both . ?both rdf:first ?one ; rdf:rest ?second . "
        "?second rdf:first ?other ; rdf:rest rdf:nil . ?one owl:onProperty ?p ; owl:hasValue ?v . "
        "?other owl:onProperty ?q ; owl:someValuesFrom ?those . ?those owl:onProperty ?r ; owl:hasValue ?w .",
        (("?x", "?p", "?v"), ("?x", "?q", "?y"), ("?y", "?r", "?w")),
        ("?x", "rdf:type", "?class"),
    ),
    InferenceRule(
        "prp-spo1",
        "What is related by a property is related by every property above it.",
        "?narrow rdfs:subPropertyOf ?broad .",
        (("?x", "?narrow", "?y"),),
        ("?x", "?broad", "?y"),
    ),
    InferenceRule(
        "prp-dom",
        "What has a property belongs to the property's domain.",
        "?p rdfs:domain ?class .",
        (("?x", "?p", "?y"),),
        ("?x", "rdf:type", "?class"),
        _NAMED.format("?class"),
    ),
    InferenceRule(
        "prp-rng",
        "What a property leads to belongs to the property's range.",
        "?p rdfs:range ?class .",
        (("?x", "?p", "?y"),),
        ("?y", "rdf:type", "?class"),
        "FILTER(isIRI(?class) && isIRI(?y))",
    ),
    InferenceRule(
        "prp-trp",
        "A transitive property leads on along its own chain.",
        "?p rdf:type owl:TransitiveProperty .",
        (("?x", "?p", "?y"), ("?y", "?p", "?z")),
        ("?x", "?p", "?z"),
    ),
    InferenceRule(
        "prp-symp",
        "A symmetric property holds in both directions.",
        "?p rdf:type owl:SymmetricProperty .",
        (("?x", "?p", "?y"),),
        ("?y", "?p", "?x"),
        "FILTER(isIRI(?y))",
    ),
    InferenceRule(
        "prp-spo2",
        "Two links in a row make a short cut.",
        "?p owl:propertyChainAxiom ?chain . ?chain rdf:first ?p1 ; rdf:rest ?second . "
        "?second rdf:first ?p2 ; rdf:rest rdf:nil .",
        (("?x", "?p1", "?y"), ("?y", "?p2", "?z")),
        ("?x", "?p", "?z"),
    ),
    InferenceRule(
        "prp-spo2+prp-inv2",
        "A link followed backwards and one followed forwards make a short cut.",
        "?p owl:propertyChainAxiom ?chain . ?chain rdf:first ?back ; rdf:rest ?second . ?back owl:inverseOf ?p1 . "
        "?second rdf:first ?p2 ; rdf:rest rdf:nil .",
        (("?y", "?p1", "?x"), ("?y", "?p2", "?z")),
        ("?x", "?p", "?z"),
        "FILTER(isBlank(?back))",
    ),
    InferenceRule(
        "prp-spo2+prp-inv2 (three links)",
        "A link followed backwards and two followed forwards make a short cut.",
        "?p owl:propertyChainAxiom ?chain . ?chain rdf:first ?back ; rdf:rest ?second . ?back owl:inverseOf ?p1 . "
        "?second rdf:first ?p2 ; rdf:rest ?third . ?third rdf:first ?p3 ; rdf:rest rdf:nil .",
        (("?y", "?p1", "?x"), ("?y", "?p2", "?u"), ("?u", "?p3", "?z")),
        ("?x", "?p", "?z"),
        "FILTER(isBlank(?back))",
    ),
)
