"""Named tuples as typing.NamedTuple makes them, without the tenth of a short run in which typing is loaded."""

from __future__ import annotations

__all__ = ["Record"]

# Type checkers take a constant of this name for true.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from collections import namedtuple

    class _Maker(type):
        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__")
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class Record(metaclass=_Maker):
        """The base of a named tuple whose fields, and their defaults, are annotated in its body."""
