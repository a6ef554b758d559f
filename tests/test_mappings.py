"""Mapping files are read whole or refused with every problem, and become links that say who drew them and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from pilotgraph.curation.linking import mappinggraph, mappings
from pilotgraph.names import PREFIXES

FACTOR = PREFIXES["factor"]
CONSTRUCT = PREFIXES["cfir"] + "invented"
LABELS = {FACTOR + "rain": "Rain", FACTOR + "consent": "Consent", CONSTRUCT: "Invented construct"}
HEADER = """#curie_map:
#  wx: https://example.org/weather#
#mapping_set_id: https://w3id.org/pilotgraph/id/mapping-set/{name}
#mapping_set_title: {name} title
#license: https://creativecommons.org/licenses/by/4.0/
#object_source_version: "3"
"""
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_id", "mapping_date", "confidence", "comment", "target_checked"),
)
BY = "semapv:ManualMappingCuration", "organisation:pilotgraph-contributors", "2026-11-23"
RAIN = ("factor:rain", "Rain", "skos:broadMatch", "", "wx:Water", "water", *BY, "0.7", "Water that falls.", "true")
REFUSED = ("factor:rain", "Rain", "skos:exactMatch", "Not", "wx:Reign", "reign", *BY, "0.9", "Sounds alike.", "false")
NONE = ("factor:consent", "Consent", "skos:exactMatch", "", "sssom:NoTermFound", "", *BY, "", "No sky consents.", "")
NAME = "ontology/mappings/weather.sssom.tsv"


def checkout(root: Path, **sets: list[tuple[str, ...]]) -> Path:
    folder = root / "ontology" / "mappings"
    folder.mkdir(parents=True)
    for name, rows in {"weather": [RAIN], "rejected": [REFUSED], "unmapped": [NONE], **sets}.items():
        lines = ["\t".join(row) for row in (COLUMNS, *rows)]
        text = HEADER.format(name=name) + "\n".join(lines) + "\n"
        (folder / f"{name}.sssom.tsv").write_text(text, encoding="utf-8")
    return root


def problems(root: Path) -> list[str]:
    found, wrong = mappings.read(root, LABELS)
    assert (found is None) or not wrong or all("already stand" in str(each) or "calls " in str(each) for each in wrong)
    return [str(problem) for problem in wrong]


def changed(**cells: str) -> tuple[str, ...]:
    row = dict(zip(COLUMNS, RAIN, strict=True)) | cells
    return tuple(row.values())


def read(root: Path) -> Graph:
    found, wrong = mappings.read(root, LABELS)
    assert wrong == []
    assert found is not None
    return mappinggraph.graph(found)


def test_an_accepted_row_is_a_link_with_its_reason(tmp_path: Path) -> None:
    graph = read(checkout(tmp_path))
    rain, water = URIRef(FACTOR + "rain"), URIRef("https://example.org/weather#Water")
    assert set(graph.predicates(rain, water)) == {SKOS.broadMatch, SKOS.mappingRelation}
    assert graph.value(water, RDFS.label) == Literal("water", lang="en")
    node = URIRef(PREFIXES["mapping"] + "factor-rain--wx-Water")
    assert graph.value(node, OWL.annotatedSource) == rain
    assert graph.value(node, OWL.annotatedProperty) == SKOS.broadMatch
    assert graph.value(node, OWL.annotatedTarget) == water
    assert graph.value(node, RDFS.comment) == Literal("Water that falls.", lang="en")
    assert str(graph.value(node, URIRef(PREFIXES["sssom"] + "confidence"))) == "0.7"
    assert graph.value(node, URIRef(PREFIXES["pg"] + "targetChecked")) == Literal(True)


def test_a_refused_row_says_nothing_in_the_graph(tmp_path: Path) -> None:
    assert "Reign" not in read(checkout(tmp_path)).serialize(format="nt")


def test_a_term_that_nothing_fits_has_its_reason_and_no_link(tmp_path: Path) -> None:
    graph = read(checkout(tmp_path))
    node = URIRef(PREFIXES["mapping"] + "factor-consent--unmapped-none")
    assert graph.value(node, RDFS.comment) == Literal("No sky consents.", lang="en")
    assert list(graph.predicates(URIRef(FACTOR + "consent"), None)) == []


def test_nothing_in_one_vocabulary_may_fit_what_another_has(tmp_path: Path) -> None:
    row = changed(object_id="sssom:NoTermFound", object_label="", confidence="", target_checked="")
    graph = read(checkout(tmp_path, weather=[row]))
    node = URIRef(PREFIXES["mapping"] + "factor-rain--weather-none")
    assert graph.value(node, OWL.annotatedTarget) == URIRef(mappings.NO_TERM)


def test_a_term_among_those_that_nothing_fits_is_refused(tmp_path: Path) -> None:
    name = "ontology/mappings/unmapped.sssom.tsv:8"
    said = f"{name}  maps to a term; its row belongs in the file of the term's vocabulary"
    assert problems(checkout(tmp_path, weather=[NONE], unmapped=[RAIN])) == [said]


def test_a_refusal_names_what_it_refuses(tmp_path: Path) -> None:
    row = tuple("Not" if column == "predicate_modifier" else cell for column, cell in zip(COLUMNS, NONE, strict=True))
    said = "ontology/mappings/rejected.sssom.tsv:8  refuses nothing; name the term that does not fit"
    assert problems(checkout(tmp_path, rejected=[row])) == [said]


def test_a_set_is_named_with_the_edition_of_its_vocabulary(tmp_path: Path) -> None:
    graph = read(checkout(tmp_path))
    node = URIRef(PREFIXES["mapping-set"] + "weather")
    assert (node, RDF.type, URIRef(PREFIXES["pg"] + "MappingSet")) in graph
    assert graph.value(node, URIRef(PREFIXES["sssom"] + "object_source_version")) == Literal("3")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (changed(subject_id="factor:rian"), ':8  subject factor:rian is not in the graph; did you mean "factor:rain"?'),
        (changed(subject_label="Rains"), ':8  subject_label "Rains" is not what factor:rain is called; write "Rain"'),
        (
            changed(predicate_id="skos:broaderMatch"),
            ':8  predicate_id "skos:broaderMatch" is none; did you mean "skos:broadMatch"?',
        ),
        (
            changed(predicate_modifier="Not"),
            ":8  is refused in one place and accepted in another; predicate_modifier is Not in rejected.sssom.tsv and "
            "empty elsewhere",
        ),
        (
            changed(object_id="wy:Water"),
            ':8  object_id "wy:Water" has a prefix that is not in curie_map; write prefix:name, as in curie_map',
        ),
        (changed(object_id="Water"), ':8  object_id "Water" is not a short name; write prefix:name, as in curie_map'),
        (changed(object_label=""), ":8  object_label is empty; give the object_label"),
        (changed(confidence="1.2"), ':8  confidence "1.2" is not from 0 to 1; write it as in "0.85"'),
        (changed(confidence=""), ":8  confidence is empty; give the confidence"),
        (changed(comment=""), ":8  comment is empty; give the reason"),
        (changed(comment="It  rains."), ":8  comment has needless white space; put one space between words"),
        (changed(mapping_date="23.11.2026"), ':8  mapping_date "23.11.2026" is not a date; write it as in 2026-11-23'),
        (changed(mapping_date="20261123"), ':8  mapping_date "20261123" is not a date; write it as in 2026-11-23'),
        (changed(mapping_date="2026-02-30"), ':8  mapping_date "2026-02-30" is not a date; write it as in 2026-11-23'),
        (changed(target_checked="yes"), ':8  target_checked "yes" is none; add it there, or correct the name'),
        (
            changed(object_id="cfir:inventd", object_label="Invented construct"),
            ':8  object cfir:inventd is not in the graph; did you mean "cfir:invented"?',
        ),
        (RAIN[:-1], ":8  has 11 cells, the header has 12; add or remove tabs; a cell holds no tab and no line break"),
    ],
)
def test_a_faulty_row_is_named_with_its_remedy(tmp_path: Path, row: tuple[str, ...], said: str) -> None:
    assert problems(checkout(tmp_path, weather=[row])) == [NAME + said]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    rows = [changed(confidence="2"), changed(comment="")]
    assert [line.split(" ")[0] for line in problems(checkout(tmp_path, weather=rows))] == [f"{NAME}:8", f"{NAME}:9"]


def test_two_rows_with_the_same_ends_are_one_too_many(tmp_path: Path) -> None:
    found = problems(checkout(tmp_path, weather=[RAIN, changed(predicate_id="skos:closeMatch")]))
    assert found == [f"{NAME}:9  factor:rain and wx:Water already stand at {NAME}:8; keep one of the two"]


def test_that_nothing_fits_is_said_once_in_a_file(tmp_path: Path) -> None:
    found = problems(checkout(tmp_path, unmapped=[NONE, NONE]))
    other = "ontology/mappings/unmapped.sssom.tsv"
    said = "already stand at ontology/mappings/unmapped.sssom.tsv:8; keep one of the two"
    assert found == [f"{other}:9  factor:consent and sssom:NoTermFound {said}"]


def test_what_is_accepted_is_not_rejected_as_well(tmp_path: Path) -> None:
    found = problems(checkout(tmp_path, rejected=[changed(predicate_modifier="Not")]))
    other = "ontology/mappings/rejected.sssom.tsv:8"
    assert found == [f"{other}  factor:rain and wx:Water already stand at {NAME}:8; keep one of the two"]


def test_a_term_elsewhere_has_one_label(tmp_path: Path) -> None:
    second = (
        "factor:consent",
        "Consent",
        "skos:relatedMatch",
        "",
        "wx:Water",
        "Water",
        *BY,
        "0.2",
        "Both flow.",
        "true",
    )
    found = problems(checkout(tmp_path, weather=[RAIN, second]))
    assert found == [f'{NAME}:9  calls wx:Water "Water", and {NAME}:8 "water"; use the label that its vocabulary gives']


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#license: https://creativecommons.org/licenses/by/4.0/\n", "", ":1  says no license in its header"),
        (
            "id/mapping-set/weather",
            "id/mapping-set/wind",
            ":1  calls itself https://w3id.org/pilotgraph/id/mapping-set/wind",
        ),
        ("#  wx:", "#  factor: https://example.org/\n#  wx:", ":1  calls https://example.org/ factor:"),
        ("#  wx:", "#  wy: 3\n#  wx:", ":1  gives wy: no address in its curie_map"),
        ("factor:rain\t", "# Rain\nfactor:rain\t", ":8  has 1 cells, the header has 12"),
        ("#curie_map:\n", "#curie_map: [\n", ":1  has a header that is not YAML"),
        ("subject_id\t", "subject\t", ":7  has other columns; the columns are subject_id"),
        ("factor:rain\t", "\ufefffactor:rain\t", ':8  subject_id "\ufefffactor:rain" is not a short name'),
    ],
)
def test_a_faulty_header_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = checkout(tmp_path) / NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert problems(tmp_path)[0].startswith(NAME + said)


def test_a_file_that_ends_with_its_header_is_refused(tmp_path: Path) -> None:
    path = checkout(tmp_path) / NAME
    path.write_text(path.read_text(encoding="utf-8").partition("\nsubject_id")[0], encoding="utf-8")
    assert problems(tmp_path)[0].startswith(NAME + ":7  has other columns; the columns are subject_id")


def test_another_file_in_the_folder_is_refused(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    (root / "ontology/mappings/weather.csv").write_text("rain,water\n", encoding="utf-8")
    assert problems(root) == [
        "ontology/mappings/weather.csv  is not a mapping file; name it as in mesh.sssom.tsv, or remove it"
    ]


def test_the_files_of_refused_and_missing_mappings_must_be_there(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    (root / "ontology/mappings/unmapped.sssom.tsv").unlink()
    assert problems(root) == ["ontology/mappings/unmapped.sssom.tsv  is missing; restore it, if only its header"]


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    assert problems(checkout(tmp_path, weather=[])) == [f"{NAME}  holds no mapping; add one, or remove the file"]
