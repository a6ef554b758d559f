"""What is wrong with a request as HTTP is refused, and nothing of a request gets into another's answer."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from conftest import Target
from pilotgraph.web.patience import HEAD_SECONDS
from pilotgraph.web.serving import KEPT_OPEN_SECONDS
from serving import running
from spotting import Page
from wires import answers, ask, exchange

# Where files are, or seem to be.
FOLDERS = ("/static/", "/id/", "/graph/", "/questions/", "/ontology/", "/pictures/", "/dataset/", "/question/", "/")
OUTSIDE = (
    *("../app.py", "..%2fapp.py", "%2e%2e/app.py", "%2e%2e%2fapp.py", "%252e%252e%252fapp.py", "..%5capp.py"),
    *("..\\app.py", "../" * 12 + "etc/passwd", "%2e%2e%2f" * 12 + "etc%2fpasswd", "..%c0%af" * 8 + "etc/passwd"),
    *("....//" * 8 + "etc/passwd", "%2fetc%2fpasswd", "/etc/passwd", "//etc/passwd", "file:///etc/passwd"),
    *("C:%5cwindows%5cwin.ini", "..;/app.py", "style.css%00.html", "%00", "style.css/../../app.py", "./../app.py"),
    *("%2e/app.py", "icps/../../../app.py", "..%00/app.py", "~root", "%7eroot/.profile", "a/" * 2000, "x" * 60_000),
    *("%ff", "..%u2215app.py", "templates/home.html", "/proc/self/environ", "../../_graph/stamp.txt", "NUL"),
    *("aux.rq", "../queries/README", "..%2f..%2fqueries%2fREADME.md"),
)  # fmt: skip
FILES = (b"root:x:", b"from __future__", b"{% extends", b"PATH=", b"[fonts]")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_outside_is_read(target: Target, folder: str) -> None:
    for name in OUTSIDE:
        for accept in ("text/html", "*/*"):
            answer = ask(target.address, folder + name, f"Accept: {accept}")
            while answer.status in (303, 307):
                led = answer.header("location")
                assert led.startswith("/"), (folder + name, led)
                assert not led.startswith("//"), (folder + name, led)
                answer = ask(target.address, led, f"Accept: {accept}")
            # What is taken for the first page, or for the one of the ontology, is that page.
            page = answer.status == 200 and b"<main" in answer.body
            assert page or 400 <= answer.status < 500, folder + name
            assert not [each for each in FILES if each in answer.body], folder + name


BROKEN_LINE = "%0d%0aX-Evil:%201%0d%0a%0d%0aevil"
SENT = (
    *("/sparql?query=ASK%7B%7D#", "/editor?query=ASK%7B%7D#", "/questions/what-effects-were-found?format=#"),
    *("/about?iri=#", "/questions/what-effects-were?programme=#"),
    *("/questions/what-effects-were-found?programme=&period=#", "/question/#"),
    *("/about?iri=https://w3id.org/pilotgraph/id/programme/icps#", "/id/programme/icps#"),
    *("/id/programme/icps?format=#", "/graph/asserted#", "/dataset/#", "/dataset?#=1", "/search?text=#"),
    *("/questions/#", "/questions/#.rq", "/static/#", "/#", "/sparql?query=ASK%7B%7D&format=#"),
    *("/why?subject=#&predicate=a&object=#", "/statements?id=#", "/#/", "/questions#/"),
)  # fmt: skip


@pytest.mark.parametrize("path", SENT)
def test_a_line_end_in_a_value_ends_no_header(target: Target, path: str) -> None:
    for broken in (BROKEN_LINE, "%0aX-Evil:%201", "%0dX-Evil:%201", "%E5%98%8D%E5%98%8AX-Evil:%201", "%c2%85X-Evil:1"):
        for accept in ("text/html", "*/*", "text/turtle"):
            answer = ask(target.address, path.replace("#", broken), f"Accept: {accept}", 'If-None-Match: "a", "b"')
            assert answer.status < 500, path
            assert "x-evil" not in [name for name, _ in answer.headers]


SECOND = b"GET /questions?format=json HTTP/1.1\r\nHost: a\r\n\r\n"
QUERY = b"ASK {}"
POST = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
CHUNKED = b"6\r\nASK {}\r\n0\r\n\r\n"
SMUGGLED = {
    "two lengths": POST + b"Content-Length: 6\r\nContent-Length: 0\r\n\r\n" + QUERY + SECOND,
    "two lengths in one": POST + b"Content-Length: 6, 0\r\n\r\n" + QUERY + SECOND,
    "a signed length": POST + b"Content-Length: +6\r\n\r\n" + QUERY + SECOND,
    "a negative length": POST + b"Content-Length: -6\r\n\r\n" + QUERY + SECOND,
    "a hexadecimal length": POST + b"Content-Length: 0x6\r\n\r\n" + QUERY + SECOND,
    "a length of other digits": POST + "Content-Length: ６\r\n\r\n".encode() + QUERY + SECOND,
    "a huge length": POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n" + QUERY + SECOND,
    "length and chunks": POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED + SECOND,
    "chunks and length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + CHUNKED + SECOND,
    "an unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n" + CHUNKED + SECOND,
    "identity and chunks": POST + b"Transfer-Encoding: identity, chunked\r\n\r\n" + CHUNKED + SECOND,
    "chunks twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED + SECOND,
    "chunks and more": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n" + CHUNKED + SECOND,
    "a space before the colon": POST + b"Content-Length : 6\r\n\r\n" + QUERY + SECOND,
    "a tab in the coding": POST + b"Transfer-Encoding:\x0bchunked\r\n\r\n" + CHUNKED + SECOND,
    "a folded line": POST + b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 6\r\n\r\n" + CHUNKED + SECOND,
    "a line that is no header": POST + b"Content-Length: 6\r\nevil\r\n\r\n" + QUERY + SECOND,
    "a zero in a header": POST + b"X: a\x00b\r\nContent-Length: 6\r\n\r\n" + QUERY + SECOND,
    "a lone carriage return": POST + b"X: a\rContent-Length: 99\r\nContent-Length: 6\r\n\r\n" + QUERY + SECOND,
    "a chunk of no size": POST + b"Transfer-Encoding: chunked\r\n\r\nz\r\n" + SECOND,
    "a chunk of a signed size": POST + b"Transfer-Encoding: chunked\r\n\r\n+6\r\nASK {}\r\n0\r\n\r\n" + SECOND,
    "a chunk of a huge size": POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nASK {}\r\n" + SECOND,
    "two hosts": b"GET /sparql HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + SECOND,
    "no host": b"GET /sparql HTTP/1.1\r\n\r\n" + SECOND,
    "a space in the address": b"GET /sparql ?x HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND,
    "a line end in the address": b"GET /sparql\n HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND,
    "letters beyond ASCII in the address": "GET /sparql?é HTTP/1.1\r\nHost: a\r\n\r\n".encode() + SECOND,
    "a zero in the address": b"GET /sparql?\x00 HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND,
    "no version": b"GET /sparql\r\n\r\n" + SECOND,
    "another version": b"GET /sparql HTTP/3.0\r\nHost: a\r\n\r\n" + SECOND,
    "no method": b" /sparql HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND,
    "version 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SECOND,
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500 + SECOND,
    "garbage": bytes(range(256)) * 8 + b"\r\n\r\n" + SECOND,
    "zeros": b"\x00" * 5000 + b"\r\n\r\n" + SECOND,
    "an address of 1 MB": b"GET /sparql?query=" + b"x" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n" + SECOND,
}


def test_two_requests_on_one_connection_are_both_answered(target: Target) -> None:
    """Else no second answer would be found below."""
    came = exchange(target.address, POST + b"Content-Length: 6\r\n\r\n" + QUERY + SECOND)
    assert [(each.status, len(each.body) > 50) for each in answers(came)] == [(200, False), (200, True)]


@pytest.mark.parametrize("name", SMUGGLED)
def test_no_request_hides_in_another(target: Target, name: str) -> None:
    found = answers(exchange(target.address, SMUGGLED[name]))
    assert [(each.status, each.header("connection")) for each in found] == [(400, "close")]


SILENCES = {
    "nothing": b"",
    "half a line": b"GET /sparql",
    "half a head": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n",
    "half a second head": POST + b"Content-Length: 6\r\n\r\n" + QUERY + SECOND[:20],
}


def test_who_says_nothing_takes_no_connection_from_others(target: Target) -> None:
    place = urlsplit(target.address)
    with ExitStack() as stack:
        wires = [stack.enter_context(socket.create_connection((place.hostname, place.port))) for _ in range(5)]
        for wire, said in zip(wires, SILENCES.values(), strict=False):
            wire.sendall(said)
        # The last of them says a letter each second.
        with suppress(BrokenPipeError, ConnectionResetError):
            for each in range(HEAD_SECONDS + 5):
                wires[-1].sendall(b"GET /sparql HTTP/1.1\r\n"[each : each + 1])
                time.sleep(1)
        for wire in wires:
            wire.settimeout(KEPT_OPEN_SECONDS)
            with suppress(ConnectionResetError):
                while wire.recv(65_536):
                    pass


@pytest.mark.parametrize("upgrade", ["websocket", "h2c", "TLS/1.3"])
def test_no_other_protocol_is_spoken(target: Target, upgrade: str) -> None:
    more = ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "HTTP2-Settings: AAMAAABk")
    for path in ("/", "/sparql?query=ASK%7B%7D"):
        answer = ask(target.address, path, f"Upgrade: {upgrade}", "Connection: Upgrade", *more)
        assert answer.status == 200
        assert "upgrade" not in [name for name, _ in answer.headers]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "GET2", "get", "DEBUG"])
def test_other_methods_are_refused(target: Target, method: str) -> None:
    for path in ("/", "/sparql", "/questions/what-effects-were-found", "/static/style.css", "/id/programme/icps", "*"):
        answer = ask(target.address, path, "X-Secret: evil", method=method)
        assert answer.status in (400, 404, 405), (method, path)
        assert b"evil" not in answer.body


ELSEWHERE = ("http://evil.test/sparql?query=ASK%7B%7D", "//evil.test/", "evil.test:443", "*", "/\\evil.test/")


@pytest.mark.parametrize("form", ELSEWHERE)
def test_an_address_of_another_server_is_not_answered_for_it(target: Target, form: str) -> None:
    answer = ask(target.address, form)
    if answer.status == 307:
        assert re.match(r"/[^/\\]", answer.header("location"))
        answer = ask(target.address, answer.header("location"))
    assert 400 <= answer.status < 500
    assert not answer.header("location")


HOSTS = (
    *("evil.test", "evil.test:80", 'evil.test"><x-evil>', "evil.test/x", "evil.test#", "evil.test?x"),
    *("user@evil.test", "evil.test\\", "evil.test>", "<x-evil>", "[evil.test", "evil.test:x", "evil test", ""),
    *("{{7*7}}", "evil.test, b", "é"),
)  # fmt: skip
TELLING = (
    *("/", "/questions/what-effects-were-found", "/sparql", "/openapi.json", "/id/programme/icps", "/cite"),
    *("/editor", "/graph/asserted", "/dataset", "/.well-known/void", "/questions/", "/id/programme/icps/"),
    *("/sparql/", "/static", "/pictures/", "/nothing"),
)  # fmt: skip
FORWARDED = (
    *("X-Forwarded-Host: evil.test", "Forwarded: host=evil.test", "X-Host: evil.test", "X-Original-URL: /evil.test"),
    *("X-Forwarded-Proto: evil.test", "X-Forwarded-Prefix: /evil.test", "X-Rewrite-URL: /evil.test"),
)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that knows under which address it is known."""
    log: Path = tmp_path_factory.mktemp("named") / "log"
    with running("--address", "https://pilotgraph.example", log=log) as service:
        yield service.address
    assert "Traceback" not in log.read_text("utf-8")


