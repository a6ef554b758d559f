"""Each kind of violation that OWLAPI can find in a file outside OWL 2 DL is found in a small file of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from owlapi import owl_dl

HERE = Path(__file__).parents[1] / "profile"
# One file for each kind that the profile of OWL 2 DL finds.
FOUND = {file.stem: file for file in sorted((HERE / "dl").iterdir())}
# One file for each kind that only a smaller profile finds, which is named before the ending.
ELSEWHERE = {file.name.split(".")[0]: file for file in sorted((HERE / "other").iterdir())}
# Kinds that no file can raise.
NEVER = {
    "OntologyIRINotAbsolute": "OWLAPI makes the IRI absolute while it reads",
    "OntologyVersionIRINotAbsolute": "OWLAPI makes the IRI absolute while it reads",
    "UndeclaredEntityViolation": "only the kinds below it are raised",
    "UseOfDefinedDatatypeInDatatypeRestriction": "another check of OWLAPI stops at such a restriction with an error",
}

pytestmark = [pytest.mark.needs_java, pytest.mark.needs_owlapi]


def kinds_in_the_jars() -> set[str]:
    """The kinds of violations by the names of their classes, whatever can raise them."""
    folder = "org/semanticweb/owlapi/profiles/violations/"
    found = set()
    for jar in owl_dl.jars():
        entries = owl_dl.jvm().JClass("java.util.zip.ZipFile")(str(jar)).entries()
        while entries.hasMoreElements():
            name = str(entries.nextElement().getName())
            if name.startswith(folder) and name.endswith(".class") and "package-info" not in name:
                found.add(name.removeprefix(folder).removesuffix(".class"))
    return found


def test_each_kind_is_accounted_for_once() -> None:
    accounts = [*FOUND, *ELSEWHERE, *NEVER]
    assert len(accounts) == len(set(accounts))
    assert set(accounts) == kinds_in_the_jars()


@pytest.mark.parametrize("kind", FOUND)
def test_owl_2_dl_is_left_in_this_way_and_no_other(kind: str) -> None:
    assert owl_dl.kinds(owl_dl.violations(FOUND[kind].read_text(encoding="utf-8"))) == {kind}


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_what_a_smaller_profile_refuses_is_owl_2_dl(kind: str) -> None:
    text = ELSEWHERE[kind].read_text(encoding="utf-8")
    assert kind in owl_dl.kinds(owl_dl.violations(text, ELSEWHERE[kind].name.split(".")[1]))
    assert owl_dl.violations(text) == []


def test_a_relative_iri_of_an_ontology_is_made_absolute() -> None:
    found = owl_dl.load("Ontology(<pilots> <first>)").getOntologyID()
    assert str(found.getOntologyIRI().get()).startswith("urn:absolute:")
    assert str(found.getVersionIRI().get()).startswith("urn:absolute:")


def test_a_facet_on_a_data_type_that_is_defined_stops_owlapi() -> None:
    text = """
        Prefix(:=<https://example.org/pilots#>)
        Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
        Ontology(<https://example.org/pilots>
          Declaration(Datatype(:Count)) Declaration(DataProperty(:size))
          DatatypeDefinition(:Count DataUnionOf(xsd:integer xsd:decimal))
          DataPropertyRange(:size DatatypeRestriction(:Count xsd:minInclusive "1"^^xsd:integer))
        )"""
    with pytest.raises(owl_dl.jvm().JClass("org.semanticweb.owlapi.model.OWLRuntimeException"), match="built in"):
        owl_dl.violations(text)
