"""The prefixes of the forms that neighbours read, beside our own."""

from __future__ import annotations

from pilotgraph.names import DATA_SET, PREFIXES

NANOPUBLICATIONS = "https://w3id.org/pilotgraph/nanopub/"
CUBE = DATA_SET + "/cube/"

FOREIGN: dict[str, str] = {
    **PREFIXES,
    "np": "http://www.nanopub.org/nschema#",
    "npx": "http://purl.org/nanopub/x/",
    "qb": "http://purl.org/linked-data/cube#",
    "cube": CUBE + "property/",
}
TYPE = PREFIXES["rdf"] + "type"


def iri(short: str) -> str:
    """The IRI of a short form such as "qb:DataSet"; KeyError for a prefix that is not known."""
    prefix, _, local = short.partition(":")
    return FOREIGN[prefix] + local
