"""Describes the service to programs: its languages, formats, features and graphs."""

from __future__ import annotations

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from pilotgraph.names import DATASET, PREFIXES
from pilotgraph.web.conditional import not_modified, with_tag
from pilotgraph.web.endpoint.writing import GRAPH_FORMS
from pilotgraph.web.media import GRAPHS, Media, choose, named
from pilotgraph.web.protocol import unacceptable
from pilotgraph.web.site import Site

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
SENT = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
RDF, VOID = PREFIXES["rdf"], PREFIXES["void"]
PARTITIONS = (VOID + "classPartition", VOID + "propertyPartition")


def response(request: Request) -> Response:
    """
    The description, in the form that the request asks for.

    Raises Refusal if it asks for no form of RDF.
    """
    site: Site = request.app.state.site
    form = named(GRAPHS, request.query_params.get("format", "")) or choose(GRAPHS, request.headers.get("accept"))
    if form is None:
        raise unacceptable(GRAPHS)
    address = site.address or str(request.base_url).rstrip("/")
    tag = "" if site.changing else site.tag("description", form, address)
    if tag and not_modified(request, tag):
        return with_tag(Response(status_code=304), tag)
    return with_tag(written(description(site, address), form), tag)


def description(site: Site, address: str) -> list[ox.Triple]:
    """
    The triples that describe the service at this address, and those by which the data describes itself.

    In the words of SPARQL 1.1 Service Description and of VoID.
    """
    service, dataset, default = (ox.NamedNode(f"{address}/sparql{part}") for part in ("", "#dataset", "#default-graph"))
    found = [
        *_say(service, RDF + "type", SD + "Service"),
        *_say(service, SD + "endpoint", service),
        *_say(service, SD + "supportedLanguage", SD + "SPARQL11Query"),
        *_say(service, SD + "feature", SD + "UnionDefaultGraph"),
        *(_say(service, SD + "feature", SD + "BasicFederatedQuery") if site.hosts else []),
        *(_say(service, SD + "feature", SD + "DereferencesURIs") if site.hosts else []),
        *(each for form in SENT for each in _say(service, SD + "resultFormat", FORMATS + form)),
        *_say(service, SD + "defaultDataset", dataset),
        *_say(dataset, RDF + "type", SD + "Dataset"),
        *_say(dataset, SD + "defaultGraph", default),
        *_say(default, RDF + "type", SD + "Graph"),
    ]
    for number, iri in enumerate(graphs(site)):
        node = ox.NamedNode(f"{address}/sparql#graph-{number}")
        found += _say(dataset, SD + "namedGraph", node)
        found += [*_say(node, RDF + "type", SD + "NamedGraph"), *_say(node, SD + "name", iri)]
    # Partitions and saved questions are asked for in the data itself; here they would be most of the answer.
    data_sets = site.graph.engine.match(p=ox.NamedNode(RDF + "type"), o=ox.NamedNode(VOID + "Dataset"), graph=DATASET)
    whole = [s for s, _, _ in data_sets]
    described = [each for s in whole for each in site.graph.engine.match(s=s, graph=DATASET)]
    described = [each for each in described if each[1].value not in PARTITIONS]
    found += [ox.Triple(each, ox.NamedNode(VOID + "sparqlEndpoint"), service) for each in whole]
    return [*found, *(ox.Triple(*triple) for triple in described)]


def graphs(site: Site) -> list[str]:
    """The IRIs of the named graphs, in order."""
    if site.source.data:
        return [iri for iri, _ in site.source.data]
    if site.source.graphs is not None:
        return list(site.source.graphs)
    return [*(iri for iri, _ in site.graph.folder.graphs), *(extra.iri for extra in site.graph.extras)]


def written(triples: list[ox.Triple], form: Media) -> Response:
    """Triples as a response in one of the forms of RDF."""
    content = ox.serialize(dict.fromkeys(triples), format=GRAPH_FORMS[form.name], prefixes={**PREFIXES, "sd": SD})
    return Response(content, media_type=form.content_type)


def _say(subject: ox.NamedNode, name: str, value: str | ox.NamedNode) -> list[ox.Triple]:
    node = value if isinstance(value, ox.NamedNode) else ox.NamedNode(value)
    return [ox.Triple(subject, ox.NamedNode(name), node)]
