"""The asserted graph says what the tables say, row by row, and what follows from a row alone."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from curated import ROOT, copy
from pilotgraph.curation import checkout
from pilotgraph.curation.builder import basis_of, build
from pilotgraph.curation.schema import STATEMENTS, TABLES
from pilotgraph.names import PREFIXES, expand

__all__ = ["copy"]

# The IRIs of their rows begin with the source.
IN_SOURCE = ("passages", "not_modelled")


@pytest.fixture(scope="module")
def curated() -> checkout.Curated:
    return checkout.Curated(ROOT)


@pytest.fixture(scope="module")
def graph(curated) -> Graph:
    return build(curated.tables, curated.sources)


def iri(short: str) -> URIRef:
    return URIRef(expand(short))


def values(graph: Graph, subject: str, predicate: str) -> set[str]:
    """The objects by their short names' last part, or the text of literals."""
    return {str(value).rpartition("/")[2] for value in graph.objects(iri(subject), iri(predicate))}


def built(copy) -> Graph:
    read = copy.read()
    assert read.problems == []
    return build(read.tables, read.sources)


def test_the_statements_of_the_tables_and_no_others_are_statements_of_the_graph(curated, graph):
    classes = set(curated.ontology.transitive_subjects(RDFS.subClassOf, iri("pg:Statement")))
    assert len(classes) > 15
    found = {subject for kind in classes for subject in graph.subjects(RDF.type, kind)}
    files = [ROOT / "data" / "tables" / f"{table.name}.tsv" for table in STATEMENTS]
    ids = [line.split("\t")[0] for file in files for line in file.read_text("utf-8").split("\n")[1:-1]]
    assert len(ids) > 300
    assert sorted(found) == sorted(iri(f"statement:{name}") for name in ids)


def test_every_row_is_a_thing_of_the_class_of_its_table(curated, graph):
    for table in TABLES:
        things = set(graph.subjects(RDF.type, iri(f"pg:{table.cls}")))
        conflicts = {row.id for row in curated.tables[table.name] if row.cells.get("conflicts_with")}
        assert len(things) == len(curated.tables[table.name]) - len(conflicts), table.name


def test_every_value_of_a_cell_is_a_triple(curated, graph):
    """Compared by number, so that no value is lost or doubled on its way."""
    looked_at = 0
    for table in TABLES:
        for column in table.columns:
            # Facts become triples in a way of their own; two columns of readings share a property.
            if not column.term or table.name == "readings":
                continue
            cells = [len(row.cells[column.name]) for row in curated.tables[table.name]]
            prefix, _, local = column.term.rpartition(":")
            kind = PREFIXES[table.kind]
            subjects = {iri(f"{table.kind}:{row.id}") for row in curated.tables[table.name]}
            triples = [
                subject
                for subject in graph.subjects(iri(f"{prefix or 'pg'}:{local}"))
                if str(subject).startswith(kind) and (subject in subjects or table.name in IN_SOURCE)
            ]
            assert len(triples) == sum(cells), f"{table.name} {column.name}"
            looked_at += sum(cells)
    assert looked_at > 4000


def test_nothing_in_the_graph_is_without_a_name(graph):
    nodes = {node for triple in graph for node in triple}
    assert {type(node) for node in nodes} == {URIRef, Literal}


def test_text_for_readers_is_marked_as_english_and_nothing_else_is(graph):
    languages = {(str(prop), value.language) for _, prop, value in graph if isinstance(value, Literal)}
    in_english = {SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.note}
    assert {prop for prop, language in languages if language} == {str(prop) for prop in in_english}
    assert {language for prop, language in languages if URIRef(prop) in in_english} == {"en"}


def test_numbers_are_numbers(graph):
    effects = set(graph.objects(None, iri("pg:effectSize")))
    assert Literal("4.2", datatype=iri("xsd:decimal")) in effects
    assert {value.datatype for value in effects} == {iri("xsd:decimal")}
    assert (iri("programme:icps"), iri("pg:launchYear"), Literal("2008", datatype=iri("xsd:integer"))) in graph


