"""Facts about what stands in the bibliography of an answer; worked out by hand from article and tables."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode

from pilotgraph import PilotGraph
from pilotgraph.formats import write
from pilotgraph.references import Author, Reference, references

TINY = Path(__file__).parent / "tiny"
STATEMENT = "https://w3id.org/pilotgraph/id/statement/"


def behind(graph: PilotGraph, name: str, **parameters: object) -> list[Reference]:
    answer = graph.ask(name, **parameters)
    return references(graph, [iri for row in answer.statements for iri in row])


def test_the_article_is_told_in_full(graph):
    """As it tells itself on its own page."""
    article, data_set = behind(graph, "which-effects-have-a-size")
    assert article == Reference(
        key="lewis-2021",
        kind="article",
        title="Integrated Care in England – what can we Learn from a Decade of National Pilot Programmes?",
        authors=(
            Author("Lewis", "Richard Q"),
            Author("Checkland", "Kath"),
            Author("Durand", "Mary Alison"),
            Author("Ling", "Tom"),
            Author("Mays", "Nicholas"),
            Author("Roland", "Martin"),
            Author("Smith", "Judith A"),
        ),
        year="2021",
        journal="International Journal of Integrated Care",
        volume="21",
        issue="4",
        pages="5",
        doi="10.5334/ijic.5631",
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC8555475/",
        licence="https://creativecommons.org/licenses/by/4.0/",
    )
    assert (data_set.kind, data_set.version, data_set.authors) == (
        "dataset",
        graph.version,
        (Author("PilotGraph contributors"),),
    )


def test_a_cited_publication_says_how_sure_it_is(graph):
    """The list of references is not at hand, so that which publication a number means is inferred."""
    article, seventh, _ = references(graph, [STATEMENT + "achievements-pioneers-unplanned-year-1"])
    assert (article.key, article.note) == ("lewis-2021", "")
    assert seventh == Reference(
        key="keeble-2019",
        kind="other",
        title="Area level impacts on emergency hospital admissions of the integrated care and support pioneer "
        "programme in England: difference-in-differences analysis",
        doi="10.1136/bmjopen-2018-026509",
        url="https://doi.org/10.1136/bmjopen-2018-026509",
        note="Article by Keeble and four others, BMJ Open, 2019. Reference 7 of the article, with probability 0.95: "
        "the result in its abstract agrees.",
    )


def test_a_reference_of_which_nothing_is_known_is_not_made_up(graph):
    """Number 22 is no entry of its own, and the reader is told that something was cited."""
    article, data_set = behind(graph, "which-references-are-cited", number=22)
    assert article.note == "Reference 22 of the article: not known; several sources say so."
    assert data_set.kind == "dataset"


def test_every_number_is_accounted_for(graph):
    """Of 25 numbers 18 probably stand for a publication; they come in the order of the numbers, after the article."""
    found = behind(graph, "which-references-are-cited")
    assert len(found) == 1 + 18 + 1
    assert [each.key for each in found[1:4]] == ["icps-final-report-2012", "ling-2012", "erens-2017"]
    told = " ".join(each.note for each in found)
    assert [number for number in range(1, 26) if f"Reference {number} of the article" not in told] == []


def test_where_the_source_is_silent_it_is_still_what_was_read(graph):
    assert [each.key for each in references(graph, [])] == ["lewis-2021", f"pilotgraph-{graph.version}"]


def test_what_the_graph_does_not_hold_is_left_out():
    """The invented source has a label and nothing else."""
    source, _ = references(PilotGraph.open(TINY), [STATEMENT + "wh-b1", STATEMENT + "no-such-statement"])
    assert source == Reference(key="okafor-2014", kind="other", title="Okafor 2014")


def test_a_citation_that_cannot_be_taken_apart_is_kept_whole(tmp_path):
    import shutil

    shutil.copytree(TINY, tmp_path / "tiny")
    path = tmp_path / "tiny" / "data" / "rdf" / "asserted.ttl"
    said = "Okafor A. Warm homes. London: Housing Press, 2014."
    path.write_text(
        path.read_text("utf-8") + f'\nsource:okafor-2014 dcterms:bibliographicCitation "{said}" .\n', "utf-8"
    )
    source, _ = references(PilotGraph.open(tmp_path / "tiny"), [STATEMENT + "wh-b1"])
    assert (source.title, source.note, source.authors) == ("Okafor 2014", said, ())


def test_a_scheme_is_told_with_where_it_was_published(graph):
    """What is shown of the ERIC strategies has two publications, of the CFIR one; the rest of them is not held."""
    leadership = ["https://w3id.org/pilotgraph/id/factor/leadership"]
    parts = [s.value for s, _, _ in graph.engine.match(o=NamedNode("https://w3id.org/pilotgraph/id/scheme/eric"))]
    assert [each.key for each in references(graph, [], leadership)] == ["lewis-2021", f"pilotgraph-{graph.version}"]
    _, first, second, _ = references(graph, [], [*leadership, *parts])
    title = "Expert Recommendations for Implementing Change (ERIC): implementation strategies and their clusters"
    note = "from which this list was taken; its own title and authors are not in the graph."
    assert (first, second) == tuple(
        Reference(
            key=f"eric-{number}",
            kind="other",
            title=title,
            doi=doi,
            url=f"https://doi.org/{doi}",
            note=f"Publication {number} of 2 {note}",
        )
        for number, doi in ((1, "10.1186/s13012-015-0209-1"), (2, "10.1186/s13012-015-0295-0"))
    )


def test_the_bibliography_of_an_answer_has_the_schemes_it_shows(graph):
    written = write(graph, graph.ask("with-which-cfir-constructs-is-no-factor-coded"), "ris").decode()
    assert [line for line in written.splitlines() if line.startswith("DO")] == [
        "DO  - 10.5334/ijic.5631",
        "DO  - 10.1186/s13012-022-01245-0",
    ]
    assert "The publication from which this list was taken" in written
