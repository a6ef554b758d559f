"""Writes an export of several files into a folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pilotgraph.errors import Problem, RequestError, SourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# So many strange files are named; a folder such as "/" is not walked to its end.
NAMED = 6


def write_folder(target: str, contents: Sequence[tuple[str, bytes]]) -> int:
    """
    Write files into a folder that is new, empty, or holds what would be written, and return how many there are.

    contents: (name, content), the name relative to the folder and with forward slashes.
    Raises RequestError naming files in the folder that are not of this export, SourceError if it cannot be written to.
    """
    folder, wanted = Path(target), dict(contents)
    if folder.exists() and not folder.is_dir():
        raise RequestError(Problem(f"--to {target}", "is a file", "name a new or an empty folder"))
    try:
        strange = [name for _, name in zip(range(NAMED), _strange(folder, wanted), strict=False)]
    except OSError as error:
        raise _not_written(target, error) from None
    if strange:
        what = "is there already, and this export did not write it"
        remedy = "name a new or an empty folder"
        raise RequestError([Problem(f"--to {target}", f"{name} {what}", remedy) for name in strange])
    try:
        _write(folder, {name: content for name, content in wanted.items() if not (folder / name).exists()})
    except OSError as error:
        raise _not_written(target, error) from None
    return len(wanted)


def _strange(folder: Path, wanted: dict[str, bytes]) -> Iterator[str]:
    """The files in a folder that are not, byte for byte, those to be written."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        # What is no plain file could keep us waiting.
        plain = path.is_file() and not path.is_symlink()
        if name not in wanted or not plain or path.read_bytes() != wanted[name]:
            yield name


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    """All files or none: they are written aside, then put into place one by one."""
    parents = (folder, *folder.absolute().parents)
    made = [each for each in parents if not each.exists()]
    aside = folder / f".{os.getpid()}.partial"
    placed: list[Path] = []
    try:
        for name, content in contents.items():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).write_bytes(content)
        for name in contents:
            parent = (folder / name).parent
            made += [each for each in (parent, *parent.parents) if not each.exists() and each not in made]
            parent.mkdir(parents=True, exist_ok=True)
            (aside / name).replace(folder / name)
            placed.append(folder / name)
    except BaseException:
        for path in placed:
            path.unlink()
        shutil.rmtree(aside, ignore_errors=True)
        for path in sorted(made, key=lambda each: len(each.absolute().parts), reverse=True):
            if path.is_dir():
                path.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _not_written(target: str, error: OSError) -> SourceError:
    remedy = "name a folder that can be written to"
    return SourceError(Problem(f"--to {target}", f"cannot be written to: {error.strerror}", remedy))
