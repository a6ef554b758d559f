"""Facts about names."""

from __future__ import annotations

import pytest

from pilotgraph.names import KINDS, NAMESPACE, PREFIXES, THINGS, expand, mint, shorten


def test_an_id_becomes_an_iri_of_its_kind():
    assert mint("programme", "icps") == "https://w3id.org/pilotgraph/id/programme/icps"


@pytest.mark.parametrize("identifier", ["", "a b", "a/b", "-a", "a.", "é", "a#b", 'a"'])
def test_an_id_with_any_other_character_is_refused(identifier):
    with pytest.raises(ValueError, match="is not an id"):
        mint("programme", identifier)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no kind of thing"):
        mint("program", "icps")


@pytest.mark.parametrize(
    "short", ["programme:icps", "passage:lewis-2021-themes-p3-s2", "pg:hasBarrier", "skos:prefLabel"]
)
def test_a_short_form_and_its_iri_belong_together(short):
    assert shorten(expand(short)) == short


@pytest.mark.parametrize("iri", ["https://example.org/x", THINGS + "programme/a/b", NAMESPACE, "urn:x"])
def test_an_iri_that_no_prefix_fits_stays_as_it_is(iri):
    assert shorten(iri) == iri


def test_no_two_prefixes_share_a_namespace():
    assert len(set(PREFIXES.values())) == len(PREFIXES)
    assert set(KINDS) <= set(PREFIXES)
