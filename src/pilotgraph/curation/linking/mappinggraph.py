"""Says the mappings as RDF: each link as a plain triple, and beside it an annotated axiom that says why."""

from __future__ import annotations

import re

from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from pilotgraph.curation.linking.mappings import NO_TERM, Mappings, is_ours
from pilotgraph.curation.linking.sssom import Link, LinkSet
from pilotgraph.curation.saying import named, say
from pilotgraph.names import PREFIXES, mint, shorten

SPOKEN = {
    "exactMatch": "is exactly",
    "closeMatch": "is close to",
    "broadMatch": "is narrower than",
    "narrowMatch": "is broader than",
    "relatedMatch": "is related to",
}


def graph(mappings: Mappings) -> Graph:
    """
    The accepted links, and the terms that nothing fits.

    Besides its own predicate, a link has the one above all SKOS mapping predicates, so that a query can ask for any.
    Refused links stay in their file: a graph that denies them would be read as one that makes them.
    """
    found = Graph()
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    for each in (*mappings.accepted, mappings.unmapped):
        _set(found, each)
        for link in each.links:
            _link(found, each, link)
    return found


def identifier(links: LinkSet, link: Link) -> str:
    """The id of a mapping, from its two ends, the far one being its vocabulary where nothing there fits."""
    far = link.object_curie if link.object != NO_TERM else f"{links.name}-none"
    return "--".join(re.sub(r"[^A-Za-z0-9]+", "-", end).strip("-") for end in (shorten(link.subject), far))


def _set(found: Graph, links: LinkSet) -> None:
    node = URIRef(mint("mapping-set", links.name))
    say(found, node, "rdf:type", "pg:MappingSet", "sssom:MappingSet")
    say(found, node, "skos:prefLabel", Literal(links.title, lang="en"))
    say(found, node, "dcterms:license", URIRef(str(links.header["license"])))
    if links.version:
        say(found, node, "sssom:object_source_version", Literal(links.version))
    for key, name in (
        ("mapping_set_description", "skos:definition"),
        ("comment", "skos:note"),
        ("mapping_tool", "sssom:mapping_tool"),
    ):
        if links.header.get(key):
            say(found, node, name, Literal(str(links.header[key]), lang="en"))


def _link(found: Graph, links: LinkSet, link: Link) -> None:
    node = URIRef(mint("mapping", identifier(links, link)))
    subject, predicate, target = URIRef(link.subject), URIRef(link.predicate), URIRef(link.object)
    fits = link.object != NO_TERM
    if fits:
        found.add((subject, predicate, target))
        found.add((subject, named("skos:mappingRelation"), target))
        if not is_ours(link.object):
            found.add((target, RDFS.label, Literal(link.object_label, lang="en")))
        say(found, node, "sssom:object_label", Literal(link.object_label))
        say(found, node, "sssom:confidence", Literal(link.confidence, datatype=XSD.decimal))
        say(found, node, "pg:targetChecked", Literal(link.target_checked))
    verb = SPOKEN[link.predicate.rpartition("/")[2].rpartition("#")[2]]
    said = (
        f"{link.subject_label} {verb} {link.object_label} ({links.title})"
        if fits
        else f"Nothing fits {link.subject_label} ({links.title})"
    )
    say(found, node, "rdf:type", "pg:Mapping", "owl:Axiom")
    say(found, node, "rdfs:label", Literal(said, lang="en"))
    say(found, node, "owl:annotatedSource", subject)
    say(found, node, "owl:annotatedProperty", predicate)
    say(found, node, "owl:annotatedTarget", target)
    say(found, node, "rdfs:comment", Literal(link.comment, lang="en"))
    say(found, node, "sssom:mapping_justification", URIRef(link.justification))
    say(found, node, "pav:authoredBy", URIRef(link.author))
    say(found, node, "dcterms:created", Literal(link.date, datatype=XSD.date))
    say(found, node, "dcterms:isPartOf", URIRef(mint("mapping-set", links.name)))
