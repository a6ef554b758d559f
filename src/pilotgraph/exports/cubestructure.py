"""Says how the Data Cube is built: data sets, dimensions, measures, attributes and code lists."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from pilotgraph.exports.vocabulary import CUBE, TYPE, iri
from pilotgraph.names import DATA_SET, term
from pilotgraph.things import DEFINITION, LABEL, labels
from pilotgraph.values import DECIMAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotgraph.exports.reading import Edition, Node
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Triple


CODES, LISTS = CUBE + "code/", CUBE + "list/"
# Each kind of finding by its class; only an outcome finding speaks of an effect.
KINDS = {
    term(name): NamedNode(CODES + code)
    for name, code in {
        "OutcomeFinding": "outcome-finding",
        "ExperienceFinding": "experience-finding",
        "BaselineDifference": "baseline-difference",
        "VariationFinding": "variation-finding",
    }.items()
}
OUTCOMES = (term("outcome"), term("baselineOutcome"), term("variesIn"))
DIMENSIONS = {name: term(name) for name in ("cohort", "comparator", "period", "perspective")}
DIRECTIONS = {name: term(name) for name in ("direction", "comparedDirection")}
NUMBERS = {
    name: NamedNode(CODES + code)
    for name, code in {"effectSize": "effect-size", "share": "share", "amount": "amount"}.items()
}
# What is told by dimensions and measures; all else that is said of a finding is an attribute of its observations.
STRUCTURAL = {
    *(TYPE, iri("dcterms:identifier"), term("about"), *OUTCOMES, *DIMENSIONS.values(), *DIRECTIONS.values()),
    *(term(name) for name in (*NUMBERS, "unit", "qualifier")),
}
ORDER = ("kind", "statement", "subject", "outcome", *DIMENSIONS, "quantity", *DIRECTIONS, "value")
CODED = {*ORDER} - {"statement", "value"}
ONLY_SIZED = ("quantity", "value", "unit", "qualifier")
ELSEWHERE = {
    name: iri(short)
    for name, short in {"definition": "skos:definition", "note": "skos:note", "cites": "cito:cites"}.items()
}
REQUIRED = ("basis", "certainty", "claimStatus", "definition", "hedge", "supportedBy", "unit")

_SAID = {
    "kind": (
        "kind of finding",
        "Which kind of finding it is: an effect, an experience, a difference before the start, or variation.",
    ),
    "statement": (
        "statement",
        "The statement that says it; what two statements say of one thing stays two observations.",
    ),
    "subject": ("subject", "Of which programme, part of one or joint group the finding is said."),
    "outcome": ("outcome", "The outcome of which the finding is said."),
    "cohort": ("cohort", "Whose use of services was measured, or who was asked."),
    "comparator": ("comparator", "With whom the subject is compared."),
    "period": ("period", "The stretch of time to which the finding belongs, as the source counts it."),
    "perspective": ("perspective", "Through whose eyes an experience is reported."),
    "quantity": ("quantity", "What the number is: the size of an effect, a share of a cohort, or another amount."),
    "direction": ("direction", "Which way the outcome went in absolute terms."),
    "comparedDirection": ("direction compared", "Which way the outcome differed from that of the comparator."),
    "value": ("value", "The number that the source states; its unit and direction stand beside it."),
    "definition": ("what it says", "What the statement says, in a sentence of our own."),
    "note": ("note", "Why the statement is coded as it is."),
    "cites": ("cites", "A reference that the source gives for it."),
    "outcome-finding": ("outcome finding", "How an outcome went."),
    "experience-finding": ("experience finding", "What people experienced, thought or preferred."),
    "baseline-difference": ("baseline difference", "How the subject differed before it began; not an effect."),
    "variation-finding": ("variation finding", "That results differed, and among which units."),
    "effect-size": ("size of the effect", "The size of an effect as a positive number; its direction stands apart."),
    "share": ("share", "The part of a cohort for whom the finding holds."),
    "amount": ("amount", "A number that is neither the size of an effect nor a share."),
}
_DATA_SETS = {
    "findings": (
        "Findings",
        "One observation of the direction of each finding; a direction that is not stated is coded so.",
    ),
    "sizes": ("Sizes", "One observation for each number that the source states of a finding."),
}


def component(name: str) -> str:
    """The IRI of a dimension, measure or attribute."""
    return f"{CUBE}property/{name}"


def attribute(prop: str) -> str:
    """The name of the attribute that carries a property of the graph."""
    return re.split("[/#]", prop)[-1]


def not_stated(dimension: str) -> NamedNode:
    """The code for what the source does not state."""
    return NamedNode(f"{CODES}{dimension}-not-stated")


def structure(graph: PilotGraph, edition: Edition, used: Iterable[tuple[str, Node]]) -> list[Triple]:
    """
    All of the cube but its observations.

    used: (property, value) of the observations.
    """
    values: dict[str, set[Node]] = {}
    for prop, value in used:
        if prop.startswith(component("")):
            values.setdefault(prop.removeprefix(component("")), set()).add(value)
    properties = [name for name in (*ORDER, *sorted(values.keys() - {*ORDER})) if name in values]
    found: list[Triple] = []
    for name in ("findings", "sizes") if "value" in values else ("findings",):
        found += _data_set(edition, name, [each for each in properties if name == "sizes" or each not in ONLY_SIZED])
    own = labels(graph.engine, [term(name) for name in properties])
    for name in properties:
        found += _property(name, own.get(term(name), ""))
        for value in values[name] if name in CODED else ():
            found += [
                _triple(value.value, TYPE, NamedNode(iri("skos:Concept"))),
                _triple(value.value, iri("skos:inScheme"), NamedNode(_code_list(name))),
            ]
    iris = sorted({value.value for each in values.values() for value in each if isinstance(value, NamedNode)})
    return found + _labelled(graph, iris)


def _data_set(edition: Edition, name: str, properties: list[str]) -> list[Triple]:
    node, dsd = CUBE + name, f"{CUBE}{name}/structure"
    label, comment = _DATA_SETS[name]
    found = [
        _triple(node, TYPE, NamedNode(iri("qb:DataSet"))),
        _triple(node, iri("qb:structure"), NamedNode(dsd)),
        _triple(node, iri("rdfs:label"), Literal(label, language="en")),
        _triple(node, iri("rdfs:comment"), Literal(comment, language="en")),
        _triple(node, iri("dcterms:creator"), NamedNode(edition.creator)),
        _triple(node, iri("dcterms:license"), NamedNode(edition.licence)),
        _triple(node, iri("dcterms:source"), NamedNode(edition.source)),
        _triple(node, iri("dcterms:isPartOf"), NamedNode(DATA_SET)),
        _triple(node, iri("dcat:version"), Literal(edition.version)),
        _triple(dsd, TYPE, NamedNode(iri("qb:DataStructureDefinition"))),
    ]
    for number, each in enumerate(properties, start=1):
        part = f"{dsd}/{each}"
        found += [
            _triple(dsd, iri("qb:component"), NamedNode(part)),
            _triple(part, TYPE, NamedNode(iri("qb:ComponentSpecification"))),
            _triple(part, iri(f"qb:{_kind(each)}"), NamedNode(component(each))),
            _triple(part, iri("qb:order"), Literal(number)),
        ]
        if _kind(each) == "attribute":
            found.append(_triple(part, iri("qb:componentRequired"), Literal(each in REQUIRED)))
    return found


def _property(name: str, label: str) -> list[Triple]:
    node, kind = component(name), _kind(name)
    said = _SAID.get(name)
    found = [
        _triple(node, TYPE, NamedNode(iri("rdf:Property"))),
        _triple(node, TYPE, NamedNode(iri(f"qb:{kind.capitalize()}Property"))),
        _triple(node, iri("rdfs:label"), Literal(said[0] if said else label or name, language="en")),
    ]
    if said:
        found.append(_triple(node, iri("rdfs:comment"), Literal(said[1], language="en")))
    if label or name in ELSEWHERE:
        found.append(_triple(node, iri("rdfs:seeAlso"), NamedNode(ELSEWHERE.get(name, term(name)))))
    if name in CODED:
        found += [
            _triple(node, TYPE, NamedNode(iri("qb:CodedProperty"))),
            _triple(node, iri("rdfs:range"), NamedNode(iri("skos:Concept"))),
            _triple(node, iri("qb:codeList"), NamedNode(_code_list(name))),
            _triple(_code_list(name), TYPE, NamedNode(iri("skos:ConceptScheme"))),
            _triple(_code_list(name), LABEL, Literal(_SAID[_list_name(name)][0], language="en")),
        ]
    elif kind != "attribute":
        found.append(_triple(node, iri("rdfs:range"), NamedNode(DECIMAL if name == "value" else term("Statement"))))
    return found


def _labelled(graph: PilotGraph, iris: list[str]) -> list[Triple]:
    """Labels and definitions of the codes and of what the attributes lead to."""
    named, defined = labels(graph.engine, iris), graph.engine.look_up(iris, (DEFINITION,))
    found = []
    for each in iris:
        last = each.removeprefix(CODES)
        if each.endswith("-not-stated") and last != each:
            said: tuple[str, ...] = ("not stated", "The source does not state it, or it does not apply.")
        else:
            said = _SAID.get(last, ())
        texts = [value.value for value in defined.get((each, DEFINITION), ()) if value]
        label, definition = said or (named.get(each, ""), " ".join(texts))
        found += [
            _triple(each, prop, Literal(text, language="en"))
            for prop, text in ((LABEL, label), (DEFINITION, definition))
            if text
        ]
    return found


def _kind(name: str) -> str:
    if name in (*DIRECTIONS, "value"):
        return "measure"
    return "dimension" if name in ORDER else "attribute"


def _list_name(name: str) -> str:
    return "direction" if name in DIRECTIONS else name


def _code_list(name: str) -> str:
    return LISTS + _list_name(name)


def _triple(subject: str, prop: str, value: Node) -> Triple:
    return (NamedNode(subject), NamedNode(prop), value)
