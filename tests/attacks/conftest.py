"""One service for all attacks, which must outlive each of them without a traceback and without growing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from serving import Service, running
from wires import Listener, ask, listening

GROWN_AT_MOST = 150_000_000


class Target(NamedTuple):
    """The service under attack, and the file of what it says to its operator."""

    service: Service
    log: Path

    @property
    def address(self) -> str:
        return self.service.address


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    log = tmp_path_factory.mktemp("attacked") / "log"
    with running(log=log) as service:
        for path in ("/", "/questions", "/openapi.json", "/editor", "/sparql?query=ASK%7B%7D"):
            assert ask(service.address, path).status == 200
        before = memory(service)
        yield Target(service, log)
        grown = memory(service) - before
        assert grown < GROWN_AT_MOST, f"the service has grown by {grown:,} bytes"


@pytest.fixture(autouse=True)
def unharmed(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each attack the service answers as before, and has told its operator of no failure."""
    if "target" not in request.fixturenames:
        yield
        return
    target: Target = request.getfixturevalue("target")
    yield
    assert target.service.process.poll() is None, "the service has ended"
    assert ask(target.address, "/sparql?query=ASK%7B%7D&format=json").body.startswith(b'{"head":{},"boolean":true}')
    said = target.log.read_text("utf-8")
    target.log.write_text("", "utf-8")
    assert "Traceback" not in said, said[-3000:]


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Somebody on loopback who must hear nothing."""
    with listening() as found:
        yield found


def memory(service: Service) -> int:
    """The bytes that the process holds in memory; 0 where the system does not say."""
    status = Path(f"/proc/{service.process.pid}/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
