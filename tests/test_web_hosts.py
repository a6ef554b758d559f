"""Other hosts are asked only where they were named, whatever tricks an address plays."""

from __future__ import annotations

import pytest

from pilotgraph.errors import RequestError
from pilotgraph.web.hosts import Hosts


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/sparql",
        "https://example.org/sparql?x=y",
        "HTTP://EXAMPLE.ORG/",
        "http://example.org:80/",
        "http://127.0.0.1:8080/sparql",
        "http://[::1]:9000/x",
    ],
)
def test_a_named_host_may_be_asked(address):
    assert address in Hosts(["example.org", "127.0.0.1:8080", "[::1]:9000"])


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org.evil.test/",
        "http://evil.test/example.org",
        "http://example.org@evil.test/",
        "http://example.org:secret@example.org/",
        "http://evil.test#example.org",
        "http://evil.test\\@example.org/",
        "http://example.org\\.evil.test/",
        "http://example.org:8080/",
        "http://127.0.0.1/",
        "http://127.0.0.1:80800/",
        "http://127.1:8080/",
        "http://2130706433:8080/",
        "http://example.org./",
        "file:///etc/passwd",
        "ftp://example.org/",
        "example.org",
        "//example.org/",
        "",
    ],
)
def test_nothing_else_may_be_asked(address):
    assert address not in Hosts(["example.org", "127.0.0.1:8080"])


def test_without_a_name_nothing_may_be_asked():
    assert not Hosts()
    assert "http://example.org/" not in Hosts()


def test_what_is_not_a_host_is_refused_all_at_once():
    with pytest.raises(RequestError) as refused:
        Hosts(["http://example.org/", "user@example.org", "example.org:port", ""])
    assert len(refused.value.problems) == 4
