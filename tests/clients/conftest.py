"""One running service for all clients."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from serving import running


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the service, without a slash at its end."""
    with running() as service:
        yield service.address


@pytest.fixture(scope="session")
def endpoint(address: str) -> str:
    return f"{address}/sparql"
