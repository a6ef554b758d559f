"""Puts the ready-made store into the wheel; run by the build, never by the program."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StoreHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the read-only store of the Turtle files for every wheel but an editable one."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self.made = ""
        if self.target_name != "wheel" or version == "editable":
            return
        # The package is not installed while it is being built.
        sys.path.insert(0, os.path.join(self.root, "src"))
        from pilotgraph.engines import write_store
        from pilotgraph.files import checkout

        self.made = tempfile.mkdtemp()
        store = os.path.join(self.made, "store")
        write_store(checkout(self.root), store)
        for name in sorted(os.listdir(store)):
            build_data["force_include"][os.path.join(store, name)] = f"pilotgraph/_graph/store/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        if self.made:
            shutil.rmtree(self.made, ignore_errors=True)
