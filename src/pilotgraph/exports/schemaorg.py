"""Describes the data set in schema.org, as search engines for data read it."""

from __future__ import annotations

import json

from pilotgraph.exports.reading import Edition, read
from pilotgraph.names import ALL_GRAPHS, ASSERTED, DATA_SET, DATASET, ENDPOINT, PREFIXES, shorten, term
from pilotgraph.references import references
from pilotgraph.things import DEFINITION, LABEL, labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pilotgraph.graph import PilotGraph
    from pilotgraph.references import Author, Reference

# Written out, so that no program needs to fetch the context of schema.org.
CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("contentUrl", "license", "url")},
}
HOME = DATA_SET.rpartition("/")[0]
HOW = (
    "Coding of a published comparison of evaluations, sentence by sentence; each statement is tied to the place in the "
    "article on which it rests, with the kind of claim, how firmly it is put, and how sure its attribution is."
)


def schema_org(graph: PilotGraph, form: str = "jsonld") -> bytes:
    """
    The description of the data set, as JSON-LD with its context inside.

    form: "jsonld", the only one.
    Raises SourceError if the graph does not describe its data set.
    """
    assert form == "jsonld"
    described = {"@context": CONTEXT, **data_set(graph)}
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def data_set(graph: PilotGraph) -> dict[str, Any]:
    """
    The data set as a schema.org Dataset.

    Raises SourceError if the graph does not describe its data set.
    """
    edition = Edition(graph)
    said = read(graph, ASSERTED)
    statements = sum(1 for each in said if said.values(each, term("supportedBy")))
    outcomes = sorted({o.value for each in said for o in said.values(each, term("outcome"))})
    programmes = said.typed(term("Programme"))
    places = sorted({place.value for each in programmes for place in said.values(each, term("takesPlaceIn"))})
    named = labels(graph.engine, [*outcomes, *programmes, *places])
    known = read(graph, DATASET)
    topics = sorted({o.value for each in known for o in known.values(each, PREFIXES["schema"] + "keywords")})
    articles = [each for each in references(graph, ()) if each.kind != "dataset"]
    found: dict[str, Any] = {
        "@id": DATA_SET,
        "@type": "Dataset",
        "name": edition.title,
        "description": f"{edition.description} It holds {statements} statements.",
        "url": DATA_SET,
        "identifier": DATA_SET,
        "version": edition.version,
        "license": edition.licence,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "creator": {"@id": edition.creator, "@type": "Organization", "name": edition.creator_name, "url": HOME},
        "creditText": edition.citation,
        "keywords": [*(named[each] for each in programmes if each in named), *topics],
        "measurementTechnique": HOW,
        "variableMeasured": [
            {
                "@id": each,
                "@type": "PropertyValue",
                "name": named.get(each, shorten(each)),
                "description": said.first(each, DEFINITION) or said.first(each, LABEL),
            }
            for each in outcomes
        ],
        "spatialCoverage": [{"@id": each, "@type": "Place", "name": named.get(each, shorten(each))} for each in places],
        "citation": [_article(each) for each in articles],
        "isBasedOn": [{"@id": _iri(each)} for each in articles],
        "distribution": [
            {
                "@id": f"{each}?format=turtle",
                "@type": "DataDownload",
                "name": f"The graph “{each.rpartition('/')[2]}” as Turtle",
                "contentUrl": f"{each}?format=turtle",
                "encodingFormat": "text/turtle",
            }
            for each in ALL_GRAPHS
        ],
        "subjectOf": {"@id": ENDPOINT, "@type": "WebAPI", "name": "SPARQL endpoint", "url": ENDPOINT},
    }
    if edition.issued:
        found["datePublished"] = edition.issued
    return {name: value for name, value in found.items() if value not in ("", [])}


def _article(known: Reference) -> dict[str, Any]:
    """A publication with what the graph knows of it."""
    said: dict[str, Any] = {
        "@id": _iri(known),
        "@type": "ScholarlyArticle" if known.kind == "article" else "CreativeWork",
        "name": known.title,
        "author": [_author(each) for each in known.authors],
        "datePublished": known.year,
        "license": known.licence,
        "url": known.url,
        "pagination": known.pages,
    }
    if known.journal:
        journal = {"@type": "Periodical", "name": known.journal}
        volume = {
            "@type": "PublicationVolume",
            "name": f"{known.journal} {known.volume}",
            "volumeNumber": known.volume,
            "isPartOf": journal,
        }
        said["isPartOf"] = {
            "@type": "PublicationIssue",
            "name": f"{known.journal} {known.volume}({known.issue})",
            "issueNumber": known.issue,
            "isPartOf": volume,
        }
    return {name: value for name, value in said.items() if value not in ("", [])}


def _author(author: Author) -> dict[str, str]:
    if not author.given:
        return {"@type": "Organization", "name": author.family}
    name = f"{author.given} {author.family}"
    return {"@type": "Person", "name": name, "givenName": author.given, "familyName": author.family}


def _iri(known: Reference) -> str:
    return f"https://doi.org/{known.doi}" if known.doi else PREFIXES["source"] + known.key
