"""An answer: its rows, the labels of what is in them, and the evidence behind each row."""

from __future__ import annotations

from collections.abc import Iterator

from pilotgraph.errors import Problem, RequestError
from pilotgraph.names import shorten
from pilotgraph.records import Record
from pilotgraph.values import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import pandas

    from pilotgraph.evidence import Evidence
    from pilotgraph.values import Row, Term, Triple


class Origin(Record):
    """
    What gave an answer.

    version: of the graph; citation: how to cite it.
    asked: the question in words, or the query's file; text: the SPARQL text that ran, if any.
    row: what a row is; empty: what an empty answer means.
    """

    version: str
    citation: str
    asked: str = ""
    text: str = ""
    row: str = ""
    empty: str = ""


class Answer:
    """
    The rows that answer a question.

    columns: their names. rows: tuples of RDF terms (pyoxigraph), None where there is no value.
    labels: the label of each IRI in the rows that has one.
    statements: for each row the IRIs of the statements behind it (empty for free queries).
    evidence: for each row its statements with their passages, or None if evidence was not asked for.
    triples: the triples behind the answer, where it is made of triples.
    origin: the graph's version, how to cite it, and what was asked.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        rows: list[Row],
        labels: dict[str, str],
        origin: Origin,
        *,
        statements: list[tuple[str, ...]] | None = None,
        evidence: list[tuple[Evidence, ...]] | None = None,
        triples: list[Triple] | None = None,
    ) -> None:
        self.columns = columns
        self.rows = rows
        self.labels = labels
        self.origin = origin
        self.statements = statements if statements is not None else [()] * len(rows)
        self.evidence = evidence
        self.triples = triples

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<Answer: {len(self.rows)} rows of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        from pilotgraph.terminal import table

        return table(self.columns, [[self.shown(term) for term in row] for row in self.rows])

    def shown(self, term: Term, *, iris: bool = False) -> str:
        """A term as text: a label (or the IRI if `iris`), a value, or nothing."""
        if term is None:
            return ""
        if hasattr(term, "datatype") or not hasattr(term, "value"):
            value = plain(term)
            return {True: "yes", False: "no"}[value] if isinstance(value, bool) else term.value
        return term.value if iris else self.labels.get(term.value) or shorten(term.value)

    def to_dicts(self, *, iris: bool = False) -> list[dict[str, Any]]:
        """A dict for each row: numbers and truths as Python values, things as labels (as IRIs if `iris`)."""
        return [dict(zip(self.columns, (self._value(term, iris) for term in row), strict=True)) for row in self.rows]

    def to_pandas(self, *, iris: bool = False) -> pandas.DataFrame:
        """
        A data frame with the answer's columns.

        Raises RequestError if pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            remedy = 'install it with `pip install "pilotgraph[pandas]"`'
            raise RequestError(Problem("to_pandas", "pandas is not installed", remedy)) from None
        return pandas.DataFrame(self.to_dicts(iris=iris), columns=list(self.columns))

    def _value(self, term: Term, iris: bool) -> Any:
        named = term is not None and not hasattr(term, "datatype")
        return self.shown(term, iris=iris) if named else plain(term)

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(self.shown(term))}</td>" for term in row) + "</tr>" for row in self.rows
        )
        caption = f"<caption>{escape(self.origin.asked)}</caption>" if self.origin.asked else ""
        note = f"<p>{escape(self.origin.citation)}</p>" if self.origin.citation else ""
        empty = f"<p>{escape(self.origin.empty or 'No rows.')}</p>" if not self.rows else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{empty}{note}"
