"""Tells programmes, parts of one, and joint subjects apart, so that nothing is passed from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotgraph.names import PREFIXES
from pilotgraph.records import Record
from pilotgraph.web.pictures.lookup import Labels, Said, of_kind

if TYPE_CHECKING:
    from pilotgraph.engines import Engine

TOGETHER = PREFIXES["pilot-group"] + "three-programmes"
NOT_SAID = PREFIXES["pilot-group"] + "pilots-programme-not-said"
FIELD = PREFIXES["policy-field"]
# How far a statement reaches, seen from the programmes.
OWN, PART, JOINTLY, SOME, UNSAID, SEVERAL, AS_SUCH = (
    *("own", "part", "jointly", "some pilots", "programme not said", "several", "as such"),
)
# Said of all programmes as one, or of pilots of any of them: it may bear on each of them, and is said of none.
COVERS_ALL = (JOINTLY, UNSAID, SOME)


class Subject(Record):
    """
    What statements are about.

    short: a shorter name, if it has one. reach: OWN for a programme, PART for a part of one programme, and so on.
    programmes: the programme itself, or those of which it is a part. year: of the launch, or 0.
    """

    iri: str
    label: str
    short: str
    reach: str
    programmes: tuple[str, ...]
    year: int = 0


def read(engine: Engine) -> dict[str, Subject]:
    """Every study subject and policy field, programmes first and in the order of their launch, each with its parts."""
    programmes = of_kind(engine, "Programme")
    found = {*of_kind(engine, "StudySubject"), *of_kind(engine, "PolicyField"), *programmes}
    said = Said(engine, found, ("partOf", "launchYear", "skos:altLabel"))
    named = Labels(engine, found)
    subjects = []
    for iri in said.things:
        wholes = said.all(iri, "partOf")
        of = (iri,) if iri in programmes else tuple(each for each in programmes if each in wholes)
        year = said.one(iri, "launchYear")
        short = min((*said.all(iri, "skos:altLabel"), named(iri)), key=len)
        reach = OWN if iri in programmes else _reach(iri, wholes, of)
        subjects.append(Subject(iri, named(iri), short, reach, of, int(year) if year.isdecimal() else 0))
    years = {each.iri: each.year or 9999 for each in subjects if each.reach == OWN}
    order = [OWN, PART, SEVERAL, JOINTLY, SOME, UNSAID, AS_SUCH]

    def place(each: Subject) -> tuple[object, ...]:
        whole = each.programmes[0] if each.reach in (OWN, PART) else ""
        return (not whole, years.get(whole, 0), whole, order.index(each.reach), each.label)

    return {each.iri: each for each in sorted(subjects, key=place)}


def programmes(subjects: dict[str, Subject]) -> list[Subject]:
    """The programmes, in the order of their launch."""
    return [each for each in subjects.values() if each.reach == OWN]


def _reach(iri: str, wholes: tuple[str, ...], programmes: tuple[str, ...]) -> str:
    if iri == TOGETHER:
        return JOINTLY
    if iri == NOT_SAID:
        return UNSAID
    if iri.startswith(FIELD):
        return AS_SUCH
    if len(programmes) == 1:
        return PART
    return SOME if TOGETHER in wholes and not programmes else SEVERAL