@pytest.mark.parametrize("path", TELLING)
def test_a_service_that_has_an_address_takes_none_from_a_request(named: str, path: str) -> None:
    for host in HOSTS:
        for accept in ("text/html", "text/turtle", "*/*"):
            answer = ask(named, path, f"Accept: {accept}", *FORWARDED, host=host)
            assert answer.status < 500, host
            said = answer.body + str(answer.headers).encode()
            assert not [each for each in (b"evil", b"{{7*7}}") if each in said], host


@pytest.mark.parametrize("path", TELLING)
def test_a_host_that_is_told_again_brings_nothing_along(target: Target, path: str) -> None:
    for host in HOSTS:
        for accept in ("text/html", "text/turtle", "*/*"):
            answer = ask(target.address, path, f"Accept: {accept}", host=host)
            assert answer.status < 500, host
            assert not answer.header("location").startswith(("http:", "//")), host
            if answer.header("content-type").startswith("text/html"):
                assert Page(answer.body.decode()).brought == [], host
            if answer.header("content-type").startswith("text/turtle"):
                assert b"<x-evil>" not in answer.body


def test_what_a_proxy_would_say_is_not_believed(target: Target) -> None:
    for path in TELLING:
        for accept in ("text/html", "text/turtle"):
            answer = ask(target.address, quote(path, safe="/."), f"Accept: {accept}", *FORWARDED)
            assert b"evil.test" not in answer.body + str(answer.headers).encode(), path
