"""Answers saved questions as files: by a worker if one is free soon, else in a thread of the server."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from pilotgraph import formats
from pilotgraph.errors import PilotGraphError
from pilotgraph.graph import PilotGraph
from pilotgraph.web.frames import Reply, Saved
from pilotgraph.web.problems import Refusal
from pilotgraph.web.site import Site

# What a worker writes; the other forms would have it load more programs than it should hold.
BY_WORKERS = ("json", "csv", "tsv", "xml")


async def content(
    site: Site, name: str, values: Mapping[str, NamedNode | Literal], form: str, *, evidence: bool
) -> bytes:
    """
    The answer to a question in a form of pilotgraph.formats.

    Free queries never keep a saved question waiting: where they have the workers, it is answered here.
    Raises what PilotGraph.ask and formats.write raise.
    """
    saved = Saved(name, {key: told(value) for key, value in values.items()}, form, evidence)
    if form in BY_WORKERS and site.workers.soon and not site.changing:
        try:
            answered = await site.workers.ask(saved)
        except Refusal:
            answered = Reply(kind="server-error")
        if not answered.kind:
            return answered.body
    written: bytes = await site.in_thread(write, site.graph, saved)
    return written


def reply(graph: PilotGraph, saved: Saved) -> Reply:
    """The answer as a worker sends it; where there is none, the server finds out itself why."""
    try:
        return Reply(write(graph, saved))
    except PilotGraphError:
        return Reply(kind="server-error")


def write(graph: PilotGraph, saved: Saved) -> bytes:
    """The answer as the content of a file; raises what PilotGraph.ask and formats.write raise."""
    values = {name: term(said) for name, said in saved.values.items()}
    return formats.write(graph, graph.ask(saved.question, evidence=saved.evidence, **values), saved.form)


def told(value: NamedNode | Literal) -> list[str]:
    """A term as JSON can hold it; `term` reads it again."""
    if isinstance(value, NamedNode):
        return [value.value]
    return [value.value, value.datatype.value, value.language or ""]


def term(said: list[str]) -> NamedNode | Literal:
    """The term that `told` told."""
    if len(said) == 1:
        return NamedNode(said[0])
    value, datatype, language = said
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))
