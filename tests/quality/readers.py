"""Counts the axioms of our ontology by type, as each of four readers reads them."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from at_hand import readers_python
from owlapi import gate, owl_dl

HERE = Path(__file__).parents[1] / "readers"
Counts = dict[str, int]
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

# Where a reader's count is not OWLAPI's, and why.
DIFFERENCES = {
    ("py-horned-owl", "DisjointClasses"): "Drops `owl:AllDisjointClasses`, in RDF/XML and in N-Triples.",
    ("owlready2", "SubClassOf"): "Hangs axioms on named classes; the four below a combination of classes stand aside.",
}


def by_owlapi() -> Counts:
    return owl_dl.axiom_counts(gate.ours())


def by_rdflib() -> Counts:
    """Counted from the triples, since rdflib knows no axioms."""
    graph = gate.ours()
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in (*PROPERTIES, OWL.Class)}
    named = {term for terms in kinds.values() for term in terms if isinstance(term, rdflib.URIRef)}
    header = set(graph.subjects(RDF.type, OWL.Ontology))
    said = {*kinds[OWL.AnnotationProperty], RDFS.comment, RDFS.label}
    return {
        "AnnotationAssertion": sum(p in said and s not in header for s, p, _ in graph),
        "ClassAssertion": sum(kind in named for kind in graph.objects(None, RDF.type)),
        "DataPropertyDomain": _of(graph, RDFS.domain, kinds[OWL.DatatypeProperty]),
        "DataPropertyRange": _of(graph, RDFS.range, kinds[OWL.DatatypeProperty]),
        "Declaration": len(named),
        "DisjointClasses": sum(1 for _ in graph.subject_objects(OWL.disjointWith))
        + sum(1 for _ in graph.subjects(RDF.type, OWL.AllDisjointClasses)),
        "EquivalentClasses": sum(1 for _ in graph.subject_objects(OWL.equivalentClass)),
        "ObjectPropertyDomain": _of(graph, RDFS.domain, kinds[OWL.ObjectProperty]),
        "ObjectPropertyRange": _of(graph, RDFS.range, kinds[OWL.ObjectProperty]),
        "SubClassOf": sum(1 for _ in graph.subject_objects(RDFS.subClassOf)),
        "SubObjectPropertyOf": _of(graph, RDFS.subPropertyOf, kinds[OWL.ObjectProperty]),
        "SubPropertyChainOf": sum(1 for _ in graph.subject_objects(OWL.propertyChainAxiom)),
        "SymmetricObjectProperty": sum(1 for _ in graph.subjects(RDF.type, OWL.SymmetricProperty)),
        "TransitiveObjectProperty": sum(1 for _ in graph.subjects(RDF.type, OWL.TransitiveProperty)),
    }


def by_owlready2() -> Counts:
    import owlready2

    world = owlready2.World()
    content = gate.ours().serialize(format="nt", encoding="utf-8")
    world.get_ontology("https://w3id.org/pilotgraph/ontology").load(fileobj=io.BytesIO(content))
    classes, objects, datas = list(world.classes()), list(world.object_properties()), list(world.data_properties())
    notes = list(world.annotation_properties())
    own = (owlready2.Thing, owlready2.ObjectProperty)
    headers = set(gate.ours().subjects(RDF.type, OWL.Ontology))
    return {
        "AnnotationAssertion": sum(
            str(subject.iri) not in {str(header) for header in headers}
            for note in notes
            for subject, _ in note.get_relations()
        ),
        "ClassAssertion": sum(len(list(each.direct_instances())) for each in classes),
        "DataPropertyDomain": sum(len(each.domain) for each in datas),
        "DataPropertyRange": sum(len(each.range) for each in datas),
        "Declaration": len(classes) + len(objects) + len(datas) + len(notes),
        "DisjointClasses": len(list(world.disjoint_classes())),
        "EquivalentClasses": sum(len(each.equivalent_to) for each in classes),
        "ObjectPropertyDomain": sum(len(each.domain) for each in objects),
        "ObjectPropertyRange": sum(len(each.range) for each in objects),
        "SubClassOf": sum(above not in own for each in classes for above in each.is_a),
        "SubObjectPropertyOf": sum(
            isinstance(above, owlready2.ObjectPropertyClass) and above in objects
            for each in objects
            for above in each.is_a
        ),
        "SubPropertyChainOf": sum(len(each.get_property_chain()) for each in objects),
        "SymmetricObjectProperty": sum(owlready2.SymmetricProperty in each.is_a for each in objects),
        "TransitiveObjectProperty": sum(owlready2.TransitiveProperty in each.is_a for each in objects),
    }


def by_horned_owl() -> Counts:
    """Without the header, whose annotations OWLAPI does not count as axioms."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "ontology.owl")
        gate.ours().serialize(file, format="xml")
        said = _read("horned.py", str(file))
    counts: Counts = json.loads(said)
    return {name: count for name, count in sorted(counts.items()) if not name.startswith("Ontology")}


READERS: dict[str, Callable[[], Counts]] = {
    "OWLAPI": by_owlapi,
    "rdflib": by_rdflib,
    "owlready2": by_owlready2,
    "py-horned-owl": by_horned_owl,
}


def documentation() -> tuple[int, list[str]]:
    """How many terms of ours pyLODE's page describes, and the names of those of which it gives no definition."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        _read("documented.py", str(gate.ROOT / "ontology/pilotgraph.ttl"), str(file))
        page = file.read_text(encoding="utf-8")
    parts = page.split('<div class="property entity"')[1:]
    sections = {unescape(part.split("<code>")[1].split("</code>")[0]): unescape(part) for part in parts}
    terms = {kind: gate.ours().subjects(RDF.type, kind) for kind in (*PROPERTIES, OWL.Class)}
    names, without = 0, []
    for term in {str(each) for kind in terms.values() for each in kind if str(each).startswith(gate.NAMESPACE)}:
        names += 1
        definition = str(gate.ours().value(rdflib.URIRef(term), SKOS.definition))
        if f">{definition}<" not in " ".join(sections.get(term, "").split()):
            without.append(term)
    return names, sorted(without)


def _read(script: str, *arguments: str) -> str:
    python = readers_python()
    assert python is not None
    command = [str(python), str(HERE / script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _of(graph: rdflib.Graph, predicate: rdflib.URIRef, terms: set[object]) -> int:
    return sum(term in terms for term in graph.subjects(predicate))
