"""Facts about empty answers: each planted fault is named with its line, and nothing that is right is blamed."""

from __future__ import annotations

import random
import statistics
import time

import pyoxigraph as ox
import pytest

from pilotgraph import Problem, RequestError, SourceError
from pilotgraph.absence.reasons import PROBES, reasons
from pilotgraph.cli import main
from pilotgraph.engines import Embedded
from pilotgraph.names import ALL_GRAPHS, PREFIXES
from pilotgraph.queries import bind
from pilotgraph.tokens import tokens

USED = ("pg", "programme", "wave", "basis", "claim-status", "foaf", "org", "skos", "rdfs", "xsd")
# All on line 1, so that the first line of each query below is line 2.
HEAD = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in USED) + "\n"
# A busy machine must not cut a search short.
PATIENCE = 60.0
GRAPH = "https://w3id.org/pilotgraph/graph/"

# What is asked, and of each fault its line, what is said of it, and the remedy.
FAULTS: dict[str, tuple[str, list[tuple[int, str, str]]]] = {
    "a misspelt property": (
        "SELECT * {\n ?p a pg:Programme ;\n pg:hasBarier ?b }",
        [(4, "pg:hasBarier is not in the ontology", "did you mean pg:hasBarrier?")],
    ),
    "a property in the wrong case": (
        "SELECT * { ?p pg:Launchyear ?y }",
        [(2, "pg:Launchyear is not in the ontology", "pg:launchYear")],
    ),
    "a class in the wrong case": ("SELECT * { ?p a pg:programme }", [(2, "pg:programme is not in", "pg:Programme?")]),
    "a property by its label": ("SELECT * { ?x pg:directionOfTheEffect ?y }", [(2, "is not in", "pg:effectDirection")]),
    "a thing by its label": (
        "SELECT * { programme:integrated-care-pilots ?p ?o }",
        [(2, "is not in", "programme:icps")],
    ),
    "a right id with a wrong prefix": ("SELECT * { wave:icps ?p ?o }", [(2, "wave:icps is not in", "programme:icps")]),
    "a code that is none of its list": (
        "SELECT * { ?s pg:basis basis:hearsay }",
        [(2, "basis:hearsay is not in the graph", "there are basis:abstract, ")],
    ),
    "a name of a borrowed vocabulary": ("SELECT * { ?x foaf:name ?l }", [(2, "foaf:name", "skos:prefLabel")]),
    "two misspelt names": (
        "SELECT * { ?p a pg:Programe .\n ?p pg:hasBarier ?b }",
        [(2, "pg:Programe", "pg:Programme"), (3, "pg:hasBarier", "pg:hasBarrier")],
    ),
    "the namespace under another prefix": (
        "PREFIX o: <https://w3id.org/pilotgraph/ontology#>\nSELECT * { ?p o:hasBarier ?b }",
        [(3, "o:hasBarier is not in the ontology", "did you mean o:hasBarrier?")],
    ),
    "a name in full": (
        "SELECT * { ?p <https://w3id.org/pilotgraph/ontology#hasBarier> ?b }",
        [(2, "ontology#hasBarier> is not in the ontology", "pg:hasBarrier")],
    ),
    "a relative name": (
        "BASE <https://w3id.org/pilotgraph/>\nSELECT * { ?p <ontology#hasBarier> ?b }",
        [(3, "<ontology#hasBarier> is not in the ontology", "pg:hasBarrier")],
    ),
    "a namespace with a slip of the pen": (
        "PREFIX o: <https://w3id.org/pilotgraph/ontology/>\nSELECT * { ?p a o:Programme ; o:hasBarrier ?b }",
        [(2, "the graph holds nothing in <https://w3id.org/pilotgraph/ontology/>", "/ontology#>?")],
    ),
    "a thing like no other, and a text": (
        "SELECT * { wave:two-thousand ?p ?o . ?s pg:basis 'text' }",
        [(2, "wave:two-thousand is not in the graph", ""), (2, "nothing has pg:basis 'text'", "write basis:text")],
    ),
    "a class as a property": (
        "SELECT * { ?p pg:Programme ?x }",
        [(2, "is a class, not a property", "?p a pg:Programme")],
    ),
    "a property as a class": (
        "SELECT * { ?p a pg:hasBarrier }",
        [(2, "is a property, not a class", "?p pg:hasBarrier")],
    ),
    "a thing as a class": ("SELECT * { ?p a programme:icps }", [(2, "is a thing, not a class", "of pg:Programme")]),
    "a thing as a property": ("SELECT * { ?p programme:icps ?x }", [(2, "is a thing, not a property", "")]),
    "a text as a class": ("SELECT * { ?p a 'Programme' }", [(2, "is a text, not a class", "write pg:Programme")]),
    "a class of which only its parts are said": (
        "SELECT * { ?b a org:Organization }",
        [(2, "of the classes below org:Organization", "subClassOf>* org:Organization")],
    ),
    "a class without such a property": (
        "SELECT * {\n ?p a pg:Programme .\n ?p pg:effectDirection ?d }",
        [(4, "nothing of class pg:Programme has pg:effectDirection", "it is said of pg:OutcomeFinding")],
    ),
    "a class that is no such value": (
        "SELECT * { ?x pg:supportedBy ?p . ?p a pg:Programme }",
        [(2, "pg:supportedBy leads to nothing of class pg:Programme", "it leads to pg:Passage")],
    ),
    "two properties of two kinds": (
        "SELECT * { ?x pg:hasBarrier ?b .\n ?x pg:effectDirection ?d }",
        [(3, "no ?x both has pg:hasBarrier and has pg:effectDirection", "is said of pg:OutcomeFinding")],
    ),
    "a value that has no such property": (
        "SELECT * { ?x pg:hasBarrier ?b . ?b pg:launchYear ?d }",
        [(2, "no ?b both is a value of pg:hasBarrier and has pg:launchYear", "pg:hasBarrier leads to pg:Barrier")],
    ),
    "two classes that share nothing": (
        "SELECT * { ?x a pg:Programme , pg:Wave }",
        [(2, "nothing is of both classes, pg:Programme and pg:Wave", "")],
    ),
    "a thing that lacks the property": (
        "SELECT * { programme:icps pg:effectDirection ?d }",
        [(2, "programme:icps has no pg:effectDirection", "said of pg:OutcomeFinding")],
    ),
    "a property the wrong way round": (
        "SELECT * { ?b pg:hasBarrier programme:icps }",
        [(2, "pg:hasBarrier leads from programme:icps, not to it", "swap the two sides")],
    ),
    "a text without its language": (
        'SELECT * { ?p skos:prefLabel "Integrated Care Pilots" }',
        [(2, 'nothing has skos:prefLabel "Integrated Care Pilots"', 'write "Integrated Care Pilots"@en')],
    ),
    "a text in the wrong case": (
        'SELECT * { ?p skos:prefLabel "integrated care pilots"@en }',
        [(2, "nothing has skos:prefLabel", 'write "Integrated Care Pilots"@en')],
    ),
    "a misspelt text": (
        "SELECT * { ?p skos:prefLabel 'Integrated Care Pilotes'@en }",
        [(2, "nothing has skos:prefLabel", 'did you mean "Integrated Care Pilots"@en?')],
    ),
    "a number as a text": ('SELECT * { ?p pg:launchYear "2008" }', [(2, 'pg:launchYear "2008"', "write 2008")]),
    "a number with another datatype": (
        'SELECT * { ?p pg:launchYear "2008"^^xsd:gYear }',
        [(2, "nothing has pg:launchYear", "write 2008")],
    ),
    "a text in place of a thing": (
        'SELECT * { ?s pg:basis "text" }',
        [(2, "nothing has pg:basis", "write basis:text")],
    ),
    "a thing that is never such a value": (
        "SELECT * { ?s pg:basis pg:Programme }",
        [(2, "nothing has pg:basis pg:Programme", "its values are basis:text (")],
    ),
    "a year that one programme does not have": (
        "SELECT * { programme:icps pg:launchYear 2009 }",
        [(2, "programme:icps does not have pg:launchYear 2009", "its values are 2008 (1)")],
    ),
    "a value that others of the class have": (
        "SELECT * { ?s a pg:OutcomeFinding .\n ?s pg:basis basis:declaration }",
        [(3, "nothing that matches `?s a pg:OutcomeFinding` has pg:basis basis:declaration", "basis:text (")],
    ),
    "a thing of another class": (
        "ASK { programme:icps a pg:Wave }",
        [(2, "is not of class pg:Wave", "of pg:Programme")],
    ),
    "a FILTER on a number": (
        "SELECT * { ?p pg:launchYear ?y\n FILTER(?y > 2020)\n FILTER(?y > 2000) }",
        [(3, "this FILTER takes every row away", "in which ?y is 2008 (1), 2013 (1), 2015 (1)")],
    ),
    "a FILTER on a text without its language": (
        "SELECT * { ?p skos:prefLabel ?l FILTER(?l = 'Integrated Care Pilots') }",
        [(2, "?l is never 'Integrated Care Pilots'", 'write "Integrated Care Pilots"@en')],
    ),
    "a FILTER on things, texts and numbers": (
        "SELECT * { ?s pg:statesValue ?v FILTER(?v = 'nowhere') }",
        [(2, "?v is never 'nowhere'", "its values are things, such as ")],
    ),
    "a FILTER that compares two variables": (
        "SELECT * { ?s pg:basis ?b ; pg:claimStatus ?c FILTER(?b = ?c && ?s = 'x') }",
        [(2, "this FILTER takes every row away", "without it there are rows")],
    ),
    "a FILTER with a misspelt variable": (
        "SELECT * { ?p pg:launchYear ?year FILTER(?yaer > 2000) }",
        [(2, "?yaer has no value where this FILTER tests it", "did you mean ?year?")],
    ),
    "a FILTER with a misspelt thing": (
        "SELECT * { ?s pg:basis ?b FILTER(?b IN (basis:txt)) }",
        [(2, "basis:txt is not in the graph", "basis:text")],
    ),
    "a FILTER in brackets of comparisons": (
        "SELECT * { ?p pg:launchYear ?y FILTER(?y<2000&&?y>1990) }",
        [(2, "this FILTER takes every row away", "2008 (1)")],
    ),
    "two FILTERs that are each too much": (
        "SELECT * { ?p pg:launchYear ?y\n FILTER(?y > 2020)\n FILTER(?y < 2000) }",
        [(3, "this FILTER takes every row away", ""), (4, "this FILTER takes every row away", "")],
    ),
    "FILTER NOT EXISTS": (
        "SELECT * { ?p a pg:Programme\n FILTER NOT EXISTS { ?p pg:launchYear ?y } }",
        [(3, "this FILTER NOT EXISTS takes every row away", "without it there are rows")],
    ),
    "FILTER EXISTS with a misspelt name": (
        "SELECT * { ?p a pg:Programme FILTER EXISTS {\n ?p pg:lanchYear ?y } }",
        [(3, "pg:lanchYear is not in", "pg:launchYear")],
    ),
    "FILTER EXISTS with a test on what is outside": (
        "SELECT * { ?p pg:launchYear ?x FILTER EXISTS { ?q pg:launchYear ?y FILTER(?y > ?x + 100) } }",
        [(2, "this FILTER EXISTS takes every row away", "without it there are rows")],
    ),
    "an inner group that tests what is outside": (
        "SELECT * { ?p pg:launchYear ?x {\n ?q pg:launchYear ?y FILTER(?y > ?x) } }",
        [(3, "?x has no value where this FILTER tests it", "")],
    ),
    "MINUS": ("SELECT * { ?p a pg:Programme\n MINUS { ?p a ?c } }", [(3, "this MINUS takes every row away", "")]),
    "an OPTIONAL on which a FILTER rests": (
        "SELECT * { ?p a pg:Programme\n OPTIONAL { ?p pg:hasBarier ?b }\n FILTER(BOUND(?b)) }",
        [(3, "pg:hasBarier is not in", "pg:hasBarrier")],
    ),
    "both sides of a UNION": (
        "SELECT * { { ?p a pg:Programe }\n UNION\n { ?p a pg:Wavee } }",
        [(2, "pg:Programe", "pg:Programme"), (4, "pg:Wavee", "pg:Wave")],
    ),
    "the side of a UNION that would have fitted": (
        "SELECT * { { ?s pg:barier ?f } UNION { ?s pg:facilitator ?f }\n FILTER NOT EXISTS { ?s pg:facilitator ?f } }",
        [(2, "pg:barier is not in", "pg:barrier"), (3, "this FILTER NOT EXISTS", "")],
    ),
    "one value of VALUES": (
        "SELECT * { VALUES ?b { basis:txt }\n ?s pg:basis ?b }",
        [(2, "basis:txt is not in", "basis:text")],
    ),
    "VALUES of texts where there are things": (
        "SELECT * { VALUES ?b { 'text' }\n ?s pg:basis ?b }",
        [(2, "VALUES gives ?b no value that fits `?s pg:basis ?b`", "write basis:text")],
    ),
    "VALUES at the end": (
        "SELECT * { ?s pg:basis ?b }\nVALUES ?b { pg:Programme }",
        [(3, "VALUES gives ?b no value that fits", "its values are basis:text (")],
    ),
    "VALUES without a value": ("SELECT * { VALUES ?b { } ?s pg:basis ?b }", [(2, "VALUES lists no value", "")]),
    "BIND": (
        "SELECT * { BIND('text' AS ?b)\n ?s pg:basis ?b }",
        [(2, "BIND gives ?b no value that fits", "write basis:text")],
    ),
    "a step of a path": ("SELECT * { ?s pg:about/pg:hasBarier ?b }", [(2, "pg:hasBarier is not in", "pg:hasBarrier")]),
    "steps of a path that do not meet": (
        "SELECT * { ?s pg:about/pg:effectDirection ?b }",
        [(2, "nothing both is a value of pg:about and has pg:effectDirection", "pg:about leads to pg:StudySubject")],
    ),
    "a step backwards": ("SELECT * { ?b ^pg:hasBarier ?p }", [(2, "pg:hasBarier is not in", "pg:hasBarrier")]),
    "a path of one or more steps": ("SELECT * { ?a pg:partOff+ ?b }", [(2, "pg:partOff is not in", "pg:partOf?")]),
    "both ways of a path": (
        "SELECT * { ?s (pg:barier|pg:facilitater) ?f }",
        [(2, "pg:barier is not in", "pg:barrier"), (2, "pg:facilitater is not in", "pg:facilitator")],
    ),
    "a path that leaves out a property": (
        "SELECT * { programme:icps !(pg:hasBarier|pg:launchYear) pg:Programe }",
        [(2, "pg:Programe is not in", "pg:Programme")],
    ),
    "square brackets": (
        "SELECT * { [ a pg:Programme ;\n pg:hasBarier [ a pg:Barrier ] ] }",
        [(3, "pg:hasBarier is not in", "pg:hasBarrier")],
    ),
    "round brackets": (
        "SELECT * { ?s pg:about (programme:icps programme:pioneers) }",
        [(2, "round brackets ask for an RDF list", "VALUES")],
    ),
    "a sub-select": (
        "SELECT * { ?p a pg:Programme {\n SELECT ?p { ?p pg:lanchYear ?y } } }",
        [(3, "pg:lanchYear is not in", "pg:launchYear")],
    ),
    "HAVING": (
        "SELECT ?p { ?p pg:hasBarrier ?b }\nGROUP BY ?p\nHAVING (COUNT(?b) > 1000)",
        [(4, "HAVING (COUNT(?b) > 1000) leaves no row", "")],
    ),
    "HAVING in a sub-select": (
        "SELECT * { { SELECT ?p { ?p pg:hasBarrier ?b } GROUP BY ?p\n HAVING (COUNT(?b) > 1000) } }",
        [(3, "HAVING (COUNT(?b) > 1000) leaves no row", "")],
    ),
    "groups of nothing": (
        "SELECT ?p (COUNT(*) AS ?n) { ?p pg:hasBarier ?b } GROUP BY ?p",
        [(2, "pg:hasBarier is not in", "pg:hasBarrier")],
    ),
    "OFFSET": ("SELECT * { ?p a pg:Programme }\nOFFSET 10", [(3, "OFFSET 10 skips every row", "")]),
    "LIMIT": ("SELECT * { ?p a pg:Programme } LIMIT 0", [(2, "LIMIT 0 leaves no row", "")]),
    "a graph that is not there": (
        f"SELECT * {{ GRAPH <{GRAPH}asertions> {{ ?s pg:basis ?b }} }}",
        [(2, f"there is no graph <{GRAPH}asertions>", ", ".join(f"<{name}>" for name in sorted(ALL_GRAPHS)))],
    ),
    "a graph with other things in it": (
        f"SELECT * {{ GRAPH <{GRAPH}ontology> {{ ?s pg:basis ?b }} }}",
        [(2, "nothing inside GRAPH", f"<{GRAPH}asserted>")],
    ),
    "graphs that only together have it": (
        "SELECT * { GRAPH ?g { ?s pg:basis ?b .\n pg:basis a ?t } }",
        [(3, "no single graph holds", "leave out GRAPH ?g")],
    ),
    "FROM a graph that is not there": (
        "SELECT * FROM <https://example.org/g> { ?s pg:basis ?b }",
        [(2, "there is no graph <https://example.org/g>", f"<{GRAPH}asserted>")],
    ),
    "FROM the wrong graph": (
        f"SELECT *\nFROM <{GRAPH}ontology> {{ ?s pg:basis ?b }}",
        [(3, "nothing in the graphs that FROM names", f"<{GRAPH}asserted>")],
    ),
    "FROM NAMED alone": (
        f"SELECT * FROM NAMED <{GRAPH}asserted> {{ ?s pg:basis ?b }}",
        [(2, "FROM NAMED names a graph for GRAPH alone", "write FROM")],
    ),
    "FROM and a misspelt name": (
        f"SELECT * FROM <{GRAPH}asserted> {{ ?s pg:basys ?b }}",
        [(2, "pg:basys is not in", "pg:basis")],
    ),
    "DESCRIBE of a misspelt thing": ("DESCRIBE programme:icpss", [(2, "programme:icpss is not in", "programme:icps")]),
    "DESCRIBE with a pattern": (
        "DESCRIBE ?p WHERE { ?p a pg:Programe }",
        [(2, "pg:Programe is not in", "pg:Programme")],
    ),
    "CONSTRUCT": (
        "CONSTRUCT { ?p pg:hasBarier ?b } WHERE {\n ?p a pg:Programe ; pg:hasBarrier ?b }",
        [(3, "pg:Programe is not in", "pg:Programme")],
    ),
    "CONSTRUCT WHERE": ("CONSTRUCT WHERE { ?p a pg:Programe }", [(2, "pg:Programe is not in", "pg:Programme")]),
    "misspelt words in texts, comments and names": (
        "# pg:hasBarier\nSELECT ?Programe { # pg:Programe\n"
        " ?Programe skos:note 'pg:hasBarier } #' ;\n skos:prefLabel ?l }",
        [(4, "nothing has skos:note", "")],
    ),
    "a variable on both sides": ("SELECT * { ?s pg:about ?s }", [(2, "that is the thing itself", "differently")]),
}