@pytest.mark.parametrize(
    ("place", "basis"),
    [
        ("themes.p3.s2", "text"),
        ("discussion.p1.s1", "text"),
        ("table-1.icps.e01", "table"),
        ("table-2.barriers.e09", "table"),
        ("abstract-introduction.p1.s1", "abstract"),
        ("funding.p1.s1", "declaration"),
        ("interests.p1.s2", "declaration"),
    ],
)
def test_the_basis_of_a_statement_is_where_its_passage_stands(place, basis):
    assert basis_of(place) == basis


def test_every_place_of_a_passage_has_the_basis_of_its_section(curated):
    sections = {row.one("place").split(".")[0] for row in curated.tables["passages"]}
    named = {name: basis_of(name) for name in sections}
    assert set(named.values()) == {"text", "table", "abstract", "declaration", "front-matter"}
    assert {name for name in sections if named[name] == "table"} == {"table-1", "table-2"}


def test_a_statement_with_passages_in_two_parts_has_both_bases(copy):
    copy.spoil("barrier_statements", "t2-barrier-01", passages="abstract-introduction.p1.s1; table-2.barriers.e01")
    assert values(built(copy), "statement:t2-barrier-01", "pg:basis") == {"abstract", "table"}


def test_a_policy_statement_that_conflicts_is_a_policy_conflict(graph):
    kinds = {
        name: values(graph, f"statement:{name}", "rdf:type")
        for name in ("themes-all-policy-conflict", "themes-austerity")
    }
    assert kinds == {
        "themes-all-policy-conflict": {"ontology#PolicyConflict"},
        "themes-austerity": {"ontology#PolicyStatement"},
    }


@pytest.mark.parametrize(
    ("compared", "absolute", "effect"),
    [
        ("decrease", "increase", {"decrease"}),
        ("decrease", "", {"decrease"}),
        ("", "increase", {"increase"}),
        ("", "", set()),
    ],
)
def test_the_direction_to_hold_against_an_aim_is_the_compared_one_where_there_is_one(copy, compared, absolute, effect):
    """A slower rise than elsewhere is an effect downwards, though the number rose."""
    row = copy.path("outcome_findings").read_text("utf-8").split("\n")[1].split("\t")[0]
    copy.spoil("outcome_findings", row, compared_direction=compared, direction=absolute)
    assert values(built(copy), f"statement:{row}", "pg:effectDirection") == effect


def test_an_open_entry_may_be_about_its_alternatives_and_is_about_none(graph):
    open_entry = "statement:t2-barrier-09"
    assert values(graph, open_entry, "pg:certainty") == {"ambiguous"}
    assert values(graph, open_entry, "pg:mayBeAbout") == {"icps", "pioneers"}
    assert values(graph, open_entry, "pg:about") == set()


def test_only_what_has_placements_may_be_about_something(curated, graph):
    opened = {row.one("statement") for row in curated.tables["placements"]}
    assert opened
    assert {str(subject).rpartition("/")[2] for subject in graph.subjects(iri("pg:mayBeAbout"))} == opened


def test_a_fact_is_a_plain_triple_and_its_statement_leads_to_it(graph):
    count = Literal("16", datatype=iri("xsd:integer"))
    assert (iri("programme:icps"), iri("pg:pilotCount"), count) in graph
    assert set(graph.objects(iri("statement:fact-icps-count"), iri("pg:statesProperty"))) == {iri("pg:pilotCount")}
    assert set(graph.objects(iri("statement:fact-icps-count"), iri("pg:statesValue"))) == {count}


def test_every_fact_of_the_table_is_a_plain_triple(curated, graph):
    facts = [
        (graph.value(statement, iri("pg:about")), prop, graph.value(statement, iri("pg:statesValue")))
        for statement, prop in graph.subject_objects(iri("pg:statesProperty"))
    ]
    assert len(facts) == len(curated.tables["fact_statements"])
    assert [fact for fact in facts if fact not in graph] == []


def test_a_computed_fact_says_so_and_from_what(curated, graph):
    computed = {row.id: set(row.cells["computed_from"]) for row in curated.tables["fact_statements"]}
    assert any(computed.values())
    for name, sources in computed.items():
        assert set(graph.objects(iri(f"statement:{name}"), iri("pg:isComputed"))) == {Literal(bool(sources))}
        assert values(graph, f"statement:{name}", "pg:computedFrom") == sources


