"""Writes each statement as a nanopublication: what is said, where it is said, and who published it; unsigned."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from pilotgraph.exports.endings import ENDINGS
from pilotgraph.exports.reading import Edition, Said, identifier, nothing, read
from pilotgraph.exports.vocabulary import FOREIGN, NANOPUBLICATIONS, TYPE, iri
from pilotgraph.names import ASSERTED, DATA_SET, NAMESPACE, term
from pilotgraph.things import DEFINITION, LABEL, labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotgraph.exports.reading import Node
    from pilotgraph.graph import PilotGraph

SUPPORTED_BY, NOTE = term("supportedBy"), iri("skos:note")
# Said of how the statement came into the graph, and not part of what it states.
NOT_ASSERTED = (SUPPORTED_BY, NOTE, iri("dcterms:identifier"))
FORMS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}


def nanopublications(graph: PilotGraph, form: str = "trig") -> bytes:
    """
    Every statement as a nanopublication, all in one file.

    form: "trig" or "nquads".
    Raises SourceError if the graph holds no statement.
    """
    return _written((quad for _, quads in _all(graph) for quad in quads), form)


def separately(graph: PilotGraph, form: str = "trig") -> list[tuple[str, bytes]]:
    """
    (name of the file, content) of each nanopublication; the name is the statement's id.

    Raises SourceError if the graph holds no statement.
    """
    return [(f"{name}.{ENDINGS[form]}", _written(quads, form)) for name, quads in _all(graph)]


def _all(graph: PilotGraph) -> list[tuple[str, list[Quad]]]:
    said = read(graph, ASSERTED)
    statements = [subject for subject in said if said.values(subject, SUPPORTED_BY)]
    if not statements:
        raise nothing("export nanopublications", "statement")
    edition = Edition(graph)
    placed = _by_object(said, term("ofStatement"))
    included = _by_object(said, term("includes"))
    found = []
    for statement in statements:
        about = [
            (node, name, value)
            for node in (statement, *placed.get(statement, ()))
            for name, value in said.of(node)
            if name not in NOT_ASSERTED
        ]
        readings = [
            (reading, term("includes"), NamedNode(placement))
            for placement in placed.get(statement, ())
            for reading in included.get(placement, ())
        ]
        found.append((statement, [*about, *readings]))
    named = {
        node
        for _, asserted in found
        for subject, _, value in asserted
        for node in (subject, value.value if isinstance(value, NamedNode) else "")
    }
    known = labels(graph.engine, sorted(node for node in named if node)) | {edition.creator: edition.creator_name}
    return [_one(said, edition, statement, asserted, known) for statement, asserted in found]


def _one(
    said: Said, edition: Edition, statement: str, asserted: list[tuple[str, str, Node]], known: dict[str, str]
) -> tuple[str, list[Quad]]:
    name = identifier(statement, "export nanopublications")
    # A nanopublication never changes, so that each edition of the graph has nanopublications of its own.
    node = f"{NANOPUBLICATIONS}{edition.version}/{name}"
    head, assertion, provenance, about = (f"{node}/{part}" for part in ("Head", "assertion", "provenance", "pubinfo"))
    quads = [
        _quad(node, TYPE, NamedNode(iri("np:Nanopublication")), head),
        _quad(node, iri("np:hasAssertion"), NamedNode(assertion), head),
        _quad(node, iri("np:hasProvenance"), NamedNode(provenance), head),
        _quad(node, iri("np:hasPublicationInfo"), NamedNode(about), head),
        *(_quad(subject, prop, value, assertion) for subject, prop, value in asserted),
    ]
    passages = [value.value for value in said.values(statement, SUPPORTED_BY)]
    sources = sorted({value.value for each in passages for value in said.values(each, iri("oa:hasSource"))})
    selectors = sorted({value.value for each in passages for value in said.values(each, iri("oa:hasSelector"))})
    quads += [_quad(assertion, iri("prov:wasDerivedFrom"), NamedNode(each), provenance) for each in passages]
    quads += [_quad(assertion, iri("prov:hadPrimarySource"), NamedNode(each), provenance) for each in sources]
    quads.append(_quad(assertion, iri("prov:wasAttributedTo"), NamedNode(edition.creator), provenance))
    for each in dict.fromkeys([statement, *(subject for subject, _, _ in asserted)]):
        quads += [_quad(each, prop, value, provenance) for prop, value in said.of(each) if prop in NOT_ASSERTED]
    for each in (*passages, *selectors, *sources):
        quads += [_quad(each, prop, value, provenance) for prop, value in said.of(each)]
    status = known.get(said.first(statement, term("claimStatus")), "")
    gloss = said.first(statement, DEFINITION)
    quads += [
        _quad(node, iri("rdfs:label"), Literal(f"{status}: {gloss}" if status else gloss, language="en"), about),
        _quad(node, iri("dcterms:creator"), NamedNode(edition.creator), about),
        _quad(node, iri("dcterms:license"), NamedNode(edition.licence), about),
        _quad(node, iri("dcterms:isPartOf"), NamedNode(DATA_SET), about),
        _quad(node, iri("pav:version"), Literal(edition.version), about),
    ]
    kinds = [value for value in said.values(statement, TYPE) if value.value.startswith(NAMESPACE)]
    quads += [_quad(node, iri("npx:hasNanopubType"), value, about) for value in kinds]
    mentioned = {each for subject, _, value in asserted for each in (subject, value.value)} | {edition.creator}
    quads += [
        _quad(each, LABEL, Literal(known[each], language="en"), about) for each in sorted(mentioned) if each in known
    ]
    return name, quads


def _by_object(said: Said, name: str) -> dict[str, list[str]]:
    """The subjects that lead to each thing by one property."""
    found: dict[str, list[str]] = {}
    for subject in said:
        for value in said.values(subject, name):
            found.setdefault(value.value, []).append(subject)
    return found


def _quad(subject: str, name: str, value: Node, graph: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(name), value, NamedNode(graph))


def _written(quads: Iterable[Quad], form: str) -> bytes:
    listed = list(dict.fromkeys(quads))
    used = "".join(f"{part}" for quad in listed for part in (*quad.triple, quad.graph_name))
    prefixes = {prefix: name for prefix, name in FOREIGN.items() if name in used} if form == "trig" else None
    return serialize(listed, format=FORMS[form], prefixes=prefixes) or b""
