"""Other readers read the ontology as OWLAPI does, but for the differences that are listed, and pyLODE documents it."""

from __future__ import annotations

import pytest

from quality import readers

pytestmark = [pytest.mark.needs_java, pytest.mark.needs_owlapi, pytest.mark.needs_readers]


@pytest.fixture(scope="module")
def reference() -> readers.Counts:
    return readers.by_owlapi()


@pytest.mark.parametrize("reader", sorted(readers.READERS.keys() - {"OWLAPI"}))
def test_a_reader_differs_only_where_that_is_listed(reader: str, reference: readers.Counts) -> None:
    counts = readers.READERS[reader]()
    assert sum(reference.values()) > 1000
    different = {kind for kind in reference.keys() | counts.keys() if reference.get(kind) != counts.get(kind)}
    assert different == {kind for name, kind in readers.DIFFERENCES if name == reader}


def test_pylode_gives_every_term_its_definition() -> None:
    terms, without = readers.documentation()
    assert terms > 200
    assert without == []
