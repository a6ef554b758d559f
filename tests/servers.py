"""Starts real SPARQL servers for the tests: each in a folder of its own, on free ports of this machine only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
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
    """A running server: the address of its query service, name and password for writing (may be empty), process."""

    url: str
    user: str
    password: str
    process: int


def virtuoso_program() -> str | None:
    return shutil.which("virtuoso-t")


def oxigraph_program() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def rdflib_endpoint_program() -> str | None:
    """The program beside the Python of an environment of its own, since it needs libraries that we do not."""
    python = os.environ.get("PILOTGRAPH_RDFLIB_ENDPOINT")
    program = Path(python).with_name("rdflib-endpoint") if python else None
    return str(program) if program and program.is_file() else None


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A Virtuoso 7 with an empty database; needs the program virtuoso-t."""
    program = virtuoso_program()
    assert program, "virtuoso-t is not installed"
    folder.mkdir(parents=True, exist_ok=True)
    http, sql = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO_INI.format(folder=folder, http=http, sql=sql))
    with _running([program, "-f", "-c", str(settings)], f"http://127.0.0.1:{http}/sparql", folder) as process:
        yield Server(f"http://127.0.0.1:{http}/sparql", "dba", "dba", process)


@contextmanager
def oxigraph(folder: Path, *options: str, in_memory: bool = False) -> Iterator[Server]:
    """An Oxigraph server with an empty store, on disk or in memory; needs the program oxigraph."""
    program = oxigraph_program()
    assert program, "oxigraph is not installed"
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    place = [] if in_memory else ["--location", str(folder / "store")]
    command = [program, "serve", *place, "--bind", f"127.0.0.1:{port}", *options]
    url = f"http://127.0.0.1:{port}/query"
    with _running(command, url, folder) as process:
        yield Server(url, "", "", process)


@contextmanager
def rdflib_endpoint(folder: Path, data: Iterable[str]) -> Iterator[Server]:
    """An rdflib-endpoint with these RDF files; needs PILOTGRAPH_RDFLIB_ENDPOINT."""
    program = rdflib_endpoint_program()
    assert program, "rdflib-endpoint is not at hand; name a Python that has it in PILOTGRAPH_RDFLIB_ENDPOINT"
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), *data]
    url = f"http://127.0.0.1:{port}/"
    with _running(command, url, folder) as process:
        yield Server(url, "", "", process)


@contextmanager
def _running(command: list[str], url: str, folder: Path) -> Iterator[int]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, env={**os.environ, "HOME": str(folder)}
        )
        try:
            _await(process, url, folder / "output")
            yield process.pid
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
