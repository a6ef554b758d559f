"""Answers a saved question as a file, in a worker or, where that is too much for one, in the server."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from pilotgraph import formats
from pilotgraph.errors import PilotGraphError
from pilotgraph.graph import PilotGraph
from pilotgraph.web.endpoint import answering, writing
from pilotgraph.web.endpoint.frames import Reply, Saved
from pilotgraph.web.limits import Limits
from pilotgraph.web.problems import refused

# What a worker writes; for workbooks it would have to load more programs than it should hold.
BY_WORKERS = tuple(form for form in formats.FORMATS if form != "xlsx")


def asked(question: str, values: Mapping[str, NamedNode | Literal], form: str, *, evidence: bool) -> Saved:
    """A question with terms for its parameters, as it can be sent to a worker; form: of pilotgraph.formats."""
    return Saved(question, {name: _told(value) for name, value in values.items()}, form, evidence)


def write(graph: PilotGraph, saved: Saved) -> bytes:
    """The answer as the content of a file; raises what PilotGraph.ask and formats.write raise."""
    values = {name: _term(said) for name, said in saved.values.items()}
    return formats.write(graph, graph.ask(saved.question, evidence=saved.evidence, **values), saved.form)


def reply(graph: PilotGraph, saved: Saved, limits: Limits) -> Reply:
    """The answer as a worker sends it; what cannot be answered is told in the reply, nothing is raised."""
    try:
        body = write(graph, saved)
    except PilotGraphError as error:
        return answering.refusal(refused(error))
    return Reply(body) if len(body) <= limits.answer_bytes else answering.refusal(writing.too_long(limits))


def _told(value: NamedNode | Literal) -> list[str]:
    if isinstance(value, NamedNode):
        return [value.value]
    return [value.value, value.datatype.value, value.language or ""]


def _term(said: list[str]) -> NamedNode | Literal:
    if len(said) == 1:
        return NamedNode(said[0])
    value, datatype, language = said
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))
