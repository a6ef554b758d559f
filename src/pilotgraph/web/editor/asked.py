"""Lets pages ask their queries of the processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox
from anyio import from_thread

from pilotgraph.engines import Table, tidy
from pilotgraph.errors import RequestError
from pilotgraph.web.media import GRAPHS, TABLES, named
from pilotgraph.web.problems import Refusal
from pilotgraph.web.protocol import Query

if TYPE_CHECKING:
    from pilotgraph.engines import Engine, Found, Result
    from pilotgraph.values import Term, Triple
    from pilotgraph.web.site import Site


class Asked:
    """
    An engine whose queries run within the limits of the service; to be used in a thread of the service.

    direct: looks things up, which takes next to no time.
    alone: whether the graph is asked without what stands beside it.
    """

    def __init__(self, site: Site, direct: Engine, *, alone: bool) -> None:
        self.site = site
        self.direct = direct
        self.alone = alone

    def run(self, text: str, where: str = "query") -> Result:  # noqa: ARG002 - the refusal says where
        query = Query(text, None, None, TABLES[0], named(GRAPHS, "ntriples"), self.alone)
        try:
            reply = from_thread.run(self.site.answer, query)
        except Refusal as refusal:
            raise RequestError(refusal.problems) from refusal
        if reply.media != "json":
            triples = ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES)
            return [(each.subject, each.predicate, each.object) for each in triples]
        result = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        assert isinstance(result, ox.QuerySolutions)
        names = tuple(variable.value for variable in result.variables)
        return Table(names, tidy(text, names, (tuple(row) for row in result)))

    def match(self, s: Term = None, p: Term = None, o: Term = None, graph: str | None = None) -> list[Triple]:
        return self.direct.match(s, p, o, graph)

    def look_up(self, subjects: Iterable[str], properties: Sequence[str]) -> Found:
        return self.direct.look_up(subjects, properties)
