"""Scripts and styles come from the service itself, and a browser never uses those of an older release."""

from __future__ import annotations

import pytest

from curated import ROOT
from serving import client

STATIC = ROOT / "src" / "pilotgraph" / "web" / "static"


@pytest.fixture(scope="module")
def ask():
    with client("--workers", "1") as asking:
        yield asking


@pytest.mark.parametrize("name", sorted(path.name for path in STATIC.iterdir() if path.is_file()))
def test_a_file_is_sent_as_it_is_and_asked_about_each_time(ask, name):
    first = ask.get(f"/static/{name}")
    assert first.content == (STATIC / name).read_bytes()
    assert first.headers["cache-control"] == "no-cache"
    again = ask.get(f"/static/{name}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