# Answers that are empty with nothing wrong in the query, or not empty at all, or beyond finding out.
NO_ROWS_BUT_RIGHT = {
    "misspelt where nothing rests on it": "SELECT * { ?p a pg:Programme OPTIONAL { ?p pg:hasBarier ?b } }",
    "misspelt in a side that is not needed": "SELECT * { { ?p a pg:Programme } UNION { ?p a pg:Programe } }",
    "misspelt in what is taken away": "SELECT * { ?p a pg:Programme MINUS { ?p pg:hasBarier ?b } }",
    "misspelt in what must not be": "SELECT * { ?p a pg:Programme FILTER NOT EXISTS { ?p pg:hasBarier ?b } }",
    "a path of no steps": "SELECT * { programme:icps pg:partOff* ?b }",
    "one value of several": "SELECT * { VALUES ?b { basis:txt basis:text } ?s pg:basis ?b }",
    "a count of nothing": "SELECT (COUNT(?b) AS ?n) { ?p pg:hasBarier ?b }",
    "an ASK that is true": "ASK { programme:icps a pg:Programme }",
    "a group of nothing": "SELECT * { }",
    "a name of another vocabulary in a test": "SELECT * { ?s pg:basis ?b FILTER(?b != <https://example.org/x>) }",
    "a query that is not SPARQL": "SELECT * { ?p a pg:Programe",
    "an update": "DELETE WHERE { ?p a pg:Programe }",
}


