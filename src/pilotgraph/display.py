"""Writes answers for a reader: tables with their evidence beneath, questions, statements and how to cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pilotgraph.names import shorten
from pilotgraph.terminal import table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.answers import Answer, Origin
    from pilotgraph.evidence import Evidence
    from pilotgraph.queries import Question


def answer_table(answer: Answer, *, iris: bool, width: int | None) -> str:
    """The answer as a table; with evidence, numbered rows and their statements and passages beneath."""
    if not answer.rows:
        return wrapped(f"No rows. {answer.origin.empty}".strip(), width) + "\n"
    rows = [[answer.shown(term, iris=iris) for term in row] for row in answer.rows]
    if answer.evidence is None:
        return table(answer.columns, rows, width) + "\n"
    numbered = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    parts = [table(("#", *answer.columns), numbered, width), ""]
    for number, evidence in enumerate(answer.evidence, start=1):
        parts.append(wrapped(f"[{number}] " + " | ".join(cell for cell in rows[number - 1] if cell), width))
        parts.extend(statement(each, width, indent="    ") for each in evidence)
        if not evidence:
            parts.append("    no statement stands behind this row")
    return "\n".join(parts) + "\n"


def statement(evidence: Evidence, width: int | None, indent: str = "") -> str:
    """A statement in our words, what kind of claim it is, and each of its passages with its link."""
    facts = [shorten(evidence.statement), evidence.claim_status]
    facts += [f"certainty: {evidence.certainty}"] if evidence.certainty else []
    facts += [f"hedge: {evidence.hedge}"] if evidence.hedge else []
    facts += [f"about {', '.join(evidence.about)}"] if evidence.about else []
    facts += [f"perhaps about {', '.join(evidence.may_be_about)}"] if evidence.may_be_about else []
    lines = [wrapped(evidence.gloss, width, indent), wrapped(" · ".join(filter(None, facts)), width, indent)]
    lines += [wrapped(f"note: {evidence.note}", width, indent)] if evidence.note else []
    for passage in evidence.passages:
        lines.append(wrapped(f"{passage.source} {passage.place}: {passage.quote()}", width, indent + "  "))
        # A link broken over lines cannot be followed.
        lines.append(f"{indent}  {passage.link}")
    return "\n".join(lines)


def footer(origin: Origin, rows: int | None, width: int | None) -> str:
    """How many rows there are and what a row is, the graph's version, and how to cite it."""
    counted = "" if rows is None else f"{rows} {'row' if rows == 1 else 'rows'}"
    if counted and origin.row:
        counted += f" ({origin.row})"
    graph = f"PilotGraph {origin.version}".strip()
    return wrapped(". ".join(part for part in (counted, graph) if part) + ".", width) + (
        "\n" + wrapped(f"Cite: {origin.citation}", width) if origin.citation else ""
    )


def question_list(questions: Iterable[Question], width: int | None, lacking: Mapping[str, str]) -> str:
    """
    The questions by topic, each with its name and parameters.

    lacking: what a question cannot be answered without, by the question's name.
    """
    lines: list[str] = []
    topic = ""
    for question in sorted(questions, key=lambda each: (each.topic, each.name)):
        if question.topic != topic:
            topic = question.topic
            lines += ["", topic] if lines else [topic]
        lines.append(wrapped(question.question, width, "  "))
        taken = " ".join(f"[--param {parameter.name}=…]" for parameter in question.parameters)
        lines.append(f"    {question.name} {taken}".rstrip())
        if lacking.get(question.name):
            lines.append(wrapped(lacking[question.name], width, "    "))
    return "\n".join(lines) + "\n"
