"""Starts real SPARQL servers for the tests: each in a folder of its own, on free ports of this machine only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError

PATIENCE = 60

VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 8000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 100000
"""


class Server(NamedTuple):
    """A running server: the address of its query service, and the name and password for writing (may be empty)."""

    url: str
    user: str
    password: str


def virtuoso_program() -> str | None:
    return shutil.which("virtuoso-t")


def oxigraph_program() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A Virtuoso 7 with an empty database; needs the program virtuoso-t."""
    program = virtuoso_program()
    assert program, "virtuoso-t is not installed"
    folder.mkdir(parents=True, exist_ok=True)
    http, sql = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO_INI.format(folder=folder, http=http, sql=sql))
    with _running([program, "-f", "-c", str(settings)], f"http://127.0.0.1:{http}/sparql", folder) as url:
        yield Server(url, "dba", "dba")


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """An Oxigraph server with an empty store; needs the program oxigraph."""
    program = oxigraph_program()
    assert program, "oxigraph is not installed"
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, f"http://127.0.0.1:{port}/query", folder) as url:
        yield Server(url, "", "")


@contextmanager
def _running(command: list[str], url: str, folder: Path) -> Iterator[str]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, env={**os.environ, "HOME": str(folder)}
        )
        try:
            _await(process, url, folder / "output")
            yield url
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], url: str, output: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=2):
                return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not start: {output.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
