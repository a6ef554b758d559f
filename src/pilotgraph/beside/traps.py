"""Finds what would exhaust the machine in a file of moderate size: entities made of entities, and deep nesting."""

from __future__ import annotations

import re
from itertools import accumulate

import pyoxigraph as ox

from pilotgraph.errors import Problem

MOST_MIB = 256
MOST_BYTES = MOST_MIB * 1024 * 1024
ELSEWHERE = "load it into a triple store, add the graph with `pilotgraph publish`, and ask that with --endpoint"
# Deeper triples within triples, and deeper JSON-LD, end the whole process.
DEEPEST_TRIPLE, DEEPEST_JSON = 50, 500
DECLARED = b"<!ENTITY"
# What reads RDF/XML takes all but white space for a part of the name.
ENTITY = re.compile(rb"""<!ENTITY\s*(%\s*)?(\S+)\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC)\b)""")
REFERENCE = re.compile(rb"&(?!#|(?:amp|lt|gt|quot|apos);)[^;&\s]+;|%[^;%\s]+;")
# In Turtle, a sign in a text, an IRI or a comment opens and closes nothing. A text that never ends is read once too.
TRIPLE = re.compile(
    rb'"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?|"(?:[^"\\\n]++|\\.)*+"?'
    rb"|\'\'\'(?:[^'\\]++|\\.|'(?!''))*+(?:\'\'\')?|'(?:[^'\\\n]++|\\.)*+'?"
    rb"|<[^\s<>]*>|#[^\n\r]*|\\.|(<<\()|(\)>>)",
    re.DOTALL,
)
TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
STEPS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
NO_BRACKETS = bytes({*range(256)} - {*STEPS})


def trap(path: str, content: bytes, form: ox.RdfFormat) -> Problem | None:
    """Why a file must not be parsed; None where nothing speaks against it."""
    if form == ox.RdfFormat.RDF_XML:
        return _entities(path, content)
    if form == ox.RdfFormat.JSON_LD:
        what, deepest, depth = "objects and lists", DEEPEST_JSON, _depth_of_json(content)
    else:
        what, deepest, depth = "triples within triples", DEEPEST_TRIPLE, _depth_of_triples(content)
    if depth <= deepest:
        return None
    return Problem(path, f"nests {what} more than {deepest} deep", "say it with fewer levels")


def _entities(path: str, content: bytes) -> Problem | None:
    """A few lines of entities that are made of entities can stand for more text than any machine holds."""
    length, at = len(content), content.find(DECLARED)
    while at >= 0:
        line = content.count(b"\n", 0, at) + 1
        match = ENTITY.match(content, at)
        if match is None:
            what = "declares an entity in a form that is not read"
            return Problem(f"{path}:{line}", what, 'write <!ENTITY name "value">')
        value = match[3] if match[3] is not None else match[4]
        if match[1] or match[5] or REFERENCE.search(value):
            what = f'declares the entity "{match[2].decode("utf-8", "replace")}" by means of others'
            return Problem(f"{path}:{line}", what, "write its value out in full")
        length += content.count(b"&%s;" % match[2]) * len(value)
        at = content.find(DECLARED, at + 1)
    if length > MOST_BYTES:
        return Problem(path, f"is longer than {MOST_MIB} MiB with its entities written out", ELSEWHERE)
    return None


def _depth_of_triples(content: bytes) -> int:
    if b"<<(" not in content:
        return 0
    depth = deepest = 0
    for match in TRIPLE.finditer(content):
        depth += bool(match[1]) - bool(match[2])
        deepest = max(deepest, depth)
    return deepest


def _depth_of_json(content: bytes) -> int:
    brackets = TEXT.sub(b"", content).translate(None, NO_BRACKETS)
    return max(accumulate(STEPS[each] for each in brackets), default=0)
