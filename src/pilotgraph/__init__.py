"""PilotGraph: what national integrated-care pilot programmes tried, and what came of it, with the evidence."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pilotgraph.answers import Answer
    from pilotgraph.errors import PilotGraphError, Problem, RequestError, SourceError
    from pilotgraph.graph import PilotGraph

__version__ = "0.1.0"
__all__ = ["Answer", "PilotGraph", "PilotGraphError", "Problem", "RequestError", "SourceError", "__version__"]

_HOMES = {"Answer": "answers", "PilotGraph": "graph"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that a command loads only what it needs."""
    if name not in __all__:
        raise AttributeError(f"module 'pilotgraph' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"pilotgraph.{_HOMES.get(name, 'errors')}"), name)
