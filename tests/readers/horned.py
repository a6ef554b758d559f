"""Counts the axioms of an RDF/XML file as py-horned-owl reads it, by type; run by the Python that has it."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pyhornedowl


def name(component: object) -> str:
    """The type as OWLAPI calls it; py-horned-owl has a type for each kind of declaration, and none for chains."""
    kind = type(component).__name__
    if kind.startswith("Declare"):
        return "Declaration"
    if kind == "SubObjectPropertyOf" and isinstance(getattr(component, "sub", None), list):
        return "SubPropertyChainOf"
    return kind


def main(file: str) -> None:
    read = pyhornedowl.open_ontology_from_file(file)
    print(json.dumps(Counter(name(each.component) for each in read.get_components())))


main(sys.argv[1])
