"""PilotGraph: open the graph or connect to one, and ask it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from pilotgraph import files, queries
from pilotgraph.answers import Answer, Origin
from pilotgraph.engines import Engine, Table, open_store
from pilotgraph.errors import Problem, RequestError
from pilotgraph.names import ASSERTED, DATASET, ONTOLOGY, PREFIXES, term
from pilotgraph.things import TYPE, labels, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotgraph.beside.extras import Extra
    from pilotgraph.evidence import Evidence
    from pilotgraph.explain import Proof
    from pilotgraph.queries import Question
    from pilotgraph.values import Row, Triple

    Given = str | int | NamedNode | Literal | None
    Path = str | os.PathLike[str]

BEHIND = ("statement", "statements")
VERSIONS = (PREFIXES["dcat"] + "version", PREFIXES["owl"] + "versionInfo", PREFIXES["dcterms"] + "hasVersion")
CITATION = PREFIXES["dcterms"] + "bibliographicCitation"


class PilotGraph:
    """
    The graph, ready to be asked; make one with `open` or `connect`.

    engine: asks the graph alone. together: asks it with what stands beside it; the same where nothing does.
    warns: whether a question that lacks a file beside the graph warns; command line and pages tell it in their own way.
    extras: the files that stand beside it. across: asks an endpoint all that it holds; None for an embedded graph.
    """

    def __init__(
        self, engine: Engine, folder: files.Folder, together: Engine | None = None, extras: Sequence[Extra] = ()
    ) -> None:
        self.engine = engine
        self.together = together or engine
        self.folder = folder
        self.extras = tuple(extras)
        self.across: Engine | None = None
        self.warns = False
        self._origin: Origin | None = None
        self._there: dict[str, bool] = {}

    @classmethod
    def open(
        cls, path: Path | None = None, *, extra: Iterable[Path | tuple[str, Path]] | Mapping[str, Path] = ()
    ) -> PilotGraph:
        """
        Open the graph that comes with the package, or the one in the folder `path`.

        extra: RDF files to ask beside the graph, each in a named graph of its own: paths, pairs of the graph's IRI and
            a path, or paths by IRI. They never change an answer of the graph itself.
        What looks like a slip in an extra file, such as a misspelt name of ours, is told by a warning.
        So is what a question lacks beside the graph, whose empty answer could be taken for a finding.
        Raises SourceError naming every file that is missing or broken.
        """
        folder = files.folder(path)
        engine = open_store(folder)
        if not extra:
            graph = cls(engine, folder)
            graph.warns = True
            return graph
        from pilotgraph.beside.extras import put_beside

        beside = put_beside(folder, engine, extra)
        if beside.remarks:
            from warnings import warn

            for remark in beside.remarks:
                warn(str(remark), stacklevel=2)
        graph = cls(engine, folder, beside.engine, beside.extras)
        graph.warns = True
        return graph

    @classmethod
    def connect(cls, url: str, graphs: Sequence[str] | None = None, path: Path | None = None) -> PilotGraph:
        """
        Ask the SPARQL 1.1 endpoint at `url`; the saved questions still come from the package, or from `path`.

        graphs: IRIs of the graphs to ask together; by default those that `pilotgraph publish` writes.
        Raises RequestError if the address is not an http address. Nothing is sent before the first question.
        """
        from pilotgraph.remote import Remote

        graph = cls(Remote(url, graphs), files.folder(path))
        # What stands beside the graph there is in graphs whose names are not known here.
        graph.across = Remote(url, () if graphs is None else graphs)
        return graph

    def questions(self) -> list[Question]:
        """Every saved question, by name."""
        return queries.read_all(self.folder.queries)

    def question(self, name: str) -> Question:
        """The saved question with this name, beginning of a name, or wording; RequestError with near misses."""
        return queries.find(self.folder.queries, name)

    def ask(self, name: str, /, *, evidence: bool = False, **parameters: Given) -> Answer:
        """
        Ask a saved question.

        name: the question's name, the unique beginning of it, or its wording.
        evidence: whether every row also carries its statements and their passages.
        parameters: by name; a thing by id, label or IRI; None or "any" leaves a parameter open.
        Raises RequestError for an unknown question, parameter or value.
        """
        question = self.question(name)
        text = queries.bind(question, self.values(question, parameters))
        engine, lacking = self.asked(question)
        if lacking and self.warns:
            from warnings import warn

            # In a script an empty answer is soon taken for a finding.
            warn(lacking, stacklevel=2)
        table = _select(engine, text, f"queries/{question.name}.rq", lacking)
        behind = [number for number, column in enumerate(table.variables) if column in BEHIND]
        kept = [number for number in range(len(table.variables)) if number not in behind]
        rows = [tuple(row[number] for number in kept) for row in table.rows]
        statements = [_listed(row[number] for number in behind) for row in table.rows]
        rows, statements = _in_order(text, [table.variables[number] for number in kept], rows, statements)
        origin = self.origin()._replace(
            asked=question.question, text=text, row=question.row, empty=lacking or question.empty
        )
        columns = tuple(table.variables[number] for number in kept)
        return Answer(
            columns,
            rows,
            _labels(engine, rows),
            origin,
            statements=statements,
            evidence=self._evidence(statements) if evidence else None,
        )

    def asked(self, question: Question) -> tuple[Engine, str]:
        """
        The engine that a saved question is asked of, and what it lacks beside the graph to be answered, or "".

        Only a question that says so is asked of what stands beside the graph too: no other file changes the answer of
        the others.
        """
        if question.needs is None:
            return self.engine, ""
        if self.across is not None:
            return self.across, ""
        namespace = question.needs.namespace
        if namespace not in self._there:
            from pilotgraph.beside.presence import holds

            # Looked for once: the files do not change, and a million triples take most of a second.
            self._there[namespace] = holds(self.together, self.extras, namespace)
        return self.together, "" if self._there[namespace] else question.needs.lacking()

    def values(self, question: Question, given: Mapping[str, Given]) -> dict[str, NamedNode | Literal]:
        """
        The terms that a question's parameters stand for; those left open are left out.

        Raises RequestError with the problems of all parameters.
        """
        known = {parameter.name: parameter for parameter in question.parameters}
        problems = [queries.unknown_parameter(question, name) for name in given if name not in known]
        found: dict[str, NamedNode | Literal] = {}
        for parameter in question.parameters:
            value = given.get(parameter.name, parameter.default)
            if value is None or (isinstance(value, str) and value.casefold() == "any"):
                continue
            try:
                found[parameter.name] = self._term(parameter, value)
            except RequestError as error:
                problems.extend(error.problems)
        if problems:
            raise RequestError(problems)
        return found

    def sparql(self, text: str, allow_service: Collection[str] = (), where: str = "query") -> Answer:
        """
        Answer a SPARQL query over the whole graph and what stands beside it.

        ASK gives one row, CONSTRUCT and DESCRIBE give triples.
        allow_service: addresses to which a SERVICE clause may send requests.
        Raises RequestError for an update, for malformed SPARQL, and for a SERVICE clause that is not allowed.
        """
        from pilotgraph.guard import check

        check(text, where, allow_service)
        result = self.together.run(text, where)
        origin = self.origin()._replace(text=text)
        if isinstance(result, Table):
            return Answer(result.variables, result.rows, _labels(self.together, result.rows), origin)
        if isinstance(result, bool):
            return Answer(("answer",), [(Literal(result),)], {}, origin)
        rows: list[Row] = [tuple(triple) for triple in result]
        return Answer(("subject", "predicate", "object"), rows, _labels(self.together, rows), origin, triples=result)

    def describe(self, thing: str) -> Answer:
        """
        Everything the graph says of a thing, and everything that points to it but the counts of how often it is used.

        What a file beside the graph says has the IRI of that file's graph as its basis.
        Raises RequestError, with near misses, if the thing is not known.
        """
        from pilotgraph.lookups import describe

        return describe(thing, self.engine, self.together, self.extras, self.origin())

    def evidence(self, statement: str) -> Evidence:
        """
        What a statement says and the passages that support it.

        Raises RequestError, with near misses, if there is no such statement.
        """
        from pilotgraph.evidence import collect

        node = resolve(self.engine, statement, "Statement")
        return collect(self.engine, [node.value])[node.value]

    def find(self, text: str) -> Answer:
        """The things, terms and questions whose labels or definitions hold every word of the text, best first."""
        from pilotgraph.lookups import find

        return find(text, self.together, self.questions(), self.origin())

    def why(self, subject: str, predicate: str, object: str) -> Proof:
        """
        What a fact rests on: the asserted facts and statements from which it follows.

        Raises RequestError if one of the three is not known. The result is false if the fact does not follow.
        """
        from pilotgraph.explain import explain

        return explain(self.engine, subject, predicate, object)

    def statements_behind(self, answer: Answer) -> list[Triple]:
        """The asserted triples of the statements behind an answer and of the passages that support them."""
        supported = NamedNode(term("supportedBy"))
        found: dict[Triple, None] = {}
        for iri in dict.fromkeys(iri for row in answer.statements for iri in row):
            for triple in self.engine.match(s=NamedNode(iri), graph=ASSERTED):
                found[triple] = None
                if triple[1] == supported:
                    found.update(dict.fromkeys(self.engine.match(s=triple[2], graph=ASSERTED)))
        return list(found)

    @property
    def version(self) -> str:
        """The version of the graph."""
        return self.origin().version

    @property
    def citation(self) -> str:
        """How to cite the graph."""
        return self.origin().citation

    def origin(self) -> Origin:
        """The graph's version and citation, as the graph itself says them."""
        if self._origin is None:
            self._origin = _origin(self.engine)
        return self._origin

    def _evidence(self, statements: list[tuple[str, ...]]) -> list[tuple[Evidence, ...]]:
        from pilotgraph.evidence import collect

        found = collect(self.engine, (iri for row in statements for iri in row))
        return [tuple(found[iri] for iri in row if iri in found) for row in statements]

    def _term(self, parameter: queries.Parameter, value: Given) -> NamedNode | Literal:
        where = f"--param {parameter.name}"
        if isinstance(value, (NamedNode, Literal)):
            return value
        if parameter.type == "text":
            said = str(value).strip()
            if parameter.choices and said not in parameter.choices:
                remedy = queries.nearest(said, parameter.choices) or f"say {' or '.join(parameter.choices)}"
                raise RequestError(Problem(where, f'"{value}" is none of its values', remedy))
            return Literal(said)
        if parameter.type == "integer":
            if not re.fullmatch(r"[+-]?\d{1,18}", str(value).strip()):
                raise RequestError(Problem(where, f'"{value}" is not a whole number', "give one, such as 2013"))
            return Literal(int(value))  # type: ignore[arg-type]
        kind = None if parameter.type == queries.ANYTHING else parameter.type
        return resolve(self.engine, str(value), kind, where)


