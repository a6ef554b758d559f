"""A problem (where, what, what to do), and the exceptions a user can meet."""

from __future__ import annotations

from collections.abc import Iterable

from pilotgraph.records import Record


class Problem(Record):
    """
    One thing that is wrong.

    where: such as "data/tables/findings.tsv:14" or "--param programme=pionears".
    what: what is wrong there.
    remedy: what to do about it; may be empty where there is nothing sensible to say.
    """

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        said = f"{self.where}  {self.what}" if self.where else self.what
        return f"{said}; {self.remedy}" if self.remedy else said


class PilotGraphError(Exception):
    """
    Something the user can mend; every problem is told at once.

    exit_code: what the command line returns: 1 for a failed check, 2 for a wrong request, 3 for a broken or
        unreachable source of data.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RequestError(PilotGraphError):
    """The request cannot be answered as it stands: unknown name, wrong parameter, malformed query."""

    exit_code = 2


class SourceError(PilotGraphError):
    """The graph, a file or an endpoint cannot be read."""

    exit_code = 3