class Counting:
    """An engine that counts how often it is asked."""

    def __init__(self, engine) -> None:
        self.engine, self.asked = engine, []

    def run(self, text, where="query"):
        self.asked.append(text)
        return self.engine.run(text, where)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line_and_nothing_else_is_blamed(graph, fault):
    text, expected = FAULTS[fault]
    found = reasons(graph.engine, HEAD + text, "mine.rq", seconds=PATIENCE)
    told = "\n".join(map(str, found))
    assert len(found) == len(expected), told
    for problem, (line, what, remedy) in zip(found, expected, strict=True):
        assert problem.where == f"mine.rq:{line}", told
        assert what in problem.what
        assert remedy in problem.remedy


@pytest.mark.parametrize("fault", FAULTS)
def test_the_planted_queries_are_empty(graph, fault):
    """Else there would be nothing to explain."""
    result = graph.engine.run(HEAD + FAULTS[fault][0])
    assert not (result.rows if hasattr(result, "rows") else result)


@pytest.mark.parametrize("name", NO_ROWS_BUT_RIGHT)
def test_what_is_not_the_cause_is_not_blamed(graph, name):
    assert reasons(graph.engine, HEAD + NO_ROWS_BUT_RIGHT[name], seconds=PATIENCE) == []


def test_a_remedy_names_the_prefix_line_that_the_query_lacks(graph):
    pg = PREFIXES["pg"]
    (problem,) = reasons(graph.engine, f"PREFIX pg: <{pg}> SELECT * {{ ?s pg:basis 'text' }}")
    assert problem.remedy.endswith(f"write basis:text (with PREFIX basis: <{PREFIXES['basis']}>)")


