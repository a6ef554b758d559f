"""Gathers what an answer rests on: its sources, the publications that they cite, schemes, and the data set."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from pilotgraph.evidence import NOTE, PAGE, SOURCE, SUPPORTED_BY
from pilotgraph.names import DATASET, PREFIXES, term
from pilotgraph.records import Record
from pilotgraph.things import DEFINITION, LABEL, TYPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pilotgraph.engines import Engine, Found
    from pilotgraph.graph import PilotGraph

CITES = PREFIXES["cito"] + "cites"
CITATION, TITLE, CREATOR = (PREFIXES["dcterms"] + name for name in ("bibliographicCitation", "title", "creator"))
IDENTIFIER, LICENCE, FROM = (PREFIXES["dcterms"] + name for name in ("identifier", "license", "source"))
IN_SCHEME = PREFIXES["skos"] + "inScheme"
VERSION = PREFIXES["dcat"] + "version"
DATA_SET = NamedNode(PREFIXES["dcat"] + "Dataset")
DESCRIBED = (TITLE, CREATOR, CITATION, LICENCE, VERSION)
YEAR, NUMBER, PROBABLY, PROBABILITY = map(term, ("publicationYear", "number", "probablyIs", "matchProbability"))
ABOUT, PERSON, POSITION = map(term, ("about", "person", "authorPosition"))
DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")
# Authors. Title. Journal Year;Volume(Issue):Pages. The title may hold a question mark, the journal's name may not.
WRITTEN_OUT = re.compile(
    r"(?P<authors>[^.]+)\. (?P<title>.+?[.?!]) (?P<journal>[^.?!]+) (?P<year>\d{4});"
    r"(?P<volume>\d+)(?:\((?P<issue>[^)]+)\))?:(?P<pages>[\w–-]+)\."
)
AUTHOR = re.compile(r"(?P<family>.+) (?P<given>[A-Z-]+)")


class Author(Record):
    """A person by family and given names (or initials), or an organisation whose `given` is empty."""

    family: str
    given: str = ""


class Reference(Record):
    """
    A source, a publication it cites, or the data set; what the graph does not hold of it is empty.

    key: its id, such as "lewis-2021". kind: "article", "dataset" or "other".
    note: what a reader should know of it, such as how sure it is that this is the publication that is cited.
    """

    key: str
    kind: str
    title: str
    authors: tuple[Author, ...] = ()
    year: str = ""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    version: str = ""
    licence: str = ""
    note: str = ""


def references(graph: PilotGraph, statements: Iterable[str], shown: Iterable[str] = ()) -> list[Reference]:
    """
    What an answer rests on: the sources of its statements, the publications they cite, where the schemes that it shows
    were published, and the data set.

    statements: IRIs of the statements behind the answer; without any, the sources are those of the whole data set,
        since then they are silent. Those that the graph does not know are passed over.
    shown: IRIs of the things in the answer, of which some may be parts of a scheme, such as constructs of the CFIR.
    A publication is told with how sure it is that it is the one cited; a cited number of which nobody knows what it
    stands for is told in the note of the source.
    """
    engine = graph.engine
    behind = engine.look_up(statements, (SUPPORTED_BY, CITES))
    passages = engine.look_up(_all(behind, SUPPORTED_BY), (SOURCE,))
    known, unknown = _cited(engine, _all(behind, CITES))
    cited_in: dict[str, set[str]] = {source: set() for source in _all(passages, SOURCE)}
    for statement, name in behind:
        if name == CITES:
            for passage in _iris(behind, statement, SUPPORTED_BY):
                for source in _iris(passages, passage, SOURCE):
                    cited_in[source].update(_iris(behind, statement, CITES))
    data_sets = sorted(str(s.value) for s, _, _ in engine.match(p=NamedNode(TYPE), o=DATA_SET, graph=DATASET))[:1]
    described = engine.look_up(data_sets, (*DESCRIBED, FROM))
    found = []
    for source in sorted(cited_in) or _all(described, FROM):
        told = [unknown[number] for number in unknown if number in cited_in.get(source, ())]
        found.append(_source(engine, source, " ".join(told)))
    return [*found, *known, *_schemes(engine, shown), *(_data_set(engine, iri, described) for iri in data_sets)]


def _source(engine: Engine, iri: str, unknown: str) -> Reference:
    said = engine.look_up([iri], (LABEL, CITATION, IDENTIFIER, LICENCE, PAGE, YEAR))
    citation = _one(said, iri, CITATION)
    parts = WRITTEN_OUT.match(citation)
    named = parts.groupdict() if parts else {}
    title = named.get("title") or _one(said, iri, LABEL)
    doi = DOI.fullmatch(_one(said, iri, IDENTIFIER))
    # What cannot be taken apart is kept whole.
    notes = [unknown, "" if parts else citation]
    return Reference(
        key=_last(iri),
        kind="article" if parts else "other",
        title=title.removesuffix("."),
        authors=_authors(engine, iri, named.get("authors") or ""),
        year=_one(said, iri, YEAR) or named.get("year") or "",
        **{name: named.get(name) or "" for name in ("journal", "volume", "issue", "pages")},
        doi=doi[1] if doi else "",
        url=_one(said, iri, PAGE),
        licence=_one(said, iri, LICENCE),
        note=" ".join(filter(None, notes)),
    )


def _authors(engine: Engine, iri: str, written_out: str) -> tuple[Author, ...]:
    """The authors as the graph names them, in order; else as the citation does, which has initials only."""
    initials = [Author(**match.groupdict()) for match in map(AUTHOR.fullmatch, written_out.split(", ")) if match]
    wrote = [s.value for s, _, _ in engine.match(p=NamedNode(ABOUT), o=NamedNode(iri))]
    said = engine.look_up(wrote, (PERSON, POSITION))
    placed = {int(position): each for each in wrote if (position := _one(said, each, POSITION))}
    people = [_one(said, placed[position], PERSON) for position in sorted(placed)]
    labels = engine.look_up(people, (LABEL,))
    families = [author.family for author in initials]
    return tuple(_person(_one(labels, person, LABEL), families) for person in people) or tuple(initials)


def _person(name: str, families: list[str]) -> Author:
    """A full name in its two parts; a family name of several words is known from the citation."""
    family = next((each for each in families if name.endswith(f" {each}")), name.rpartition(" ")[2])
    return Author(family, name.removesuffix(family).strip())


def _cited(engine: Engine, numbers: list[str]) -> tuple[list[Reference], dict[str, str]]:
    """The publications that reference numbers probably stand for, by number, and what is said of the other numbers."""
    said = engine.look_up(numbers, (LABEL, NOTE, NUMBER, PROBABLY, PROBABILITY))
    published = engine.look_up(_all(said, PROBABLY), (LABEL, DEFINITION, PAGE))
    found: dict[str, Reference] = {}
    unknown: dict[str, str] = {}
    for iri in sorted(numbers, key=lambda each: int(_one(said, each, NUMBER) or 0)):
        publication, sure = _one(said, iri, PROBABLY), _one(said, iri, PROBABILITY)
        probability = f", with probability {sure}" if sure else ""
        told = f"{_one(said, iri, LABEL)}{probability}: {_one(said, iri, NOTE).removesuffix('.')}."
        if not publication:
            unknown[iri] = told
            continue
        page = _one(published, publication, PAGE)
        doi = DOI.fullmatch(page)
        before = found[publication].note if publication in found else _one(published, publication, DEFINITION)
        found[publication] = Reference(
            key=_last(publication),
            kind="other",
            title=_one(published, publication, LABEL),
            doi=doi[1] if doi else "",
            url=page,
            note=f"{before} {told}".strip(),
        )
    return list(found.values()), unknown


def _schemes(engine: Engine, shown: Iterable[str]) -> list[Reference]:
    """Where the schemes were published of which something is shown; by whom and under which title is not held."""
    schemes = _all(engine.look_up(shown, (IN_SCHEME,)), IN_SCHEME)
    said = engine.look_up(schemes, (LABEL, TITLE, FROM))
    found = []
    for scheme in schemes:
        published = _iris(said, scheme, FROM)
        for number, page in enumerate(published, 1):
            several = len(published) > 1
            which = f"Publication {number} of {len(published)}" if several else "The publication"
            doi = DOI.fullmatch(page)
            found.append(
                Reference(
                    key=_last(scheme) + (f"-{number}" if several else ""),
                    kind="other",
                    title=_one(said, scheme, TITLE) or _one(said, scheme, LABEL),
                    doi=doi[1] if doi else "",
                    url=page,
                    note=f"{which} from which this list was taken; its own title and authors are not in the graph.",
                )
            )
    return found


def _data_set(engine: Engine, iri: str, said: Found) -> Reference:
    named = engine.look_up(_iris(said, iri, CREATOR), (LABEL,))
    creators = sorted(value.value for values in named.values() for value in values if value)
    # A creator that has no name of its own stands at the beginning of the citation.
    creators = creators or list(filter(None, [_one(said, iri, CITATION).partition(". ")[0]]))
    version = _one(said, iri, VERSION)
    return Reference(
        key=f"pilotgraph-{version}" if version else "pilotgraph",
        kind="dataset",
        title=_one(said, iri, TITLE),
        authors=tuple(map(Author, creators)),
        url=iri,
        version=version,
        licence=_one(said, iri, LICENCE),
    )


def _all(found: Found, name: str) -> list[str]:
    """The things to which anything is tied by a property."""
    return sorted({each for subject, said in found if said == name for each in _iris(found, subject, name)})


def _iris(found: Found, iri: str, name: str) -> list[str]:
    return [value.value for value in found.get((iri, name), ()) if isinstance(value, NamedNode)]


def _one(found: Found, iri: str, name: str) -> str:
    return next((value.value for value in found.get((iri, name), ()) if value), "")


def _last(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]
