"""The W3C's three tests of the service description, which its manifest names and its specification spells out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from asking import Endpoint
from manifests import NamedCase, cases, names

MANIFEST = "service-description/manifest.ttl"
FORMATS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/n-triples": "nt"}
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
# The vocabulary: each property with the class of what has it and of what it points to; literals are nowhere allowed.
PROPERTIES = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
CLASSES = {
    *("Service", "Feature", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile"),
    *("GraphCollection", "Dataset", "Graph", "NamedGraph"),
}
ABOVE = {"Dataset": {"GraphCollection"}}
INDIVIDUALS = {
    **dict.fromkeys(("SPARQL10Query", "SPARQL11Query", "SPARQL11Update"), "Language"),
    **dict.fromkeys(
        ("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"), "Feature"
    ),
}


def description(endpoint: Endpoint) -> Graph:
    """What the endpoint says of itself when it is asked nothing; it must be well-formed RDF."""
    response = endpoint.send("GET", headers={"Accept": ", ".join(FORMATS)})
    assert response.status == 200, response
    return Graph().parse(data=response.body, format=FORMATS[response.type], publicID=endpoint.url)


def faults(graph: Graph) -> Iterator[str]:
    """Where a description breaks the vocabulary's schema, in words."""
    kinds: dict[object, set[str]] = {URIRef(SD[name]): {kind} for name, kind in INDIVIDUALS.items()}
    for thing, _, class_ in graph.triples((None, RDF.type, None)):
        name = str(class_).removeprefix(str(SD))
        if str(class_).startswith(str(SD)) and name not in CLASSES:
            yield f"there is no class sd:{name}"
        kinds.setdefault(thing, set()).update({name}, ABOVE.get(name, ()))
    for thing, predicate, value in graph:
        name = str(predicate).removeprefix(str(SD))
        if not str(predicate).startswith(str(SD)):
            continue
        if name not in PROPERTIES:
            yield f"there is no property sd:{name}"
            continue
        domain, kind = PROPERTIES[name]
        if isinstance(value, Literal):
            yield f"sd:{name} points to the literal {value}"
        if domain not in kinds.get(thing, set()):
            yield f"sd:{name} is said of something that is not said to be a sd:{domain}"
        if kind and str(value).startswith(str(SD)) and kind not in kinds.get(value, set()):
            yield f"sd:{name} points to {value}, which is no sd:{kind}"
        if kind and not isinstance(value, URIRef) and kind not in kinds.get(value, set()):
            yield f"sd:{name} points to something that is not said to be a sd:{kind}"
    if not all(isinstance(graph.value(thing, SD.name), URIRef) for thing in graph.subjects(RDF.type, SD.NamedGraph)):
        yield "a sd:NamedGraph has no IRI as its sd:name"
    if not all(graph.value(thing, SD.defaultGraph) for thing in graph.subjects(RDF.type, SD.Dataset)):
        yield "a sd:Dataset has no sd:defaultGraph"


def outcome(case: NamedCase, endpoint: Endpoint) -> str | None:
    graph = description(endpoint)
    if case.title == "GET on endpoint returns RDF":
        return None if len(graph) else "it says nothing"
    if case.title == "Service description contains a matching sd:endpoint triple":
        found = {str(value) for value in graph.objects(None, SD.endpoint)}
        return None if endpoint.url in found else f"sd:endpoint is {sorted(found)}, not {endpoint.url}"
    assert case.title == "Service description conforms to schema", case.title
    if not list(graph.subjects(RDF.type, SD.Service)):
        return "nothing is said to be a sd:Service"
    return "; ".join(sorted(set(faults(graph)))) or None


def suite(case: NamedCase) -> str:  # noqa: ARG001
    return "service description"


@pytest.mark.needs_w3c
def test_all_of_them_are_there() -> None:
    assert len(names(MANIFEST)) == 3


@pytest.mark.needs_w3c
@pytest.mark.parametrize("case", cases(names, MANIFEST))
def test_service_description(case: NamedCase, endpoint: Endpoint, judge: Callable[[str | None], None]) -> None:
    judge(outcome(case, endpoint))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("<#s> a sd:Service ; sd:endpoint '/sparql'", "sd:endpoint points to the literal /sparql"),
        ("<#s> a sd:Service ; sd:fast true", "there is no property sd:fast"),
        ("<#s> a sd:Server", "there is no class sd:Server"),
        ("<#s> sd:endpoint </sparql>", "sd:endpoint is said of something that is not said to be a sd:Service"),
        (
            "<#s> a sd:Service ; sd:feature sd:SPARQL11Query",
            f"sd:feature points to {SD}SPARQL11Query, which is no sd:Feature",
        ),
        ("<#d> a sd:Dataset", "a sd:Dataset has no sd:defaultGraph"),
        ("<#g> a sd:NamedGraph", "a sd:NamedGraph has no IRI as its sd:name"),
        (
            "<#d> a sd:Dataset ; sd:defaultGraph [] ",
            "sd:defaultGraph points to something that is not said to be a sd:Graph",
        ),
    ],
    ids=["literal", "property", "class", "domain", "range", "data set", "named graph", "range of a blank node"],
)
def test_a_description_that_breaks_the_schema_is_noticed(said: str, fault: str) -> None:
    turtle = f"PREFIX sd: <{SD}> {said} ."
    assert [fault] == sorted(set(faults(Graph().parse(data=turtle, format="turtle", publicID="http://example.org/"))))