def test_a_query_that_asks_another_server_is_not_tried(graph):
    engine = Counting(graph.engine)
    text = "SELECT * { ?p a pg:Programe SERVICE <http://127.0.0.1:9/sparql> { ?a ?b ?c } }"
    (problem,) = reasons(engine, HEAD + text)
    assert "SERVICE would ask another server" in problem.what
    assert engine.asked == []


@pytest.mark.parametrize("most", [1, 3, 10])
def test_no_more_is_asked_than_allowed_and_an_unfinished_search_says_so(graph, most):
    engine = Counting(graph.engine)
    pattern = " ".join(f"?s{number} pg:about ?s{number + 1} ." for number in range(40))
    found = reasons(engine, f"{HEAD}SELECT * {{ {pattern} }}", most=most, seconds=PATIENCE)
    assert len(engine.asked) == most
    assert [problem.what for problem in found] == ["no cause was found in the time allowed"]


def test_words_of_another_version_of_the_language_are_not_guessed_at(graph):
    text = "SELECT * { ?p a pg:Programme . << ?a ?b ?c >> pg:hasBarier ?o }"
    assert not graph.engine.run(HEAD + text).rows
    (problem,) = reasons(graph.engine, HEAD + text, "mine.rq")
    assert problem == Problem(
        "mine.rq", "is written in a way whose parts are not tried here", "take out one part after the other"
    )


