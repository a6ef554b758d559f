"""
The W3C's tests of federated queries, with loopback endpoints in the place of those they name.

Where these hosts are allowed the answers are the W3C's; where nothing is allowed, every query is refused and nobody
is asked anything.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from asking import Endpoint, Response, served
from comparing import difference
from manifests import Data, QueryCase, cases, queries
from reading import read
from remotes import Remote, remote

pytestmark = pytest.mark.needs_w3c

MANIFEST = "manifest-sparql11-fed.ttl"
# The suite's own name for an endpoint that does not exist.
NOWHERE = "http://invalid.endpoint.org/sparql"
NOTHING = "http://example.invalid/nothing"
TABLE = "application/sparql-results+json"


class Play(NamedTuple):
    """A case with its endpoints replaced: in its query, in its data and in what is expected of it."""

    query: str
    data: list[Data]
    expected: str
    remotes: list[Remote]

    def ask(self, endpoint: Endpoint) -> Response:
        return endpoint.query(self.query, TABLE, [data.iri for data in self.data] or [NOTHING])

    def heard(self) -> int:
        return sum(len(remote.heard) for remote in self.remotes)


class Stage(NamedTuple):
    """The cases by their ids, and two servers: one that may reach the stand-ins, one that may reach nobody."""

    plays: dict[str, Play]
    open: Endpoint
    closed: Endpoint


def play(case: QueryCase, nowhere: str, folder: Path, stack: ExitStack) -> Play:
    """Start a stand-in for each endpoint that a case names; nowhere: a host that does not answer."""
    remotes = [stack.enter_context(remote(service.data.path)) for service in case.services]
    replaced = {
        service.endpoint: f"{stand_in.url}/sparql" for service, stand_in in zip(case.services, remotes, strict=True)
    }
    replaced[NOWHERE] = f"http://{nowhere}/sparql"
    if case.kind.startswith("Positive"):
        # The tests of syntax name their endpoint by a relative address.
        remotes.append(stack.enter_context(remote()))
        replaced["SERVICE <g>"] = f"SERVICE <{remotes[0].url}/g>"
        replaced["SERVICE SILENT <g>"] = f"SERVICE SILENT <{remotes[0].url}/g>"

    def rewritten(file: Data) -> str:
        words = file.path.read_text("utf-8")
        for address, other in replaced.items():
            words = words.replace(address, other)
        return words

    data = []
    for file in case.default:
        copy = folder / file.path.name
        copy.write_text(rewritten(file), "utf-8")
        data.append(Data(file.iri, copy))
    return Play(rewritten(case.query), data, rewritten(case.result) if case.result else "", remotes)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with ExitStack() as stack:
        # A port that is taken, so that nobody else can have it, but where nobody listens.
        silent = stack.enter_context(socket.socket())
        silent.bind(("127.0.0.1", 0))
        nowhere = f"127.0.0.1:{silent.getsockname()[1]}"
        plays = {case.id: play(case, nowhere, tmp_path_factory.mktemp("case"), stack) for case in queries(MANIFEST)}
        data = sorted({data for each in plays.values() for data in each.data})
        hosts = sorted({nowhere, *(remote.host for each in plays.values() for remote in each.remotes)})
        yield Stage(plays, stack.enter_context(served(data, allow=hosts)), stack.enter_context(served(data)))


def outcome(case: QueryCase, stage: Stage) -> str | None:
    response = stage.plays[case.id].ask(stage.open)
    if response.status != 200:
        return f"answered with {response.status}: {response.body.decode(errors='replace')}"
    if case.kind.startswith("Positive"):
        return None
    assert case.result
    expected = read(stage.plays[case.id].expected.encode(), "xml", case.result.iri)
    return difference(expected, read(response.body, "json", ""))


def suite(case: QueryCase) -> str:  # noqa: ARG001
    return "federation, hosts allowed"


def test_all_of_them_are_there() -> None:
    found = queries(MANIFEST)
    assert len(found) == 10
    assert {case.kind for case in found} == {"QueryEvaluationTest", "PositiveSyntaxTest11"}


@pytest.mark.parametrize("case", cases(queries, MANIFEST))
def test_a_query_that_asks_others_is_refused_and_they_hear_nothing(case: QueryCase, stage: Stage) -> None:
    play = stage.plays[case.id]
    before = play.heard()
    response = play.ask(stage.closed)
    assert 400 <= response.status < 500, response
    assert play.heard() == before


@pytest.mark.parametrize("case", cases(queries, MANIFEST))
def test_a_query_may_ask_allowed_hosts(case: QueryCase, stage: Stage, judge: Callable[[str | None], None]) -> None:
    judge(outcome(case, stage))


def test_the_stand_ins_do_hear_what_they_are_asked(stage: Stage) -> None:
    """Else hearing nothing would prove nothing."""
    play = stage.plays["service/service1"]
    before = play.heard()
    assert play.ask(stage.open).status == 200
    assert play.heard() > before
