"""The browser, and the service that it looks at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import launched

import at_hand
from serving import Service, running


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Closed with its module: while it is open, nothing else can run an event loop in this thread."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        at_hand.skip("playwright is not installed")
    program = os.environ.get("PILOTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        at_hand.skip("no Chromium here; set PILOTGRAPH_CHROMIUM to its program")
    with sync_playwright() as playwright:
        opened = launched(playwright, Path(str(program)))
        yield opened
        opened.close()
