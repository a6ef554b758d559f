"""Keeps answers to an unchanging graph, the most recently used ones, within a number of bytes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Cache(Generic[Kept]):
    """
    Answers by what was asked; those least recently used make room for new ones.

    size: how many bytes an answer takes. most: how many bytes all may take together; 0 keeps nothing.
    hits, misses: how often an answer was there, and how often it was not.
    """

    def __init__(self, size: Callable[[Kept], int], most: int) -> None:
        self.hits = 0
        self.misses = 0
        self.bytes = 0
        self._size = size
        self._most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._coming: dict[Hashable, asyncio.Future[Kept]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Kept | None:
        """The answer, if it is kept."""
        found = self._kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, answer: Kept) -> None:
        """Keep an answer, unless it alone would take more than a quarter of the room."""
        size = self._size(answer)
        if size * 4 > self._most:
            return
        if key in self._kept:
            self.bytes -= self._size(self._kept.pop(key))
        self._kept[key] = answer
        self.bytes += size
        while self.bytes > self._most:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= self._size(oldest)

    async def get_or_make(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """
        The answer that is kept, or a new one; those who ask the same at the same time await one making.

        Raises what making it raises; a failure is not kept, and those who waited for it try themselves.
        """
        found = self.get(key)
        if found is not None:
            return found
        coming = self._coming.get(key)
        if coming is not None:
            try:
                return await asyncio.shield(coming)
            except asyncio.CancelledError:
                if not coming.cancelled():
                    raise
        mine: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        self._coming[key] = mine
        try:
            made = await make()
        except BaseException:
            # Whoever made it may have left, or been too slow; that says nothing about the others.
            mine.cancel()
            raise
        finally:
            if self._coming.get(key) is mine:
                del self._coming[key]
        self.put(key, made)
        if not mine.done():
            mine.set_result(made)
        return made
