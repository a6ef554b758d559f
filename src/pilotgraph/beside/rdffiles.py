"""Reads one RDF file of any common form, and says in a line why it cannot be read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator

import pyoxigraph as ox

from pilotgraph.beside.traps import ELSEWHERE, MOST_BYTES, MOST_MIB, trap
from pilotgraph.errors import Problem
from pilotgraph.records import Record

HEAD = 4096
TURTLE, TRIG, N_TRIPLES, N_QUADS = (
    ox.RdfFormat.TURTLE,
    ox.RdfFormat.TRIG,
    ox.RdfFormat.N_TRIPLES,
    ox.RdfFormat.N_QUADS,
)
RDF_XML, JSON_LD = ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD
ENDINGS = {
    "ttl": TURTLE,
    "turtle": TURTLE,
    "nt": N_TRIPLES,
    "nq": N_QUADS,
    "trig": TRIG,
    "rdf": RDF_XML,
    "owl": RDF_XML,
    "xml": RDF_XML,
    "jsonld": JSON_LD,
    "json": JSON_LD,
}
READ = "Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD are read"
# What begins so is not RDF, or not in a form that is read: (pattern, what it is, what to do).
OTHERS = (
    (rb"%PDF-", "is a PDF document, not RDF", READ),
    (rb"PK\x03\x04", "is packed (zip), or a workbook", "unpack it, or save it as RDF"),
    (rb"\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd", "is packed", "unpack it first"),
    (rb"\xff\xfe|\xfe\xff", "is UTF-16", "save it as UTF-8"),
    (rb"(?i)<!doctype\s+html|<html\b", "is a web page, not RDF", "download the data itself, not the page about it"),
    (rb"(?:Prefix|Ontology)\s*\(", "is OWL in functional syntax", "save it as RDF/XML or Turtle"),
    (rb"(?:Prefix|Ontology):\s", "is OWL in Manchester syntax", "save it as RDF/XML or Turtle"),
    (rb"format-version:", "is an OBO file", "save it as RDF/XML or Turtle"),
)
# An element has its namespaces beside its name, by which it differs from an IRI of Turtle; in XML it need not.
XML = re.compile(rb"<\?xml|<!--|<!DOCTYPE|<[\w.-]+(?::[\w.-]+)?\s[^<>]*\bxmlns")
ELEMENT = re.compile(rb"<[A-Za-z][\w.-]*(?:\s|/?>)")
OWL_XML = re.compile(rb"""<Ontology\b[^>]*xmlns\s*=\s*["']http://www\.w3\.org/2002/07/owl#["']""")
# An address that no file holds, against which what is relative in a file is resolved, and found again.
NO_BASE = "https://no-base.invalid/"


class UnreadableError(Exception):
    """A file that cannot be read, with the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class File(Record):
    """A file whose content was read: its path, its bytes, and the form in which they are written."""

    path: str
    content: bytes
    form: ox.RdfFormat

    def quads(self) -> Parsed:
        """What the file says, read as far as it is asked for; raises UnreadableError with the line."""
        return Parsed(self)

    def line_of(self, iri: str) -> int:
        """The line on which something is said of an IRI, where it is found; else 0."""
        local = re.escape(re.split(r"[/#]", iri)[-1].encode())
        whole = re.escape(iri.encode())
        places = (
            (rb"""(?:about|ID)\s*=\s*["'][^"'<>]*%s["']""" % local)
            if self.form == RDF_XML
            else (rb'"@id"\s*:\s*"[^"]*%s"' % local)
            if self.form == JSON_LD
            else (rb"(?m)^[ \t]*(?:<%s>|<[^>\s]*%s>|[\w.-]*:%s(?![\w-]))" % (whole, local, local))
        )
        found = re.search(places, self.content) if local else None
        return self.content.count(b"\n", 0, found.start()) + 1 if found else 0

    def place(self, line: int) -> str:
        """The file's name with a line, where it is known."""
        return f"{self.path}:{line}" if line else self.path


class Parsed:
    """
    The quads of a file, in order.

    prefixes: those that the file binds, once all is read.
    """

    def __init__(self, file: File) -> None:
        self.file = file
        # Only where the engine would leave out what is relative, or not say where it stands.
        base = NO_BASE if file.form in (RDF_XML, JSON_LD) else None
        self._parser = ox.parse(file.content, file.form, base_iri=base, rename_blank_nodes=True)

    @property
    def prefixes(self) -> dict[str, str]:
        return dict(self._parser.prefixes)

    def __iter__(self) -> Iterator[ox.Quad]:
        try:
            yield from self._parser
        except SyntaxError as error:
            raise UnreadableError(_mistake(self.file, error)) from None


def named(given: str) -> tuple[str, str]:
    """The IRI and the path of a value "FILE" or "IRI=FILE"; the IRI is "" where none is given."""
    found = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.-]*:[^=]*(?:=[^=]*)*?)=(.+)", given, re.DOTALL)
    return (found[1], found[2]) if found and not os.path.lexists(given) else ("", given)


