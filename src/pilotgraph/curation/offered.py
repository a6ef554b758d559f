"""Says prefixes and saved questions in SHACL, so that other people's editors offer them."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from pilotgraph import queries
from pilotgraph.curation.saying import say
from pilotgraph.names import DATA_SET, ENDPOINT, ONTOLOGY, PREFIXES, QUESTION_PAGES, QUESTIONS
from pilotgraph.queries import Question


def add(graph: Graph, questions: list[Question]) -> None:
    """
    Add every prefix, declared by the ontology, and every saved question as it runs with all its parameters left open.

    The endpoint that a question names is the permanent address; whoever serves the graph is found from there.
    """
    ontology = URIRef(ONTOLOGY)
    for prefix, namespace in PREFIXES.items():
        node = URIRef(f"{DATA_SET}/prefix/{prefix}")
        say(graph, ontology, "sh:declare", node)
        say(graph, node, "rdf:type", "sh:PrefixDeclaration")
        say(graph, node, "sh:prefix", Literal(prefix))
        say(graph, node, "sh:namespace", Literal(namespace, datatype=XSD.anyURI))
    for question in questions:
        node = URIRef(QUESTIONS + question.name)
        say(graph, node, "rdf:type", "sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")
        say(graph, node, "rdfs:comment", Literal(question.question, lang="en"))
        say(graph, node, "schema:keywords", Literal(question.topic))
        say(graph, node, "schema:target", URIRef(ENDPOINT))
        say(graph, node, "foaf:page", URIRef(QUESTION_PAGES + question.name))
        say(graph, node, "sh:prefixes", ontology)
        say(graph, node, "sh:select", Literal(queries.bind(question, {})))
