"""Starts an Apache that serves one folder as w3id.org serves its own: on this machine only, on a free port."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODULES = Path("/usr/lib/apache2/modules")
LOADED = ("mpm_event", "authz_core", "dir", "headers", "rewrite")
PATIENCE = 20
# Where Apache is started by root, it goes on as nobody.
SETTINGS = """\
ServerName w3id.test
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/errors
Listen 127.0.0.1:{port}
User #65534
Group #65534
MaxKeepAliveRequests 0
DocumentRoot {folder}/site
<Directory {folder}/site>
  AllowOverride All
  Require all granted
</Directory>
"""


def apache_program() -> str | None:
    """The program, where Debian's modules lie beside it."""
    return shutil.which("apache2", path="/usr/sbin:/usr/bin") if MODULES.is_dir() else None


@contextmanager
def serving(name: str, source: Path) -> Iterator[int]:
    """The port at which the folder `source` is served under /`name`; needs Debian's apache2."""
    program = apache_program()
    assert program, "apache2 is not installed"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        shutil.copytree(source, folder / "site" / name)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            port: int = listening.getsockname()[1]
        modules = "".join(f"LoadModule {each}_module {MODULES}/mod_{each}.so\n" for each in LOADED)
        (folder / "apache.conf").write_text(modules + SETTINGS.format(folder=folder, port=port))
        process = subprocess.Popen([program, "-D", "FOREGROUND", "-f", str(folder / "apache.conf")])
        try:
            _await(process, port, folder / "errors")
            yield port
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await(process: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"Apache did not start: {errors.read_text() if errors.exists() else ''}")