def identifier(path: str) -> str:
    """What a file is called in an IRI: its name without what tells its form, in letters, digits, ".", "-" and "_"."""
    name = os.path.basename(path)
    stem, dot, ending = name.rpartition(".")
    stem = stem if dot and ending.lower() in ENDINGS else name
    return re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._")


def read(path: str) -> File:
    """
    A file's content, and the form in which it is written.

    Raises UnreadableError if there is no such file, if it is too long to be held in memory, if it would exhaust the
    machine as it is parsed, or if it is no RDF.
    """
    content = _content(path)
    if not content.strip():
        raise UnreadableError(Problem(path, "is empty", "name a file that holds RDF, or leave it out"))
    begun = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, what, remedy in OTHERS:
        if re.match(pattern, begun):
            raise UnreadableError(Problem(path, what, remedy))
    form = _form(path, begun)
    if form == RDF_XML and OWL_XML.search(begun):
        raise UnreadableError(Problem(path, "is OWL/XML, not RDF/XML", "save it as RDF/XML or Turtle"))
    if problem := trap(path, content, form):
        raise UnreadableError(problem)
    return File(path, content.removeprefix(b"\xef\xbb\xbf"), form)


def _content(path: str) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(Problem(path, "is a folder", "name a file in it"))
        if not stat.S_ISREG(status.st_mode):
            # A pipe could keep us waiting, and a device never ends.
            raise UnreadableError(Problem(path, "is not a plain file", "save what it gives to a file, and name that"))
        if status.st_size <= MOST_BYTES:
            with open(path, "rb") as file:
                content = file.read(MOST_BYTES + 1)
            if len(content) <= MOST_BYTES:
                return content
    except FileNotFoundError:
        what = "leads to a file that is not there" if os.path.islink(path) else "is not there"
        raise UnreadableError(Problem(path, what, "name an RDF file, or IRI=FILE")) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(Problem(path, f"cannot be read: {said}", "name a file that can be read")) from None
    raise UnreadableError(Problem(path, f"is larger than {MOST_MIB} MiB", ELSEWHERE))


def _form(path: str, begun: bytes) -> ox.RdfFormat:
    """The form in which a text is written: by how it begins, and where that does not tell, by the file's ending."""
    name, _, ending = path.rpartition(".")
    ending = ending.lower() if name else ""
    told = ENDINGS.get(ending)
    if XML.match(begun) or (told == RDF_XML and ELEMENT.match(begun)):
        return RDF_XML
    if re.match(rb'\{\s*["}]|\[\s*[{\]"]', begun):
        return JSON_LD
    if ending in ("csv", "tsv", "xls", "xlsx"):
        raise UnreadableError(Problem(path, "is a table, not RDF", READ))
    # TriG holds Turtle and N-Triples too.
    return told if told not in (None, RDF_XML, JSON_LD) else TRIG


def _mistake(file: File, error: SyntaxError) -> Problem:
    said = re.sub(r"^Parser error at line .*?: | \(line \d+\)$", "", str(error))
    line = error.lineno or (_xml_line(file.content) if file.form == RDF_XML else 0)
    if "No scheme found" in said:
        return relative(file, line)
    if "LoadDocumentCallback" in said:
        return Problem(file.path, "takes its context from an address, and nothing is fetched", "write the context out")
    if re.search(r"(?i)utf-?8", said):
        return Problem(file.place(line), "is not UTF-8", "save it as UTF-8")
    if "namespaces are required" in said:
        return Problem(file.place(line), "is XML, but not RDF/XML", READ)
    return Problem(file.place(line), f"is not {file.form.name}: {said[:200]}", "mend the file there, or leave it out")


def relative(file: File, line: int, said: str = "") -> Problem:
    """The problem of an IRI that is relative where the file has no base."""
    what = f"has the relative IRI <{said}>" if said else "has a relative IRI"
    remedy = {RDF_XML: 'add xml:base="..." to its first element', JSON_LD: 'add "@base" to its context'}
    how = remedy.get(file.form, "begin the file with a line @base <...> .")
    return Problem(file.place(line), f"{what}, and no base", f"write it in full, or {how}")


def _xml_line(content: bytes) -> int:
    """The line on which XML stops being XML; 0 where it is well-formed."""
    from xml.parsers import expat  # what is read here has no entities but short ones

    try:
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except expat.ExpatError as error:
        return error.lineno
    return 0
