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
from pilotgraph.names import ASSERTED, DATASET, INFERRED, ONTOLOGY, PREFIXES, shorten, term
from pilotgraph.things import COUNTED, DEFINITION, LABEL, LABELS, OTHER_LABEL, TYPE, kinds, labels, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.evidence import Evidence
    from pilotgraph.explain import Proof
    from pilotgraph.queries import Question
    from pilotgraph.values import Row, Triple

    Given = str | int | NamedNode | Literal | None

BEHIND = ("statement", "statements")
VERSIONS = (PREFIXES["dcat"] + "version", PREFIXES["owl"] + "versionInfo", PREFIXES["dcterms"] + "hasVersion")
CITATION = PREFIXES["dcterms"] + "bibliographicCitation"


class PilotGraph:
    """The graph, ready to be asked; make one with `open` or `connect`."""

    def __init__(self, engine: Engine, folder: files.Folder) -> None:
        self.engine = engine
        self.folder = folder
        self._origin: Origin | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> PilotGraph:
        """
        Open the graph that comes with the package, or the one in the folder `path`.

        Raises SourceError naming every file that is missing or broken.
        """
        folder = files.folder(path)
        return cls(open_store(folder), folder)

    @classmethod
    def connect(
        cls, url: str, graphs: Sequence[str] | None = None, path: str | os.PathLike[str] | None = None
    ) -> PilotGraph:
        """
        Ask the SPARQL 1.1 endpoint at `url`; the saved questions still come from the package, or from `path`.

        graphs: IRIs of the graphs to ask together; by default those that `pilotgraph publish` writes.
        Raises RequestError if the address is not an http address. Nothing is sent before the first question.
        """
        from pilotgraph.remote import Remote

        return cls(Remote(url, graphs), files.folder(path))

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
        table = self._select(text, f"queries/{question.name}.rq")
        behind = [number for number, column in enumerate(table.variables) if column in BEHIND]
        kept = [number for number in range(len(table.variables)) if number not in behind]
        rows = [tuple(row[number] for number in kept) for row in table.rows]
        statements = [_listed(row[number] for number in behind) for row in table.rows]
        rows, statements = _in_order(text, [table.variables[number] for number in kept], rows, statements)
        origin = self.origin()._replace(asked=question.question, text=text, row=question.row, empty=question.empty)
        columns = tuple(table.variables[number] for number in kept)
        return Answer(
            columns,
            rows,
            self._labels(rows),
            origin,
            statements=statements,
            evidence=self._evidence(statements) if evidence else None,
        )

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
        Answer a SPARQL query over the whole graph; ASK gives one row, CONSTRUCT and DESCRIBE give triples.

        allow_service: addresses to which a SERVICE clause may send requests.
        Raises RequestError for an update, for malformed SPARQL, and for a SERVICE clause that is not allowed.
        """
        from pilotgraph.guard import check

        check(text, where, allow_service)
        result = self.engine.run(text, where)
        origin = self.origin()._replace(text=text)
        if isinstance(result, Table):
            return Answer(result.variables, result.rows, self._labels(result.rows), origin)
        if isinstance(result, bool):
            return Answer(("answer",), [(Literal(result),)], {}, origin)
        rows: list[Row] = [tuple(triple) for triple in result]
        return Answer(("subject", "predicate", "object"), rows, self._labels(rows), origin, triples=result)

    def describe(self, thing: str) -> Answer:
        """
        Everything the graph says of a thing, and everything that points to it but the counts of how often it is used.

        Raises RequestError, with near misses, if the thing is not known.
        """
        node = resolve(self.engine, thing)
        says = self.engine.match(s=node)
        told = (triple for triple in self.engine.match(o=node) if triple[0] != node)
        said = [triple for triple in told if getattr(triple[1], "value", "") not in COUNTED]
        inferred = set(self.engine.match(s=node, graph=INFERRED)) | set(self.engine.match(o=node, graph=INFERRED))
        rows: list[Row] = [(Literal("→"), p, o, _basis((s, p, o) in inferred)) for s, p, o in says]
        rows += [(Literal("←"), p, s, _basis((s, p, o) in inferred)) for s, p, o in said]
        named = self._labels(rows)
        # A statement has no label of its own; it is known by what it says.
        unnamed = {row[2].value for row in rows if isinstance(row[2], NamedNode)} - named.keys()
        glosses = self.engine.look_up(sorted(unnamed), (DEFINITION,))
        named |= {iri: values[0].value for (iri, _), values in glosses.items() if values[0]}
        first = (TYPE, LABEL, OTHER_LABEL, DEFINITION)

        def order(row: Row) -> tuple[bool, int, str, str]:
            way, name, value = (getattr(each, "value", "") for each in row[:3])
            return (way == "←", first.index(name) if name in first else len(first), name, value)

        origin = self.origin()._replace(asked=named.get(node.value) or shorten(node.value))
        columns = ("way", "property", "value", "basis")
        return Answer(columns, sorted(rows, key=order), named, origin, triples=[*says, *said])

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
        words = text.casefold().split()
        if not words:
            raise RequestError(Problem("find", "there is nothing to look for", "give a word or two"))
        tests = " && ".join(f"CONTAINS(LCASE(STR(?said)), {Literal(word)})" for word in words)
        searched = " ".join(f"<{name}>" for name in (*LABELS, OTHER_LABEL, DEFINITION))
        query = f"SELECT DISTINCT ?thing ?property ?said {{ ?thing ?property ?said FILTER({tests}) "
        table = self._select(query + f"VALUES ?property {{ {searched} }} }}", "find")
        best: dict[str, tuple[int, str]] = {}
        for thing, name, said in table.rows:
            if isinstance(thing, NamedNode) and name and said:
                score = _score(words, name.value, said.value)
                best[thing.value] = min(best.get(thing.value, score), score)
        named, kind = labels(self.engine, best), kinds(self.engine, best)
        rows: list[tuple[int, str, str, str]] = []
        for iri, (rank, said_there) in best.items():
            rows.append((rank, shorten(iri), kind.get(iri, ""), named.get(iri) or said_there))
        asked = [each for each in self.questions() if all(word in each.question.casefold() for word in words)]
        rows += [(1, each.name, "question", each.question) for each in asked]
        origin = self.origin()._replace(asked=f"Where is “{text}”?", empty="No label or definition holds these words.")
        found: list[Row] = [(Literal(short), Literal(what), Literal(said)) for _, short, what, said in sorted(rows)]
        return Answer(("id", "kind", "label"), found, {}, origin)

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

    def _select(self, text: str, where: str) -> Table:
        result = self.engine.run(text, where)
        if not isinstance(result, Table):
            raise RequestError(Problem(where, "is not a SELECT query", "write the question as a SELECT"))
        return result

    def _labels(self, rows: list[Row]) -> dict[str, str]:
        iris = {value.value for row in rows for value in row if isinstance(value, NamedNode)}
        return labels(self.engine, iris)

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


def _basis(inferred: bool) -> Literal:
    return Literal("inferred" if inferred else "asserted")


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


def _score(words: list[str], name: str, said: str) -> tuple[int, str]:
    folded = said.casefold()
    if name == DEFINITION:
        return 4, said
    if folded == " ".join(words):
        return 0, said
    if folded.startswith(words[0]):
        return 1, said
    return (2 if name == LABEL else 3), said