@pytest.mark.parametrize("error", [RequestError, SourceError])
def test_an_engine_that_fails_raises_nothing(error):
    class Failing:
        def run(self, _, where="query"):
            raise error(Problem(where, "did not answer within 1 s"))

    found = reasons(Failing(), "SELECT * { ?s ?p ?o }")
    assert [problem.what for problem in found] == ["no single part of it could be found to be the cause"]


def test_the_words_are_those_of_whatever_data_is_asked():
    """Nothing is taken for known that is not in the data, ours included."""
    store = ox.Store()
    data = """PREFIX ex: <https://example.org/terms#> PREFIX it: <https://example.org/things/>
        it:one a ex:Clinic ; ex:openedIn 1999 . it:two a ex:Ward ; ex:partOf it:one ."""
    store.load(data.encode(), format=ox.RdfFormat.TURTLE)
    head = f"PREFIX ex: <https://example.org/terms#> PREFIX pg: <{PREFIXES['pg']}>\n"

    def told(pattern: str) -> list[str]:
        return list(map(str, reasons(Embedded(store), f"{head}SELECT * {{ {pattern} }}")))

    assert told("?x ex:openedin ?y") == ["query:2  ex:openedin is not in the graph; did you mean ex:openedIn?"]
    assert told("?x a ex:Ward ; ex:openedIn ?y") == [
        "query:2  nothing of class ex:Ward has ex:openedIn; it is said of ex:Clinic"
    ]
    assert told("?x pg:hasBarrier ?y") == ["query:2  pg:hasBarrier is not in the ontology; look for it by another word"]


