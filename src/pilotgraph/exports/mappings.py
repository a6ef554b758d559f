"""Writes the mappings to other vocabularies as RDF in the form of SSSOM, and as OWL."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode

from pilotgraph.exports.endings import ENDINGS
from pilotgraph.exports.reading import Edition, Said, identifier, nothing, read
from pilotgraph.exports.vocabulary import FOREIGN, TYPE, iri
from pilotgraph.names import DATA_SET, MAPPINGS
from pilotgraph.records import Record
from pilotgraph.results import rdf
from pilotgraph.things import LABEL, labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotgraph.exports.reading import Node
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Triple

SOURCE, PROPERTY, TARGET = (iri(f"owl:annotated{part}") for part in ("Source", "Property", "Target"))
PART_OF, LICENCE = iri("dcterms:isPartOf"), iri("dcterms:license")
MODIFIER, NO_TERM = iri("sssom:predicate_modifier"), iri("sssom:NoTermFound")
CONFIDENCE = iri("sssom:confidence")
# What the graph adds to a mapping for its own readers, and what is told by the mapping itself.
OWN = (TYPE, SOURCE, PROPERTY, TARGET, PART_OF, iri("rdfs:label"), LABEL, iri("dcterms:identifier"))


class Mapping(Record):
    """
    One reviewed mapping, or the judgement that nothing fits.

    holds: whether it says that the two are so related; false where a relation is denied or nothing was found.
    said: (property, value) of how sure it is, why, by whom and when.
    """

    node: str
    subject: str
    predicate: str
    object: str
    set: str
    holds: bool
    said: tuple[tuple[str, Node], ...]


def mappings(graph: PilotGraph, form: str = "turtle") -> bytes:
    """
    All mappings as one set, each with the set it comes from, and the triples that hold.

    form: "turtle", "ntriples", "jsonld" or "rdfxml".
    Raises SourceError if the graph holds no mapping.
    """
    known, found = _read(graph)
    triples = _set(graph, known, MAPPINGS, "PilotGraph mappings", found)
    triples += [_triple(each.node, iri("sssom:mapping_source"), NamedNode(each.set)) for each in found if each.set]
    return rdf(triples, form, FOREIGN).encode()


def mappings_by_set(graph: PilotGraph, form: str = "turtle") -> list[tuple[str, bytes]]:
    """
    (name of the file, content) of each set of mappings.

    Raises SourceError if the graph holds no mapping.
    """
    known, found = _read(graph)
    files = []
    for each in sorted({mapping.set for mapping in found if mapping.set}):
        title = known.first(each, iri("dcterms:title"), LABEL)
        triples = _set(graph, known, each, title, [mapping for mapping in found if mapping.set == each])
        name = identifier(each, "export mappings")
        files.append((f"{name}.{ENDINGS[form]}", rdf(triples, form, FOREIGN).encode()))
    return files or [(f"mappings.{ENDINGS[form]}", mappings(graph, form))]


def mappings_owl(graph: PilotGraph, form: str = "rdfxml") -> bytes:
    """
    The mappings that hold, as annotations in OWL 2 DL; each annotation carries how sure it is, why, by whom and when.

    form: "rdfxml", "turtle" or "ntriples".
    Raises SourceError if the graph holds no mapping.
    """
    _, found = _read(graph)
    holding = [each for each in found if each.holds]
    edition = Edition(graph)
    triples = [
        _triple(MAPPINGS, TYPE, NamedNode(iri("owl:Ontology"))),
        _triple(MAPPINGS, iri("owl:versionInfo"), Literal(edition.version)),
        _triple(MAPPINGS, LICENCE, NamedNode(edition.licence)),
        _triple(MAPPINGS, iri("dcterms:creator"), NamedNode(edition.creator)),
    ]
    used = {LICENCE, iri("dcterms:creator")}
    for number, each in enumerate(holding, start=1):
        # OWL wants the node of an annotated axiom to be blank.
        axiom = BlankNode(f"mapping{number}")
        parts: list[tuple[str, Node]] = [
            (TYPE, NamedNode(iri("owl:Axiom"))),
            (SOURCE, NamedNode(each.subject)),
            (PROPERTY, NamedNode(each.predicate)),
            (TARGET, NamedNode(each.object)),
        ]
        triples.append(_triple(each.subject, each.predicate, NamedNode(each.object)))
        triples += [(axiom, NamedNode(prop), value) for prop, value in (*parts, *each.said)]
        used |= {each.predicate, *(prop for prop, _ in each.said)}
    for node, label in _labels(graph, holding).items():
        triples.append(_triple(node, iri("rdfs:label"), Literal(label, language="en")))
    declared = sorted(each for each in used if not each.startswith((FOREIGN["rdfs"], FOREIGN["owl"])))
    triples += [_triple(each, TYPE, NamedNode(iri("owl:AnnotationProperty"))) for each in declared]
    return rdf(triples, form, FOREIGN).encode()


def _read(graph: PilotGraph) -> tuple[Said, list[Mapping]]:
    known = read(graph, MAPPINGS)
    nodes = [each for each in known if known.values(each, SOURCE) and known.values(each, TARGET)]
    if not nodes:
        raise nothing("export mappings", "mapping")
    found = []
    for node in nodes:
        target = known.first(node, TARGET)
        said = tuple((prop, _as_sssom(prop, value)) for prop, value in known.of(node) if prop not in OWN)
        found.append(
            Mapping(
                node,
                subject=known.first(node, SOURCE),
                predicate=known.first(node, PROPERTY),
                object=target,
                set=known.first(node, PART_OF),
                holds=target != NO_TERM and not known.values(node, MODIFIER),
                said=said,
            )
        )
    return known, found


def _as_sssom(prop: str, value: Node) -> Node:
    """SSSOM's own program takes a confidence for one only where it is a double."""
    return Literal(float(value.value)) if prop == CONFIDENCE else value


def _set(graph: PilotGraph, known: Said, node: str, title: str, found: Iterable[Mapping]) -> list[Triple]:
    """A set with its mappings, as SSSOM's own programs write and read them."""
    listed = list(found)
    licence = known.first(node, LICENCE) or Edition(graph).licence
    triples = [
        _triple(node, TYPE, NamedNode(iri("sssom:MappingSet"))),
        _triple(node, LICENCE, NamedNode(licence)),
        _triple(node, PART_OF, NamedNode(DATA_SET)),
    ]
    if title:
        triples.append(_triple(node, iri("dcterms:title"), Literal(title)))
    named = _labels(graph, listed)
    for each in listed:
        triples += [
            _triple(node, iri("sssom:mappings"), NamedNode(each.node)),
            _triple(each.node, TYPE, NamedNode(iri("owl:Axiom"))),
            _triple(each.node, SOURCE, NamedNode(each.subject)),
            _triple(each.node, PROPERTY, NamedNode(each.predicate)),
            _triple(each.node, TARGET, NamedNode(each.object)),
            *(_triple(each.node, prop, value) for prop, value in each.said),
        ]
        for end, name in ((each.subject, "subject_label"), (each.object, "object_label")):
            if end in named:
                triples.append(_triple(each.node, iri(f"sssom:{name}"), Literal(named[end])))
        if each.holds:
            triples.append(_triple(each.subject, each.predicate, NamedNode(each.object)))
    return triples


def _labels(graph: PilotGraph, found: Iterable[Mapping]) -> dict[str, str]:
    """The labels of both ends, in order."""
    return labels(graph.engine, sorted({end for each in found for end in (each.subject, each.object)}))


def _triple(subject: str, prop: str, value: Node) -> Triple:
    return (NamedNode(subject), NamedNode(prop), value)
