"""Runs rules, which must return nothing, and shapes, which must be met, over graphs; gives back problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import rdflib
from pyoxigraph import QuerySolutions, Store
from rdflib.namespace import OWL, RDF, RDFS, SH

from pilotgraph.errors import PilotGraphError, Problem
from pilotgraph.names import shorten


class Rule(NamedTuple):
    """
    A query that must return nothing.

    name: the file's name without its ending.
    rule: what must hold, in words.
    remedy: what to do where it does not.
    query: SELECT; the variable ?this is what breaks the rule, the others say how.
    """

    name: str
    rule: str
    remedy: str
    query: str


def profile_problems(graphs: Store, rules: Path) -> list[Problem]:
    """Where ontology and facts leave OWL 2 DL; rules: the folder that holds profile/, style/, graph/ and links/."""
    return _problems(graphs, rules / "profile")


def style_problems(graphs: Store, rules: Path) -> list[Problem]:
    """Where the ontology is not written as we write ontologies; rules: as in profile_problems."""
    return _problems(graphs, rules / "style")


def graph_problems(graphs: Store, rules: Path) -> list[Problem]:
    """Where the facts, given and inferred, do not fit together; rules: as in profile_problems."""
    return _problems(graphs, rules / "graph")


def link_problems(graphs: Store, rules: Path) -> list[Problem]:
    """Where mappings, alignments or schemes do not fit together; rules: as in profile_problems."""
    return _problems(graphs, rules / "links")


def shape_problems(asserted: rdflib.Graph, ontology: rdflib.Graph, shapes: rdflib.Graph) -> list[Problem]:
    """
    Where the asserted facts do not meet the shapes; nothing inferred counts but the order of the classes.

    A message of a shape reads "what is wrong; what to do", and becomes those two parts of a problem.
    """
    import pyshacl

    data = rdflib.Graph()
    data += asserted
    for predicate in (RDFS.subClassOf, RDF.type):
        data += (triple for triple in ontology.triples((None, predicate, None)) if _is_named_fact(triple))
    conforms, report, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise PilotGraphError(Problem("ontology/shapes.ttl", "the shapes cannot be run", text))
    found = {_shape_problem(report, result) for result in report.objects(None, SH.result)}
    if not conforms and not found:
        raise PilotGraphError(Problem("ontology/shapes.ttl", "the report of the shapes is empty", text))
    return sorted(found)


def read_rules(folder: Path) -> list[Rule]:
    """
    The rules of one folder, by name.

    Raises PilotGraphError if there are none, or if a header lacks its rule or remedy; all such at once.
    """
    rules, problems = [], []
    for file in sorted(folder.glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        where = f"{folder.parent.name}/{folder.name}/{file.name}"
        header = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.startswith("#+"):
                break
            key, _, value = line[2:].partition(":")
            try:
                header[key.strip()] = str(json.loads(value))
            except ValueError:
                problems.append(Problem(f"{where}:{number}", "is not a header line", 'write it as #+ rule: "..."'))
        problems += [
            Problem(where, f"has no {key} in its header", f'add a line #+ {key}: "..."')
            for key in ("rule", "remedy")
            if not header.get(key)
        ]
        rules.append(Rule(file.stem, header.get("rule", ""), header.get("remedy", ""), text))
    if not rules:
        problems.append(Problem(str(folder), "holds no rule", "a check that checks nothing is no check"))
    if problems:
        raise PilotGraphError(problems)
    return rules


def broken(graphs: Store, rule: Rule) -> Iterator[Problem]:
    """One problem for each row that a rule returns; the rule runs over all graphs of the store together."""
    rows = graphs.query(rule.query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    for row in rows:
        said = {name: _said(row[name]) for name in names if row[name] is not None}
        this = said.pop("this", rule.name)
        details = ", ".join(f"{name} {value}" for name, value in said.items())
        yield Problem(this, f"{rule.rule} ({details})" if details else rule.rule, rule.remedy)


def _problems(graphs: Store, folder: Path) -> list[Problem]:
    return [problem for rule in read_rules(folder) for problem in sorted(set(broken(graphs, rule)))]


def _said(term: object) -> str:
    value = getattr(term, "value", None)
    if type(term).__name__ == "NamedNode":
        return shorten(str(value))
    return f'"{value}"' if value is not None else str(term)


def _is_named_fact(triple: tuple[rdflib.term.Node, ...]) -> bool:
    """A triple between IRIs that is about things and classes, not about properties or the file."""
    subject, _, value = triple
    both = isinstance(subject, rdflib.URIRef) and isinstance(value, rdflib.URIRef)
    return both and (value == OWL.Class or not str(value).startswith(str(OWL)))


def _shape_problem(report: rdflib.Graph, result: rdflib.term.Node) -> Problem:
    focus, path, value = (report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.value))
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    what, _, remedy = (messages[0] if messages else "does not meet its shape").partition("; ")
    where = shorten(str(focus))
    if isinstance(path, rdflib.URIRef):
        where += f"  {shorten(str(path))}"
    shown = isinstance(value, rdflib.URIRef | rdflib.Literal) and value != focus
    return Problem(where, f"{what} ({shorten(str(value))})" if shown else what, remedy)
