"""One running service: what it serves, within which limits, and what it has answered so far."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from anyio import CapacityLimiter, to_thread

from pilotgraph.errors import Problem
from pilotgraph.graph import PilotGraph
from pilotgraph.names import term
from pilotgraph.queries import Question
from pilotgraph.things import TYPE
from pilotgraph.web.cache import Cache
from pilotgraph.web.endpoint import saved
from pilotgraph.web.endpoint.frames import Ask, Reply, Saved
from pilotgraph.web.endpoint.workers import Workers
from pilotgraph.web.hosts import Hosts
from pilotgraph.web.limits import Limits
from pilotgraph.web.problems import Refusal
from pilotgraph.web.protocol import Query
from pilotgraph.web.repeats import Repeat
from pilotgraph.web.served import Source

# What gives another answer every time; and what may, where other hosts may be asked.
VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b")
FROM = re.compile(r"\bFROM\b")
# How many saved questions are worked on at once; more would only get in each other's way.
THREADS = 4


@dataclass
class Site:
    """
    What every request handler needs.

    source: what is served. graph: the same, opened for pages and saved questions. edition: changes whenever an answer
    could. address: under which the service is known, without a slash at its end; empty where requests tell it.
    queries: answers to free queries. pages: responses of pages and saved questions. repeats: what was sent to the same
    request before. Together these three take no more than cache_bytes. terms: what values of parameters stand for.
    """

    source: Source
    graph: PilotGraph
    edition: str
    limits: Limits
    hosts: Hosts
    workers: Workers
    address: str = ""
    cache_bytes: int = 64_000_000
    queries: Cache[Reply] = field(init=False)
    pages: Cache[Any] = field(init=False)
    repeats: Cache[Repeat] = field(init=False)
    terms: Cache[Any] = field(init=False)
    threads: CapacityLimiter = field(init=False)
    _questions: dict[str, Question] = field(default_factory=dict)

    def __post_init__(self) -> None:
        room = 0 if self.changing else self.cache_bytes // 3
        # Measured: what an answer takes besides its body and its question.
        self.queries = Cache(lambda reply: len(reply.body) + 2000, room)
        self.pages = Cache(lambda page: len(page.body) + 2000, room)
        self.repeats = Cache(lambda repeat: repeat.size, room)
        self.terms = Cache(lambda _: 500, 1_000_000 if room else 0)
        self.threads = CapacityLimiter(THREADS)

    @property
    def changing(self) -> bool:
        """Whether the data can change while it is served, so that no answer can be kept."""
        return bool(self.source.endpoint)

    @cached_property
    def has_statements(self) -> bool:
        """Whether the data is of our ontology's kind, so that the saved questions and the pictures have something."""
        from pyoxigraph import NamedNode

        return bool(self.graph.engine.match(p=NamedNode(TYPE), o=NamedNode(term("Statement"))))

    def constant(self, query: Query) -> bool:
        """Whether a query gives the same answer as long as the edition is the same."""
        upper = query.text.upper()
        fetches = bool(self.hosts) and (FROM.search(upper) or query.default or query.named)
        return not self.changing and not VOLATILE.search(upper) and not fetches

    def tag(self, *parts: object) -> str:
        """The entity tag of an answer that is determined by these parts and the edition."""
        return f'W/"{sha256(repr((self.edition, *parts)).encode()).hexdigest()[:24]}"'

    async def answer(
        self, query: Query, gone: Callable[[], Awaitable[bool]] | None = None, *, constant: bool | None = None
    ) -> Reply:
        """
        The answer to a free query, written in the form that was asked for.

        constant: whether the query is, where that is known.
        Raises Refusal for everything that gives none.
        """
        ask = Ask(
            query.text,
            list(query.default) if query.default is not None else None,
            list(query.named) if query.named is not None else None,
            query.table.name if query.table else "",
            query.graph.name if query.graph else "",
            query.alone,
        )

        async def make() -> Reply:
            return _given(await self.workers.ask(ask, gone))

        if not (self.constant(query) if constant is None else constant):
            return await make()
        return await self.queries.get_or_make(query.key, make)

    async def question(self, wanted: str) -> Question:
        """
        The saved question with this name, beginning of a name, or wording.

        Raises RequestError with near misses, or SourceError if it cannot be read.
        """
        found = self._questions.get(wanted)
        if found is None:
            found = await self.in_thread(self.graph.question, wanted)
            if found.name == wanted:
                self._questions[wanted] = found
        return found

    async def written(self, asked: Saved) -> bytes:
        """
        The answer to a saved question, as the content of a file.

        Raises Refusal for everything that gives none.
        """
        if self.changing or asked.form not in saved.BY_WORKERS:
            content: bytes = await self.in_thread(saved.write, self.graph, asked)
            return content
        return _given(await self.workers.ask(asked)).body

    async def in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do what takes a while outside of the loop that serves everybody."""
        return await to_thread.run_sync(work, *given, limiter=self.threads)


def _given(reply: Reply) -> Reply:
    """The reply, if it is an answer; raises the Refusal that it tells otherwise."""
    if reply.kind:
        raise Refusal(reply.kind, [Problem(*each) for each in reply.problems], details=reply.details)
    return reply