def _origin(engine: Engine) -> Origin:
    kinds_of_data_set = (PREFIXES["dcat"] + "Dataset", PREFIXES["void"] + "Dataset")
    described = [s.value for kind in kinds_of_data_set for s, _, _ in _typed(engine, kind) if isinstance(s, NamedNode)]
    found = engine.look_up([*described, ONTOLOGY], (*VERSIONS, CITATION))

    def first(names: tuple[str, ...]) -> str:
        return next((found[iri, n][0].value for iri in [*described, ONTOLOGY] for n in names if (iri, n) in found), "")  # type: ignore[union-attr]

    return Origin(first(VERSIONS), first((CITATION,)))


def _typed(engine: Engine, kind: str) -> list[Triple]:
    return sorted(engine.match(p=NamedNode(TYPE), o=NamedNode(kind), graph=DATASET), key=str)


def _select(engine: Engine, text: str, where: str, lacking: str) -> Table:
    """The answer to a SELECT query; one without rows where what it needs is lacking."""
    if lacking:
        from pilotgraph.tokens import projected

        return Table(projected(text), [])
    result = engine.run(text, where)
    if not isinstance(result, Table):
        raise RequestError(Problem(where, "is not a SELECT query", "write the question as a SELECT"))
    return result


def _labels(engine: Engine, rows: list[Row]) -> dict[str, str]:
    return labels(engine, {value.value for row in rows for value in row if isinstance(value, NamedNode)})


def _in_order(
    text: str, columns: Sequence[str], rows: list[Row], statements: list[tuple[str, ...]]
) -> tuple[list[Row], list[tuple[str, ...]]]:
    """The rows with ties, which every engine orders as it likes, in one order: that of their terms as text."""
    named = re.findall(r"\?(\w+)", text.rpartition("ORDER BY")[2])
    if not all(name in columns for name in named):
        return rows, statements
    keys = [columns.index(name) for name in named]
    found: list[tuple[Row, tuple[str, ...]]] = []
    for _, tied in groupby(zip(rows, statements, strict=True), lambda pair: [pair[0][key] for key in keys]):
        several = list(tied)
        found += (
            sorted(several, key=lambda pair: ([str(term) for term in pair[0]], pair[1])) if several[1:] else several
        )
    return [row for row, _ in found], [behind for _, behind in found]


def _listed(values: object) -> tuple[str, ...]:
    iris = (iri for value in values if value is not None for iri in value.value.split())  # type: ignore[attr-defined]
    return tuple(sorted(set(iris)))
