"""A process that answers queries one after the other, and can be killed in the midst of one."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from pilotgraph import files
from pilotgraph.errors import PilotGraphError
from pilotgraph.graph import PilotGraph
from pilotgraph.web import served
from pilotgraph.web.endpoint import answering, frames, saved
from pilotgraph.web.hosts import Hosts
from pilotgraph.web.limits import Limits

PARENT_DIED = 1
SIGKILL = 9


def main() -> int:
    """
    Read what to serve and how much a query may cost, then answer queries until the pipe ends.

    Exits with 3 if the data cannot be opened.
    """
    # What is written to standard output by mistake must not be taken for an answer.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    incoming = sys.stdin.buffer
    first = frames.read(incoming)
    if first is None:
        return 0
    _die_with_parent()
    source = served.from_spec(first[0]["source"])
    limits = Limits(**first[0]["limits"])
    hosts = Hosts(first[0]["hosts"])
    try:
        alone = None if source.endpoint else served.engine(source)
        beside = served.beside(source, alone) if alone else None
    except PilotGraphError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    graph = together = None
    if alone:
        together = beside.engine if beside else alone
        folder, extras = files.folder(source.folder or None), beside.extras if beside else ()
        graph = PilotGraph(alone, folder, together, extras)
    _bound(limits.memory_bytes)
    out.write(frames.packed({"ready": True}))
    out.flush()
    while (message := frames.read(incoming)) is not None:
        if graph is not None and "question" in message[0]:
            reply = saved.reply(graph, frames.Saved(**message[0]), limits)
        elif alone and together:
            ask = frames.Ask(**message[0])
            reply = answering.over_store(alone if ask.alone else together, ask, limits, hosts)
        else:
            reply = answering.over_endpoint(source, frames.Ask(**message[0]), limits, hosts)
        head = reply._asdict()
        body = head.pop("body")
        out.write(frames.packed(head, body))
        out.flush()
    return 0


def _bound(memory: int) -> None:
    """Let the process take only so many bytes more than it has, where the system can see to it."""
    try:
        import resource

        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, OSError):
        return
    resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))
    # A killed query leaves no dump of the memory behind.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with_parent() -> None:
    """See to it that no query goes on when the server is gone, however it went."""
    with suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(PARENT_DIED, SIGKILL)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
