"""Answers saved questions as files, in a worker or in a thread of the server."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from pilotgraph import formats
from pilotgraph.errors import PilotGraphError
from pilotgraph.graph import PilotGraph
from pilotgraph.web.endpoint.frames import Reply, Saved

# What a worker writes; the other forms would have it load more programs than it should hold.
BY_WORKERS = ("json", "csv", "tsv", "xml")


def asked(question: str, values: Mapping[str, NamedNode | Literal], form: str, *, evidence: bool) -> Saved:
    """A question with terms for its parameters, as it can be sent to a worker; form: of pilotgraph.formats."""
    return Saved(question, {name: _told(value) for name, value in values.items()}, form, evidence)


def write(graph: PilotGraph, saved: Saved) -> bytes:
    """The answer as the content of a file; raises what PilotGraph.ask and formats.write raise."""
    values = {name: _term(said) for name, said in saved.values.items()}
    return formats.write(graph, graph.ask(saved.question, evidence=saved.evidence, **values), saved.form)


def reply(graph: PilotGraph, saved: Saved) -> Reply:
    """The answer as a worker sends it; where there is none, the server finds out itself why."""
    try:
        return Reply(write(graph, saved))
    except PilotGraphError:
        return Reply(kind="server-error")


def _told(value: NamedNode | Literal) -> list[str]:
    if isinstance(value, NamedNode):
        return [value.value]
    return [value.value, value.datatype.value, value.language or ""]


def _term(said: list[str]) -> NamedNode | Literal:
    if len(said) == 1:
        return NamedNode(said[0])
    value, datatype, language = said
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))
