"""Watches a process and all that it started: the processor time they took, and the memory they hold."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
MEBIBYTE = 1024 * 1024


def family(process: int) -> list[int]:
    """The process and its descendants that are there."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if stat := _stat(int(folder.name)):
            parents[int(folder.name)] = int(stat[1])
    found = [process]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def worked(process: int) -> float:
    """The seconds of processor time that the process and its descendants took, those that have ended too."""
    return sum(sum(map(int, stat[11:15])) for each in family(process) if (stat := _stat(each))) / TICKS


def held(process: int) -> dict[int, float]:
    """The resident memory in MiB of the process and its descendants, by process."""
    found = {}
    for each in family(process):
        try:
            pages = int(Path(f"/proc/{each}/statm").read_text("ascii").split()[1])
        except OSError:
            continue
        found[each] = pages * PAGE / MEBIBYTE
    return found


def _stat(process: int) -> list[str]:
    """The fields of /proc/PID/stat after the program's name; empty if the process has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []
