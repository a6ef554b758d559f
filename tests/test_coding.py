"""Facts about the codes that the tables give a statement."""

from __future__ import annotations

import pytest

from curated import ROOT
from pilotgraph.curation import checkout
from pilotgraph.curation.schema import STATEMENTS
from pilotgraph.curation.secondreading import filledin
from pilotgraph.curation.secondreading.coding import FIELD_NAMES, FIELDS, codes_of
from pilotgraph.curation.secondreading.sheets import known_ids


@pytest.fixture(scope="module")
def real() -> checkout.Curated:
    return checkout.Curated(ROOT)


@pytest.fixture(scope="module")
def coded(real) -> dict[str, dict[str, str]]:
    """The codes of every statement of the tables."""
    return {row.id: dict(codes_of(row, real.tables)) for table in STATEMENTS for row in real.tables[table.name]}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("t2-facilitator-01", {"target": "leadership", "role_of_target": "presence"}),
        ("t2-facilitator-08", {"target": "funding; resources", "role_of_target": "presence; presence"}),
        ("t2-facilitator-18", {"target": "communication"}),  # matched as related, since no factor is the same
        ("t2-facilitator-09", {"subject": "icps; pioneers", "certainty": "ambiguous"}),
        ("t1-pioneers-aim-triple", {"target": "triple-aim", "role_of_target": "aim"}),
        ("fact-icps-count", {"target": "pilot_count", "number": "16"}),
        ("fact-icp-vertical", {"target": "part_of", "number": "icps"}),
        ("role-lewis-icps", {"target": "icps-evaluation; lewis", "role_of_target": "evaluator"}),
        ("themes-austerity", {"target": "austerity", "role_of_target": "policy-event"}),
        ("themes-icps-community-services", {"role_of_target": "conflict"}),
        ("t2-pioneers-variation", {"role_of_target": "between-pilots; within-pilots"}),
        ("themes-overlap", {"target": "", "role_of_target": "", "number": ""}),
    ],
)
def test_a_statement_is_coded_as_its_tables_say(coded, statement, expected):
    assert expected.items() <= coded[statement].items()


def test_a_statement_says_nothing_in_fields_that_its_kind_cannot_have(coded):
    assert len(coded) > 400
    for codes in coded.values():
        said = {name for name in FIELD_NAMES if codes[name]}
        assert said <= {field.name for field in FIELDS if codes["kind"] in field.kinds}


def test_every_field_is_said_of_some_statement(coded):
    assert {*FIELD_NAMES} == {name for codes in coded.values() for name in FIELD_NAMES if codes[name]}


def test_what_the_tables_say_could_have_been_filled_in(real, coded):
    """The rules for the second reader refuse nothing that the first reader could write."""
    ids = known_ids(real.tables, checkout.codes(real.ontology), real.sources)
    assert [str(each) for name, codes in coded.items() for each in filledin.problems(name, codes, ids)] == []