def test_a_fact_about_an_evaluation_is_about_the_evaluation(curated, graph):
    (about,) = {row.one("about") for row in curated.tables["fact_statements"] if row.id == "fact-nwl-evaluation-place"}
    assert (iri(f"evaluation:{about}"), iri("pg:takesPlaceIn"), iri("place:north-west-london")) in graph


def test_a_passage_says_where_it_stands_and_opens_the_article_there(curated, graph):
    (row,) = (row for row in curated.tables["passages"] if row.id == "table-2.barriers.e01")
    passage = graph.value(iri("statement:t2-barrier-01"), iri("pg:supportedBy"))
    selector = graph.value(passage, iri("oa:hasSelector"))
    assert graph.value(passage, iri("oa:hasSource")) == iri("source:lewis-2021")
    assert graph.value(passage, iri("pg:section")) == Literal("table-2")
    assert graph.value(passage, iri("pg:place")) == Literal(row.id)
    assert graph.value(passage, iri("pg:sha256")) == Literal(row.one("sha256"))
    assert graph.value(selector, RDF.type) == iri("oa:TextPositionSelector")
    assert graph.value(selector, iri("oa:start")) == Literal(row.one("start"), datatype=iri("xsd:integer"))
    assert graph.value(selector, iri("oa:end")) == Literal(row.one("end"), datatype=iri("xsd:integer"))
    opened = str(graph.value(passage, iri("foaf:page")))
    assert opened.startswith(curated.sources["lewis-2021"].url + "#:~:text=")
    assert row.one("first_words").split()[0] in opened


def test_every_passage_has_an_iri_of_its_own(curated, graph):
    passages = set(graph.subjects(RDF.type, iri("pg:Passage")))
    assert len(passages) == len(curated.tables["passages"])
    assert len(set(graph.objects(None, iri("oa:hasSelector")))) == len(passages)


def test_an_idea_expresses_a_factor_only_where_they_are_the_same(curated, graph):
    same = {
        (iri(f"idea:{row.one('idea')}"), iri(f"factor:{row.one('factor')}"))
        for row in curated.tables["factor_matches"]
        if row.one("grade") == "same"
    }
    assert 0 < len(same) < len(curated.tables["factor_matches"])
    assert set(graph.subject_objects(iri("pg:expresses"))) == same


def test_a_reading_includes_a_placement_of_every_open_entry_of_its_row(graph):
    assert values(graph, "reading:barriers-08-14", "pg:includes") == {
        "t2-barrier-09-pioneers",
        "t2-barrier-15-vanguards",
        "t2-barrier-16-vanguards",
        "t2-barrier-17-vanguards",
        "t2-barrier-18-vanguards",
    }


def test_a_boundary_may_lie_where_some_reading_ends_a_column(graph):
    ends = graph.objects(iri("boundary:barriers-icps-pioneers"), iri("pg:mayLieAfter"))
    assert {str(graph.value(end, iri("pg:place"))) for end in ends} == {"table-2.barriers.e08", "table-2.barriers.e09"}


def test_a_source_is_cited_licensed_and_linked(curated, graph):
    source = curated.sources["lewis-2021"]
    assert values(graph, "source:lewis-2021", "skos:prefLabel") == {"Lewis et al. 2021"}
    assert set(graph.objects(iri("source:lewis-2021"), iri("dcterms:license"))) == {URIRef(source.licence)}
    assert set(graph.objects(iri("source:lewis-2021"), iri("dcterms:bibliographicCitation"))) == {
        Literal(source.citation)
    }


def test_characters_that_turtle_escapes_come_back_as_they_were(copy):
    label = 'A "quoted" \\ <word> with 5% & ’'
    copy.spoil("factors", "bureaucracy", label=label)
    again = Graph().parse(data=checkout.turtle(built(copy)), format="turtle")
    assert again.value(iri("factor:bureaucracy"), SKOS.prefLabel) == Literal(label, lang="en")
