"""One server with the data of all suites, and the score that is printed at the end of the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import pytest

import manifests
from asking import Endpoint, served
from known import KNOWN

# What is printed, by suite: how many tests came out how.
SCORES: defaultdict[str, Counter[str]] = defaultdict(Counter)


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Endpoint]:
    """The endpoint of a server that holds every file of data as a graph, and may reach nobody."""
    cases = [
        case for suite in ("query", "results", "fed") for case in manifests.queries(f"manifest-sparql11-{suite}.ttl")
    ]
    graphs = {data for case in cases for data in (*case.default, *case.named)}
    graphs |= {data for case in manifests.exchanges("protocol/manifest.ttl") for data in case.data}
    with served(sorted(graphs)) as endpoint:
        yield endpoint


@pytest.fixture
def judge(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """
    Take the outcome of the test's case, None where all is right, and let the test pass if it is as known.

    A case in KNOWN must go wrong: one that has come right is taken off the list.
    """
    case = request.node.callspec.params["case"]
    record_property("suite", request.module.suite(case))

    def judge(wrong: str | None) -> None:
        record_property("right", wrong is None)
        if case.id in KNOWN:
            assert wrong, f"{case.id} ({case.title}) comes out right now; take it out of known.py"
        else:
            assert wrong is None, f"{case.id} ({case.title}): {wrong}"

    return judge


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    properties = dict(report.user_properties)
    if report.when == "call" and "suite" in properties:
        SCORES[str(properties["suite"])]["right" if properties.get("right") else "wrong"] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not SCORES:
        return
    terminalreporter.section("W3C SPARQL 1.1 over HTTP")
    for suite, score in SCORES.items():
        terminalreporter.line(f"{suite:<40} {score['right']:>3} / {score.total()}")
    terminalreporter.line("known to go wrong:")
    for case, reason in KNOWN.items():
        terminalreporter.line(f"  {case}: {reason}")
