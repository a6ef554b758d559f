"""Writes findings as observations of an RDF Data Cube; a finding without a number keeps its direction and gets none."""

from __future__ import annotations

from itertools import product

from pyoxigraph import Literal, NamedNode

from pilotgraph.exports.cubestructure import (
    DIMENSIONS,
    DIRECTIONS,
    KINDS,
    NUMBERS,
    OUTCOMES,
    STRUCTURAL,
    attribute,
    component,
    not_stated,
    structure,
)
from pilotgraph.exports.reading import Edition, Said, identifier, nothing, read
from pilotgraph.exports.vocabulary import CUBE, FOREIGN, TYPE, iri
from pilotgraph.names import ASSERTED, term
from pilotgraph.results import rdf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.exports.reading import Node
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Triple

ABOUT = term("about")


def cube(graph: PilotGraph, form: str = "turtle") -> bytes:
    """
    Two data sets: "findings" with an observation of its direction for each finding, and "sizes" for stated numbers.

    A finding that the source states of each of several subjects is an observation for each; one that it states of
    several together is one observation, whose subject is the group.
    form: "turtle", "ntriples", "jsonld" or "rdfxml".
    Raises SourceError if the graph holds no finding.
    """
    said = read(graph, ASSERTED)
    findings = [(kind, statement) for kind in KINDS for statement in said.typed(kind)]
    if not findings:
        raise nothing("export cube", "finding")
    triples: list[Triple] = []
    for kind, statement in findings:
        triples += _observations(said, kind, statement)
    used = {(name.value, value) for _, name, value in triples if isinstance(value, (NamedNode, Literal))}
    passages = {value.value for name, value in used if name == component(attribute(term("supportedBy")))}
    triples += [(NamedNode(each), NamedNode(name), value) for each in passages for name, value in said.of(each)]
    triples += structure(graph, Edition(graph), used)
    return rdf(triples, form, FOREIGN).encode()


def _observations(said: Said, kind: str, statement: str) -> list[Triple]:
    """The observations of one finding: each subject with each outcome, and each number that is stated of them."""
    found: list[Triple] = []
    name = identifier(statement, "export cube")
    outcomes = [value for each in OUTCOMES for value in said.values(statement, each)]
    choices = [
        said.values(statement, ABOUT) or [not_stated("subject")],
        outcomes or [not_stated("outcome")],
        *(said.values(statement, prop) or [not_stated(dimension)] for dimension, prop in DIMENSIONS.items()),
    ]
    numbers = [(quantity, value) for quantity in NUMBERS for value in said.values(statement, term(quantity))]
    for number, values in enumerate(product(*choices), start=1):
        dimensions: dict[str, Node] = {
            "kind": KINDS[kind],
            "statement": NamedNode(statement),
            **dict(zip(("subject", "outcome", *DIMENSIONS), values, strict=True)),
        }
        common: list[tuple[str, Node]] = [(component(dimension), value) for dimension, value in dimensions.items()]
        for measure, prop in DIRECTIONS.items():
            stated = said.values(statement, prop) or [not_stated("direction")]
            common.append((component(measure), stated[0]))
        common += [(component(attribute(prop)), value) for prop, value in said.of(statement) if prop not in STRUCTURAL]
        node = f"{CUBE}findings/{name}/{number}"
        found += _observation(node, "findings", common)
        for quantity, value in numbers:
            sized = f"{CUBE}sizes/{name}/{number}/{quantity}"
            more: list[tuple[str, Node]] = [(component("quantity"), NUMBERS[quantity]), (component("value"), value)]
            more += [
                (component("unit"), unit) for unit in said.values(statement, term("unit")) or [Literal("not stated")]
            ]
            more += [(component("qualifier"), each) for each in said.values(statement, term("qualifier"))]
            found += _observation(sized, "sizes", [*common, *more])
            found.append((NamedNode(node), NamedNode(iri("rdfs:seeAlso")), NamedNode(sized)))
    return found


def _observation(node: str, data_set: str, said: list[tuple[str, Node]]) -> list[Triple]:
    subject = NamedNode(node)
    found: list[Triple] = [
        (subject, NamedNode(TYPE), NamedNode(iri("qb:Observation"))),
        (subject, NamedNode(iri("qb:dataSet")), NamedNode(CUBE + data_set)),
    ]
    return [*found, *((subject, NamedNode(name), value) for name, value in said)]
