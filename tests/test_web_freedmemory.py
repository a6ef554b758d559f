"""Memory that was freed goes back to the system, even where what is still in use lies between."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from curated import ENVIRONMENT

# Every hundredth of many blocks stays in use, as in a cache out of which most has fallen.
PIECES = """
from pathlib import Path
from pilotgraph.web.freedmemory import give_back

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE >> 20

blocks = [bytes(5000) for _ in range(20_000)]
kept = blocks[::100]
del blocks
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only this C library is asked to give memory back")
def test_freed_memory_between_what_is_kept_is_given_back():
    script = PIECES.replace("PAGE", str(os.sysconf("SC_PAGE_SIZE")))
    ran = subprocess.run(
        [sys.executable, "-c", script], env=ENVIRONMENT, check=True, capture_output=True, text=True, timeout=60
    )
    assert int(ran.stdout) > 50
