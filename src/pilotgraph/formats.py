"""Knows every format in which an answer can be taken away: how files in it end, and what writes it."""

from __future__ import annotations

from pyoxigraph import NamedNode

from pilotgraph.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.answers import Answer
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Triple


class Format(Record):
    """A format: the ending of a file's name, and what a reader knows it as."""

    ending: str
    said: str


FORMATS: dict[str, Format] = {
    "csv": Format("csv", "CSV"),
    "tsv": Format("tsv", "TSV"),
    "json": Format("json", "JSON, with labels and SPARQL"),
    "xml": Format("xml", "XML"),
    "xlsx": Format("xlsx", "Excel, with labels"),
    "turtle": Format("ttl", "Turtle of the statements behind it"),
    "ntriples": Format("nt", "N-Triples of the statements behind it"),
    "jsonld": Format("jsonld", "JSON-LD of the statements behind it"),
    "rdfxml": Format("rdf", "RDF/XML of the statements behind it"),
    "bibtex": Format("bib", "BibTeX of the sources"),
    "ris": Format("ris", "RIS of the sources"),
}
SEPARATORS = {"csv": ",", "tsv": "\t"}
RDF = ("turtle", "ntriples", "jsonld", "rdfxml")


def write(graph: PilotGraph, answer: Answer, form: str, *, iris: bool = False) -> bytes:
    """
    An answer in one of FORMATS, as the content of a file; text is UTF-8.

    graph: the one that gave the answer, which knows the statements behind it and their sources.
    iris: whether tables show IRIs instead of labels.
    Raises RequestError if RDF is asked of a free query that gave neither triples nor statements.
    """
    from pilotgraph import results

    if form == "xlsx":
        from pilotgraph.workbook import xlsx

        return xlsx(answer, iris=iris)
    if form in SEPARATORS:
        written = results.separated(answer, SEPARATORS[form], iris=iris)
    elif form in RDF:
        written = results.rdf(_triples(graph, answer, form), form)
    elif form in ("bibtex", "ris"):
        from pilotgraph import bibliography
        from pilotgraph.references import references

        shown = {term.value for row in answer.rows for term in row if isinstance(term, NamedNode)}
        found = references(graph, (iri for row in answer.statements for iri in row), sorted(shown))
        written = bibliography.bibtex(found) if form == "bibtex" else bibliography.ris(found)
    else:
        written = {"json": results.as_json, "xml": results.as_xml}[form](answer)
    return written.encode()


def _triples(graph: PilotGraph, answer: Answer, form: str) -> list[Triple]:
    triples = graph.statements_behind(answer) if answer.triples is None else answer.triples
    # Behind the rows of a saved question that say that the source is silent there is rightly nothing.
    if not triples and answer.rows and not answer.origin.row:
        from pilotgraph.errors import Problem, RequestError

        what = "this answer is made neither of triples nor of statements"
        remedy = "ask a saved question, or use CONSTRUCT or DESCRIBE"
        raise RequestError(Problem(f"--format {form}", what, remedy))
    return triples
