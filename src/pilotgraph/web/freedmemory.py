"""Gives memory that was freed back to the system, which the C library otherwise keeps while any of it is in use."""

from __future__ import annotations

import asyncio
import ctypes
from contextlib import suppress

from anyio import to_thread

EVERY_SECONDS = 30


def give_back() -> None:
    """
    Give back every free page now; takes some milliseconds.

    Does nothing where the C library has no such function, as it has on Linux (glibc).
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


async def keep_giving_back() -> None:
    """
    Give back free pages again and again, until cancelled.

    Answers of all sizes come into the caches and leave them, so that free memory lies in pieces between what is kept;
    without this the server grows for a long time to twice its size.
    """
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await to_thread.run_sync(give_back)
