"""Sends bytes over a plain socket and takes back whatever comes; and listens for whoever knocks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """A response: its status, its headers in order with lower-case names, and its body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for each, value in self.headers if each == name), "")


def exchange(address: str, sent: bytes, patience: float = 10, idle: float = 1.0) -> bytes:
    """Everything that comes back until the other side hangs up, or says nothing more for `idle` seconds."""
    place = urlsplit(address)
    came = b""
    with socket.create_connection((place.hostname or "", place.port or 80), timeout=patience) as wire:
        with suppress(BrokenPipeError, ConnectionResetError):
            # Refused before all of it was sent, it may still have been answered.
            wire.sendall(sent)
        with suppress(TimeoutError, ConnectionResetError):
            while part := wire.recv(65_536):
                came += part
                wire.settimeout(idle)
    return came


def ask(address: str, target: str, *headers: str, method: str = "GET", host: str = "", body: bytes = b"") -> Answer:
    """The response to one request whose target is sent exactly as it is given."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host or urlsplit(address).netloc}", "Connection: close", *headers]
    lines += [f"Content-Length: {len(body)}"] if body else []
    found = answers(exchange(address, "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body, 60))
    assert len(found) == 1, (target[:200], found)
    return found[0]


def answers(came: bytes) -> list[Answer]:
    """The responses in what came back; all of it must be responses."""
    found = []
    while came:
        head, _, came = came.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        assert first.startswith("HTTP/1.1 "), first[:200]
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        length = dict(headers).get("content-length")
        size = len(came) if length is None else int(length)
        found.append(Answer(int(first.split()[1]), headers, came[:size]))
        came = came[size:]
    return found


class Listener(NamedTuple):
    """A server that answers nothing: where it is, and who knocked."""

    port: int
    knocks: list[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def listening(reply: bytes = b"") -> Iterator[Listener]:
    """A server on loopback that keeps the beginning of what it is sent, says the same to everybody, and hangs up."""
    server = socket.create_server(("127.0.0.1", 0))
    knocks: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(2)
                try:
                    knocks.append(caller.recv(4096))
                    caller.sendall(reply)
                except OSError:
                    knocks.append(b"")

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield Listener(server.getsockname()[1], knocks)
    finally:
        server.close()
