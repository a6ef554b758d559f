"""Lets `python -m pilotgraph` run the command line."""

from __future__ import annotations

import sys

from pilotgraph.cli import main

sys.exit(main())
