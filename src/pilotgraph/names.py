"""Every prefix once, and the functions that make an IRI from a table's id and a short name from an IRI."""

from __future__ import annotations

import re

ONTOLOGY = "https://w3id.org/pilotgraph/ontology"
NAMESPACE = ONTOLOGY + "#"
THINGS = "https://w3id.org/pilotgraph/id/"
GRAPHS = "https://w3id.org/pilotgraph/graph/"
DATA_SET = "https://w3id.org/pilotgraph/dataset"
QUESTIONS = "https://w3id.org/pilotgraph/question/"
# Where the page of a question is, and where the endpoint; w3id.org leads on to whoever serves them.
QUESTION_PAGES = "https://w3id.org/pilotgraph/questions/"
ENDPOINT = "https://w3id.org/pilotgraph/sparql"

# The named graphs, by the name of the file that holds each.
ASSERTED, INFERRED, DATASET, TERMS = (GRAPHS + name for name in ("asserted", "inferred", "dataset", "ontology"))
# What leads to other vocabularies: single links, axioms, and published frameworks as schemes.
MAPPINGS, ALIGNMENTS = GRAPHS + "mappings", GRAPHS + "alignments"
SCHEMES = tuple(GRAPHS + name for name in ("cfir-2022", "eric", "rainbow"))
ALL_GRAPHS = (ASSERTED, INFERRED, DATASET, TERMS, MAPPINGS, ALIGNMENTS, *SCHEMES)

# A published framework, and the parts of each.
SCHEME_KINDS = ("scheme", "cfir", "eric", "rainbow")
# Kinds of things, and lists of fixed concepts; each is a prefix of its own.
KINDS = (
    *("programme", "wave", "model-type", "pilot-group", "pilot", "place", "setting", "intervention", "population"),
    *("cohort", "comparator", "period", "factor", "factor-domain", "idea", "match", "outcome", "outcome-domain", "aim"),
    *("support-measure", "policy-event", "policy-field", "organisation", "person", "evaluation", "grant"),
    *("publication", "reference", "source", "statement", "passage", "boundary", "reading", "placement", "not-modelled"),
    *("mapping", "mapping-set", *SCHEME_KINDS),
)
CODE_LISTS = (
    *("aim-relation", "basis", "certainty", "claim-status", "design-level", "direction", "fulfilment", "gap-kind"),
    *("grade", "grounding", "hedge", "integration-type", "intensity", "level", "method", "method-use", "perspective"),
    *("phase", "provision", "qualifier", "reason", "role", "scope", "side", "significance", "trend"),
)

PREFIXES: dict[str, str] = {
    "pg": NAMESPACE,
    **{kind: f"{THINGS}{kind}/" for kind in KINDS + CODE_LISTS},
    "question": QUESTIONS,
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

IDENTIFIER = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"


def mint(kind: str, identifier: str) -> str:
    """
    The IRI of the thing that a table calls by this id.

    kind: a prefix of PREFIXES, such as "programme".
    identifier: letters, digits, full stops, hyphens and underscores; begins and ends with a letter or digit.
    Raises ValueError if the kind is unknown or the id has any other character.
    """
    if kind not in KINDS + CODE_LISTS:
        raise ValueError(f'there is no kind of thing called "{kind}"')
    if not re.fullmatch(IDENTIFIER, identifier):
        raise ValueError(f'"{identifier}" is not an id: use letters, digits, ".", "-" and "_"')
    return PREFIXES[kind] + identifier


def shorten(iri: str) -> str:
    """The short form, such as "programme:icps", or the IRI itself where no prefix fits."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix, local = _BY_NAMESPACE.get(iri[:cut]), iri[cut:]
    return f"{prefix}:{local}" if prefix and re.fullmatch(IDENTIFIER, local) else iri


def expand(short: str) -> str | None:
    """The IRI of a short form, such as "programme:icps"; None where its prefix is not one of ours."""
    prefix, colon, local = short.partition(":")
    namespace = PREFIXES.get(prefix) if colon else None
    return namespace + local if namespace else None


def term(name: str) -> str:
    """The IRI of a term of our ontology."""
    return NAMESPACE + name


_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
