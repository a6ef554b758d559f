"""Argparse as the command line wants it: quick to lay out help, brief about mistakes."""

from __future__ import annotations

import argparse
import os
from typing import Any, NoReturn


class Help(argparse.HelpFormatter):
    """Wraps help to the terminal, without the 3 ms in which argparse finds out its width for every option."""

    def __init__(self, prog: str, **more: Any) -> None:
        if "width" not in more:
            columns = os.environ.get("COLUMNS", "")
            more["width"] = int(columns) - 2 if columns.isdigit() and int(columns) > 20 else 98
        super().__init__(prog, **more)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with a near miss for a misspelt command or option."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=Help, allow_abbrev=False, **given)
        self._words: list[str] = []

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self._words = list(args or ())
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        if "--with" in self._words and "are required: " in message:
            missing = message.partition("are required: ")[2]
            message += f"; --with takes every file that follows it, so write {missing} before it"
        self.exit(2, f"pilotgraph: {message}; `{self.prog} --help` lists what it takes\n")