TOO_MUCH = ["pg:Wav", "FILTER", "OPTIONAL", "UNION", "GRAPH", "?x", "'a'@en", "4", "a", *"{}()[],;.^/|*+#<>"]


def mutated(text: str, chance: random.Random) -> str:
    """A query with one to three names misspelt, swapped or moved, or a word too many."""
    for _ in range(chance.choice([1, 1, 2, 3])):
        known = list(tokens(text))
        names = [token for token in known if token.kind in ("pname", "variable", "string") and token.text[-1] != ":"]
        token = chance.choice(names)
        before, after = text[: token.start], text[token.start + len(token.text) :]
        how = chance.randrange(4)
        if how == 0:
            cut = chance.randrange(len(token.text))
            text = before + token.text[:cut] + token.text[cut + 1 :] + after
        elif how < 3:
            text = before + chance.choice([each for each in names if each.kind == token.kind]).text + after
        else:
            place = chance.choice(known).start
            text = f"{text[:place]}{chance.choice(TOO_MUCH)} {text[place:]}"
    return text


def test_no_query_however_spoilt_raises_or_asks_too_much(graph):
    chance = random.Random(20211029)
    questions = graph.questions()
    explained = 0
    for _ in range(300):
        engine = Counting(graph.engine)
        found = reasons(engine, mutated(bind(chance.choice(questions), {}), chance), seconds=PATIENCE)
        assert len(engine.asked) <= PROBES
        assert all(problem.what for problem in found)
        explained += bool(found)
    assert explained > 30


