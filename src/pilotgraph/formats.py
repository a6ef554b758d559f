"""Knows every format in which an answer can be taken away: its media type, its file's ending, and what writes it."""

from __future__ import annotations

from pilotgraph.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.answers import Answer
    from pilotgraph.graph import PilotGraph
    from pilotgraph.values import Triple


class Format(Record):
    """A format: its media type, the ending of a file's name, and what a reader knows it as."""

    media: str
    ending: str
    said: str


FORMATS: dict[str, Format] = {
    "csv": Format("text/csv", "csv", "CSV"),
    "tsv": Format("text/tab-separated-values", "tsv", "TSV"),
    "json": Format("application/sparql-results+json", "json", "JSON, with labels and SPARQL"),
    "xml": Format("application/sparql-results+xml", "xml", "XML"),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel, with labels"),
    "turtle": Format("text/turtle", "ttl", "Turtle of the statements behind it"),
    "ntriples": Format("application/n-triples", "nt", "N-Triples of the statements behind it"),
    "jsonld": Format("application/ld+json", "jsonld", "JSON-LD of the statements behind it"),
    "rdfxml": Format("application/rdf+xml", "rdf", "RDF/XML of the statements behind it"),
    "bibtex": Format("application/x-bibtex", "bib", "BibTeX of the sources"),
    "ris": Format("application/x-research-info-systems", "ris", "RIS of the sources"),
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

        found = references(graph, (iri for row in answer.statements for iri in row))
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