def test_a_misspelt_name_that_empties_a_saved_question_is_found(graph):
    """Each name in turn loses its last letter but one; where no row is left, that name is told with its line."""
    asked = 0
    for question in graph.questions()[::4]:
        text = bind(question, {})
        if not graph.engine.run(text).rows:
            continue
        for token in tokens(text):
            if token.kind == "pname" and token.text[-1] != ":":
                wrong = token.text[:-2] + token.text[-1]
                spoilt = text[: token.start] + wrong + text[token.start + len(token.text) :]
                if not graph.engine.run(spoilt).rows:
                    asked += 1
                    line = text.count("\n", 0, token.start) + 1
                    found = reasons(graph.engine, spoilt, seconds=PATIENCE)
                    assert (f"query:{line}", wrong) in [(each.where, each.what.split()[0]) for each in found], found
    assert asked > 50


def test_it_takes_no_longer_than_one_waits_for():
    """Less than 0.3 s for a typical query, on a graph that was just opened."""
    from pilotgraph import PilotGraph

    engine = PilotGraph.open().engine
    taken = []
    for text, _ in FAULTS.values():
        begun = time.process_time()
        reasons(engine, HEAD + text)
        taken.append(time.process_time() - begun)
    assert statistics.median(taken) < 0.3


def test_the_command_line_says_why_beneath_no_rows(tmp_path, capsys):
    path = tmp_path / "mine.rq"
    path.write_text(HEAD + "SELECT * { ?p pg:hasBarier ?b }", "utf-8")
    assert main(["sparql", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out == "No rows.\n"
    assert err.startswith(f"{path}:2  pg:hasBarier is not in the ontology; did you mean pg:hasBarrier?\n")


def test_the_command_line_says_why_an_ask_is_false_and_leaves_the_answer_as_it_is(tmp_path, capsys):
    path = tmp_path / "mine.rq"
    path.write_text(HEAD + "ASK { programme:icps a pg:Wave }", "utf-8")
    assert main(["sparql", str(path), "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert out.split() == ["answer", "false"]
    assert "programme:icps is not of class pg:Wave; it is of pg:Programme" in err


def test_an_answer_with_rows_says_nothing_of_why(tmp_path, capsys):
    path = tmp_path / "mine.rq"
    path.write_text(HEAD + "SELECT * { ?p a pg:Programme OPTIONAL { ?p pg:hasBarier ?b } }", "utf-8")
    assert main(["sparql", str(path)]) == 0
    assert "hasBarier" not in capsys.readouterr().err
