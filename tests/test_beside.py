"""Other people's files stand beside the graph: asked together or apart, and never able to change what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from time import perf_counter

import pytest
from pyoxigraph import BlankNode

from at_hand import ONTOLOGIES
from curated import ROOT
from interviews import (
    ACROSS,
    DISTRICT,
    GOVERNANCE,
    HERE,
    HOSTILE,
    INTERVIEWS,
    LACKING,
    NAMED_BY_ALL,
    WITH,
    with_question_across,
)
from pilotgraph import PilotGraph, RequestError, SourceError
from pilotgraph.beside import presence
from pilotgraph.cli import main
from pilotgraph.queries import parse, read_all

QUESTIONS = [question.name for question in read_all(str(ROOT / "queries")) if question.needs is None]
READ = "Turtle, N-Triples, N-Quads, TriG, RDF/XML and JSON-LD are read"
MEND = "mend the file there, or leave it out"


def opened(*extra: Path | tuple[str, Path]) -> PilotGraph:
    return PilotGraph.open(extra=extra)


def refused(*extra: object) -> list[str]:
    with pytest.raises(SourceError) as raised:
        PilotGraph.open(extra=extra)
    return [str(problem).replace(f"{HERE}{os.sep}", "") for problem in raised.value.problems]


def counted(graph: PilotGraph, iri: str) -> int:
    (row,) = graph.sparql(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}").to_dicts()
    return int(row["n"])


@pytest.fixture(scope="module")
def beside() -> PilotGraph:
    return opened(INTERVIEWS)


@pytest.fixture(scope="module")
def attacked() -> PilotGraph:
    return opened(HOSTILE)


@pytest.mark.parametrize(
    ("name", "graph", "triples"),
    [
        ("interviews.ttl", "interviews", 12),
        ("turtle-inside.owl", "turtle-inside", 12),
        ("linked.nt", "linked", 3),
        ("graphs.nq", "graphs", 3),
        ("graphs.trig", "graphs", 3),
        ("notes.jsonld", "notes", 1),
        ("entities.owl", "entities", 3),
    ],
)
def test_a_file_of_every_form_is_one_graph_of_its_own(name, graph, triples):
    assert counted(opened(HERE / "good" / name), WITH + graph) == triples


@pytest.mark.parametrize(
    "command",
    [
        ["questions"],
        ["find", "practice manager"],
        ["ask", "which-aims-have-no-finding"],
        ["compare", "which-aims-have-no-finding"],
        ["sparql", "named.rq"],
        ["describe", "Records kept apart"],
        ["evidence", "STATEMENT"],
        ["why", "pioneers", "hasBarrier", "Information governance"],
    ],
    ids=lambda command: command[0],
)
def test_every_asking_command_takes_files(command, graph, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "named.rq").write_text(NAMED_BY_ALL, "utf-8")
    statement = graph.ask("which-aims-have-no-finding").statements[0][0]
    words = [statement if word == "STATEMENT" else word for word in command]
    assert main([*words, "--with", str(INTERVIEWS), str(HERE / "good" / "linked.nt")]) == 0
    assert main([*words, "--with", str(HERE / "bad" / "broken.ttl")]) == 3


def test_one_path_is_one_file():
    assert counted(PilotGraph.open(extra=str(INTERVIEWS)), WITH + "interviews") == 12


def test_a_graph_can_be_named():
    for extra in ([("urn:theirs", INTERVIEWS)], {"urn:theirs": INTERVIEWS}):
        graph = PilotGraph.open(extra=extra)
        assert (counted(graph, "urn:theirs"), counted(graph, WITH + "interviews")) == (12, 0)


def test_both_are_asked_together(beside):
    rows = beside.sparql(NAMED_BY_ALL).to_dicts(iris=True)
    interviews = [f"{DISTRICT}interviews#{name}" for name in ("manager-1", "nurse-3")]
    assert sorted((row["interview"], row["factor"]) for row in rows) == [(each, GOVERNANCE) for each in interviews]


def test_each_is_asked_apart(beside):
    labels = "SELECT ?l {from} {{ {open} ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l {close} }}"
    theirs = {"No room for visitors", "Records kept apart"}
    named = labels.format(**{"from": "", "open": f"GRAPH <{WITH}interviews> {{", "close": "}"})
    chosen = labels.format(**{"from": f"FROM <{WITH}interviews>", "open": "", "close": ""})
    assert {row["l"] for row in beside.sparql(named).to_dicts()} == theirs
    assert {row["l"] for row in beside.sparql(chosen).to_dicts()} == theirs


SHARED = "<http://www.w3.org/ns/prov#Entity> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?o"
NEIGHBOURS = "<urn:a> <urn:b> ?o"


@pytest.mark.parametrize(
    ("files", "triple", "graphs"),
    [(["ours.nt"], SHARED, 2), (["one.nt", "two.nt"], NEIGHBOURS, 2), (["one.nt"], NEIGHBOURS, 1)],
    ids=["of ours", "of two files", "of one file"],
)
def test_a_triple_of_two_graphs_counts_once(files, triple, graphs, tmp_path):
    owl_class = "<http://www.w3.org/2002/07/owl#Class>"
    for name in ("one.nt", "two.nt"):
        (tmp_path / name).write_text(NEIGHBOURS.replace("?o", "<urn:c>") + " .\n", "utf-8")
    (tmp_path / "ours.nt").write_text(f"{SHARED.replace('?o', owl_class)} .\n", "utf-8")
    beside = opened(*(tmp_path / name for name in files))
    for query, count in (
        (f"SELECT (COUNT(*) AS ?n) {{ {triple} }}", 1),
        (f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {triple} }} }}", graphs),
        (f"SELECT (COUNT(*) AS ?n) FROM <{WITH}{files[0].removesuffix('.nt')}> {{ ?s ?p ?o }}", 1),
    ):
        (row,) = beside.sparql(query).to_dicts()
        assert row["n"] == count, query
    apart, merged = (
        int(beside.sparql(f"SELECT (COUNT(*) AS ?n) {{ {where} }}").to_dicts()[0]["n"])
        for where in ("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", "?s ?p ?o")
    )
    assert merged == apart > 30_000


def test_our_own_graphs_share_no_triple(graph):
    """Where they did, the engine's union of them would count it twice."""
    query = "SELECT ?s { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(?g != ?h) }"
    assert graph.sparql(query).rows == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_other_file_changes_what_a_saved_question_answers(name, graph, attacked):
    alone, beside_others = graph.ask(name), attacked.ask(name)
    assert beside_others.rows == alone.rows
    assert (beside_others.statements, beside_others.labels) == (alone.statements, alone.labels)


def test_the_hostile_file_would_change_answers_if_it_could(graph, attacked):
    programmes = "SELECT ?p { ?p a <https://w3id.org/pilotgraph/ontology#Programme> }"
    assert len(attacked.sparql(programmes)) == len(graph.sparql(programmes)) + 1


def test_a_parameter_means_a_thing_of_ours(attacked):
    with pytest.raises(RequestError, match='no Programme called "Our scheme"'):
        attacked.ask("which-aims-have-no-finding", programme="Our scheme")
    assert attacked.ask("which-aims-have-no-finding", programme="Integrated Care Pilots").rows


def test_the_graph_itself_stays_as_it_is(graph, attacked):
    def said(graph):
        quads = ((quad, quad.subject, quad.object) for quad in graph.engine.store)
        return {quad for quad, *ends in quads if not any(isinstance(each, BlankNode) for each in ends)}

    assert said(attacked) == said(graph)
    assert len(attacked.engine.store) == len(graph.engine.store)


def test_a_thing_of_a_file_is_described_with_its_graph(beside):
    for said in ("Records kept apart", "records-apart", f"{DISTRICT}interviews#records-apart"):
        rows = beside.describe(said).to_dicts(iris=True)
        assert {row["basis"] for row in rows} == {WITH + "interviews"}
        assert sorted(row["value"] for row in rows if row["way"] == "←") == [
            f"{DISTRICT}interviews#{name}" for name in ("manager-1", "nurse-3")
        ]


def test_what_a_file_says_of_a_thing_of_ours_is_told_apart(graph, beside):
    alone, more = graph.describe(GOVERNANCE).to_dicts(iris=True), beside.describe(GOVERNANCE).to_dicts(iris=True)
    added = [row for row in more if row not in alone]
    assert [row for row in more if row in alone] == alone
    assert [(row["way"], row["value"], row["basis"]) for row in added] == [
        ("←", f"{DISTRICT}interviews#records-apart", WITH + "interviews")
    ]
    assert beside.describe(GOVERNANCE).to_dicts()[-1]["basis"] in ("asserted", "inferred", "beside: interviews")


def test_a_label_of_ours_means_ours(attacked):
    assert "programme/icps" in str(attacked.describe("Integrated Care Pilots").triples[0][0])


def test_bytes_that_are_no_text_name_nothing(beside):
    said = os.fsdecode(b"\xff")
    assert len(beside.find(said)) == 0
    with pytest.raises(RequestError, match="nothing in the graph is called"):
        beside.describe(said)


def test_words_of_other_files_are_found(beside):
    (row,) = beside.find("interview practice manager").to_dicts()
    assert (row["id"], row["label"]) == (f"{DISTRICT}interviews#manager-1", "Interview with a practice manager")


def test_why_and_evidence_speak_of_our_graph_only(attacked):
    assert not attacked.why("icps", "hasBarrier", "Leadership").follows
    with pytest.raises(RequestError, match="there is no Statement"):
        attacked.evidence("https://district.example/ours#said")


LINES = {
    "bomb.owl": 'bad/bomb.owl:4  declares the entity "b" by means of others; write its value out in full',
    "broken.jsonld": f"bad/broken.jsonld:2  is not JSON-LD: .*; {MEND}",
    "broken.nt": f"bad/broken.nt:2  is not N-Triples: .*; {MEND}",
    "broken.owl": f"bad/broken.owl:4  is not RDF/XML: .*; {MEND}",
    "broken.ttl": f"bad/broken.ttl:5  is not Turtle: .*; {MEND}",
    "comments.ttl": f"bad/comments.ttl  says nothing that can be read as RDF; {READ}",
    "document.rdf": f"bad/document.rdf  is a PDF document, not RDF; {READ}",
    "empty.ttl": "bad/empty.ttl  is empty; name a file that holds RDF, or leave it out",
    "fetched.jsonld": "bad/fetched.jsonld  takes its context from an address, and nothing is fetched; "
    "write the context out",
    "functional.owl": "bad/functional.owl  is OWL in functional syntax; save it as RDF/XML or Turtle",
    "latin.ttl": "bad/latin.ttl:4  is not UTF-8; save it as UTF-8",
    "mints.ttl": "bad/mints.ttl:3  describes <https://w3id.org/pilotgraph/id/factor/rain>, an IRI of PilotGraph's kind "
    r"that PilotGraph does not have \(2 such IRIs\); use an IRI of your own",
    "misspelt.ttl": "bad/misspelt.ttl:4  describes <https://w3id.org/pilotgraph/id/factor/leadershp>, an IRI of "
    r"PilotGraph's kind that PilotGraph does not have; did you mean factor:leadership \(<.*>\)\? "
    "Else use an IRI of your own",
    "owlxml.owl": "bad/owlxml.owl  is OWL/XML, not RDF/XML; save it as RDF/XML or Turtle",
    "packed.ttl": "bad/packed.ttl  is packed; unpack it first",
    "page.owl": "bad/page.owl  is a web page, not RDF; download the data itself, not the page about it",
    "plain.json": f"bad/plain.json  says nothing that can be read as RDF; {READ}",
    "relabels.ttl": "bad/relabels.ttl:5  says of factor:leadership, which is PilotGraph's, what PilotGraph does not: "
    r'skos:prefLabel "Shoe size"@en \(2 such triples\); say it of a thing of your own, and link that with '
    "skos:closeMatch or the like",
    "relative.jsonld": "bad/relative.jsonld:2  has the relative IRI <nurse-3>, and no base; "
    'write it in full, or add "@base" to its context',
    "relative.owl": "bad/relative.owl:3  has the relative IRI <nurse-3>, and no base; "
    'write it in full, or add xml:base="..." to its first element',
    "relative.ttl": "bad/relative.ttl:4  has a relative IRI, and no base; "
    "write it in full, or begin the file with a line @base <...> .",
    "retypes.nt": "bad/retypes.nt:1  says of pg:Factor, which is PilotGraph's, what PilotGraph does not: "
    "owl:disjointWith https://district.example/a; say it of a thing of your own, and link that with "
    "skos:closeMatch or the like",
    "table.csv": f"bad/table.csv  is a table, not RDF; {READ}",
    "undeclared.ttl": f"bad/undeclared.ttl:4  is not Turtle: The prefix room: has not been declared; {MEND}",
    "wide.ttl": "bad/wide.ttl  is UTF-16; save it as UTF-8",
}


def test_every_bad_file_has_its_line():
    assert {path.name for path in (HERE / "bad").iterdir()} == {*LINES}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_file_is_refused_in_a_line(name):
    (said,) = refused(HERE / "bad" / name)
    assert re.fullmatch(LINES[name], said.replace(os.sep, "/"))


def test_all_problems_are_told_at_once_and_nothing_is_answered(capsys):
    files = [f"urn:bad:{name}={HERE / 'bad' / name}" for name in LINES]
    code = main(["ask", "which-aims-have-no-finding", "--with", str(INTERVIEWS), *files])
    out, err = capsys.readouterr()
    assert (code, out) == (3, "")
    said = [line.removeprefix(f"pilotgraph: {HERE}{os.sep}").replace(os.sep, "/") for line in err.splitlines()]
    assert [bool(re.fullmatch(*pair)) for pair in zip(LINES.values(), said, strict=True)] == [True] * len(LINES)


DUBIOUS = {
    "case.ttl": r"names <https://www\.W3ID\.org/PilotGraph/id/factor/.*>, .*; did you mean factor:leadership .*",
    "hash.ttl": r"names <https://w3id\.org/pilotgraph/ontologyFactor>, .*; did you mean pg:Factor .*",
    "object.ttl": r"names <https://w3id\.org/pilotgraph/id/factor/leadershp>, .*; did you mean factor:leadership .*",
    "predicate.ttl": r"names <https://w3id\.org/pilotgraph/ontology#hasBarier>, .*; did you mean pg:hasBarrier .*",
    "prefix.ttl": r"binds factor: to <https://district\.example/factor/>, which is <https://w3id\.org/.*; check .*",
    "scheme.ttl": r"names <http://w3id\.org/pilotgraph/id/factor/leadership>, .*; did you mean factor:leadership .*",
}


@pytest.mark.parametrize("name", DUBIOUS)
def test_a_slip_is_told_and_the_file_is_asked_all_the_same(name):
    with pytest.warns(UserWarning, match=f"{re.escape(name)}  {DUBIOUS[name]}"):
        graph = opened(HERE / "dubious" / name)
    assert counted(graph, WITH + name.removesuffix(".ttl")) == 1


def test_the_command_tells_a_slip_beside_the_answer(capsys):
    code = main(["find", "interview practice manager", "--with", str(HERE / "dubious" / "object.ttl"), str(INTERVIEWS)])
    out, err = capsys.readouterr()
    assert code == 0
    assert "manager-1" in out
    assert "did you mean factor:leadership" not in out
    assert re.search(r"^pilotgraph: .*object\.ttl  names .*did you mean factor:leadership", err, re.MULTILINE)


def test_no_warning_is_given_of_a_good_file(recwarn):
    opened(INTERVIEWS, HOSTILE, HERE / "good" / "linked.nt", HERE / "good" / "entities.owl")
    assert [str(warning.message) for warning in recwarn] == []


def test_what_is_no_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.ttl")
    (tmp_path / "gone.ttl").symlink_to(tmp_path / "nowhere.ttl")
    (tmp_path / "device.ttl").symlink_to("/dev/zero")
    place = f"{tmp_path}{os.sep}"
    told = refused(*(tmp_path / name for name in ("pipe.ttl", "gone.ttl", "device.ttl", "none.ttl")), tmp_path)
    save, name = "save what it gives to a file, and name that", "name an RDF file, or IRI=FILE"
    assert [line.replace(place, "") for line in told] == [
        f"pipe.ttl  is not a plain file; {save}",
        f"gone.ttl  leads to a file that is not there; {name}",
        f"device.ttl  is not a plain file; {save}",
        f"none.ttl  is not there; {name}",
        f"{tmp_path}  is a folder; name a file in it",
    ]


def test_a_file_with_an_odd_name_or_behind_a_link_is_read(tmp_path):
    for name, graph in {"10 % of=it ü.ttl": "10-of-it", "Ünruh's (2).ttl": "nruh-s-2", "plain": "plain"}.items():
        shutil.copy(INTERVIEWS, tmp_path / name)
        assert counted(opened(tmp_path / name), WITH + graph) == 12
    (tmp_path / "link.ttl").symlink_to(INTERVIEWS)
    assert counted(opened(tmp_path / "link.ttl"), WITH + "link") == 12


def test_a_file_too_large_for_memory_is_refused(tmp_path):
    with (tmp_path / "large.nt").open("wb") as file:
        file.truncate(256 * 1024 * 1024 + 1)
    (said,) = refused(tmp_path / "large.nt")
    assert said.endswith(
        "large.nt  is larger than 256 MiB; load it into a triple store, add the graph with `pilotgraph publish`, "
        "and ask that with --endpoint"
    )


def test_more_triples_than_memory_should_hold_are_refused(tmp_path):
    (tmp_path / "many.nt").write_bytes(b'<a:a> <a:b> "1" .\n' * 600_000)
    (tmp_path / "more.nt").write_bytes(b'<a:a> <a:b> "1" .\n' * 400_001)
    (said,) = refused(tmp_path / "many.nt", tmp_path / "more.nt")
    assert "more.nt  takes what is beside the graph above 1,000,000 triples; load it into a triple store" in said


def test_entities_that_stand_for_much_text_are_refused(tmp_path):
    text = (HERE / "good" / "entities.owl").read_text("utf-8")
    value, uses = "x" * 100_000, "&long;" * 3000
    text = text.replace("<!ENTITY owl", f'<!ENTITY long "{value}" >\n<!ENTITY owl').replace(">Room<", f">{uses}<")
    (tmp_path / "long.owl").write_text(text, "utf-8")
    (said,) = refused(tmp_path / "long.owl")
    assert "long.owl  is longer than 256 MiB with its entities written out" in said


@pytest.mark.parametrize("named", ["{}", "{}" + "e" * 100, "{}'", "%{}"], ids=["short", "long", "quoted", "percent"])
def test_no_name_hides_an_entity_made_of_others(named, tmp_path):
    text = (HERE / "bad" / "bomb.owl").read_text("utf-8")
    text = re.sub(r"(?<=[&])[a-l](?=;)|(?<=ENTITY )[a-l]", lambda match: named.format(match[0]), text)
    (tmp_path / "bomb.owl").write_text(text, "utf-8")
    (said,) = refused(tmp_path / "bomb.owl")
    assert re.search(r"bomb\.owl:[34]  declares the entity .* by means of others", said)


def test_an_entity_in_an_odd_form_is_refused(tmp_path):
    text = (HERE / "good" / "entities.owl").read_text("utf-8")
    (tmp_path / "odd.owl").write_text(text.replace("ENTITY owl", "ENTITY o\vwl"), "utf-8")
    (said,) = refused(tmp_path / "odd.owl")
    assert 'odd.owl:3  declares an entity in a form that is not read; write <!ENTITY name "value">' in said


NESTED = {
    "triples": ("deep.ttl", "<a:a> <a:b> {} .", "<<( <a:a> <a:b> ", " )>>"),
    "triples with escapes": ("deep.ttl", "PREFIX a: <a:> <a:a> <a:b> {} .", "<<( a:a\\# <a:b> ", " )>>"),
    "triples with comments": ("deep.ttl", "<a:a> <a:b> {} .", "<<( <a:a> <a:b> # )>>\n", " )>>"),
    "objects": ("deep.jsonld", "{}", '{"@id": "a:a", "a:}": ', "}"),
    "lists": ("deep.jsonld", '{{"@id": "a:a", "a:b": {}}}', '{"@list": [', "]}"),
    "contexts": ("deep.jsonld", '{{"@context": {}, "a:b": "1"}}', '{"a": {"@id": "a:a", "@context": ', "}}"),
}


@pytest.mark.parametrize("kind", NESTED)
def test_what_is_nested_deeply_does_not_end_the_process(kind, tmp_path):
    name, around, opens, closes = NESTED[kind]
    core = "{}" if kind == "contexts" else "1"
    (tmp_path / name).write_text(around.format(opens * 100_000 + core + closes * 100_000), "utf-8")
    (said,) = refused(tmp_path / name)
    assert re.search(rf"{name}  nests (triples within triples more than 50|objects and lists more than 500) deep", said)


@pytest.mark.parametrize("text", ['"', "'", '"""', "'''"])
@pytest.mark.parametrize("name", ["open.ttl", "open.jsonld"])
def test_a_text_that_never_ends_is_looked_through_once(text, name, tmp_path):
    begun = '{"a": ' if name.endswith("jsonld") else "<a:a> <a:b> <<( <a:a> <a:b> "
    (tmp_path / name).write_text(begun + text + f"\\{text[0]}" * 500_000, "utf-8")
    before = perf_counter()
    refused(tmp_path / name)
    assert perf_counter() - before < 5


def test_brackets_in_a_text_nest_nothing(tmp_path):
    texts = ["{[" * 1000, '\\"' + "[" * 1000]
    (tmp_path / "texts.jsonld").write_text(json.dumps({"@id": "a:a", "a:b": texts}), "utf-8")
    signs = "<<( " * 100
    texts = f'"{signs}", """"{signs}"""'
    turtle = f"<a:a> <a:b> {texts}, 'one {signs}', <<( <a:a> <a:b> 1 )>> . # {signs}\n"
    (tmp_path / "signs.ttl").write_text(turtle, "utf-8")
    graph = opened(tmp_path / "texts.jsonld", tmp_path / "signs.ttl")
    assert (counted(graph, WITH + "texts"), counted(graph, WITH + "signs")) == (2, 4)


def test_two_files_are_not_one_graph(tmp_path):
    shutil.copy(INTERVIEWS, tmp_path / "interviews.trig")
    (said,) = refused(INTERVIEWS, tmp_path / "interviews.trig")
    assert said.endswith(
        f"interviews.trig  would be the graph <{WITH}interviews>, as good/interviews.ttl is; "
        "give one of them a name of its own: IRI=FILE"
    )


@pytest.mark.parametrize("name", ["graph/asserted", "graph/mine", "ontology", "id/factor/leadership"])
def test_a_graph_is_not_named_as_one_of_ours(name):
    iri = f"https://w3id.org/pilotgraph/{name}"
    (said,) = refused((iri, INTERVIEWS))
    assert said == (
        f"good/interviews.ttl  is to be the graph <{iri}>, whose name is PilotGraph's; "
        f"choose an IRI of your own, or one that begins with {WITH}"
    )


def test_a_graph_is_named_by_an_iri(tmp_path):
    assert "is to be the graph <no iri>, which is no IRI" in refused(("no iri", INTERVIEWS))[0]
    shutil.copy(INTERVIEWS, tmp_path / "…")
    assert "has a name of which no IRI can be made; name the graph: IRI=FILE" in refused(tmp_path / "…")[0]


def test_a_file_that_was_taken_for_one_beside_the_graph_is_told(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["sparql", "--with", str(INTERVIEWS), "query.rq"])
    assert capsys.readouterr().err == (
        "pilotgraph: the following arguments are required: FILE; --with takes every file that follows it, "
        "so write FILE before it; `pilotgraph sparql --help` lists what it takes\n"
    )


def test_an_endpoint_and_a_file_do_not_go_together(capsys):
    with_both = ["--endpoint", "http://localhost:1/sparql", "--with", str(INTERVIEWS)]
    assert main(["ask", "which-aims-have-no-finding", *with_both]) == 2
    assert capsys.readouterr().err == (
        "pilotgraph: --with  is given together with --endpoint; "
        "load the file into that server instead, or leave --endpoint out\n"
    )


@pytest.fixture
def folder(tmp_path):
    return with_question_across(tmp_path)


def test_a_question_across_is_answered_from_both(folder):
    graph = PilotGraph.open(folder, extra=[INTERVIEWS])
    rows = graph.ask("which-interviews").to_dicts()
    interviews = ["Interview with a practice manager", "Interview with a district nurse"]
    assert [row["interview"] for row in rows] == interviews
    assert [row["factor"] for row in rows] == ["Information governance"] * 2


def test_a_question_across_says_what_it_lacks(folder, capsys):
    for extra in ((), [HERE / "good" / "notes.jsonld"]):
        answer = PilotGraph.open(folder, extra=extra).ask("which-interviews")
        assert (answer.columns, answer.rows, answer.origin.empty) == (("interview", "factor"), [], LACKING)
    assert main(["ask", "which-interviews", "--graph", folder]) == 0
    out, err = capsys.readouterr()
    assert out == f"No rows. {LACKING}\n"
    assert LACKING not in err


def test_what_a_question_needs_is_looked_for_once(folder, monkeypatch):
    graph = PilotGraph.open(folder, extra=[INTERVIEWS])
    looked = []
    monkeypatch.setattr(presence, "holds", lambda *given: looked.append(given[2]) or True)
    for _ in range(3):
        graph.ask("which-interviews")
    assert looked == [f"{DISTRICT}interviews#"]


def test_a_question_across_says_why_it_is_empty(folder, capsys):
    given = ["--graph", folder, "--with", str(INTERVIEWS)]
    assert main(["ask", "which-interviews", "--param", "factor=Leadership", *given]) == 0
    out, err = capsys.readouterr()
    assert out == "No rows. No interview names such a factor.\n"
    assert "without factor = Leadership there are 2 rows" in err


def test_the_list_of_questions_says_what_is_lacking(folder, capsys):
    main(["questions", "--graph", folder])
    assert LACKING in capsys.readouterr().out
    main(["questions", "--graph", folder, "--with", str(INTERVIEWS)])
    out = capsys.readouterr().out
    assert "Which interviews name a factor that was reported?" in out
    assert LACKING not in out


@pytest.mark.parametrize(
    "said",
    [
        '"BCIO"',
        '{"name": "BCIO"}',
        '{"name": "BCIO", "namespace": "no iri", "file": "x"}',
        '{"name": "", "namespace": "a:b", "file": "x"}',
        '{"name": 1, "namespace": "a:b", "file": "x"}',
    ],
)
def test_what_a_question_needs_is_said_in_full(said):
    text = re.sub(r"(?m)^#\+ with: .*$", f"#+ with: {said}", ACROSS)
    with pytest.raises(SourceError, match=r'queries/across\.rq:1  the header\'s "with" does not say what'):
        parse("across", text)


ONTOLOGY_FILES = (
    *("bcio/bcio.owl", "hoso/HOSO-base.owl", "cids/cids.ttl", "gist/gistCore.ttl", "omrse/omrse-edit.converted.ttl"),
    *("spar/fabio.ttl", "sepio/sepio.owl", "vivo/vivo.owl", "w3c-and-common/skos.nq", "w3c-and-common/prov.nq"),
)


@pytest.mark.needs_ontologies
@pytest.mark.parametrize("name", ONTOLOGY_FILES)
def test_an_ontology_that_we_link_to_stands_beside_the_graph_without_a_warning(name, recwarn):
    graph = opened(("urn:theirs", ONTOLOGIES / "files" / name))
    assert counted(graph, "urn:theirs") > 200
    assert [str(warning.message) for warning in recwarn] == []


@pytest.mark.needs_ontologies
def test_a_mapping_leads_into_bcio():
    """The parent of the class stands in the file alone."""
    query = """
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX factor: <https://w3id.org/pilotgraph/id/factor/>
    SELECT ?theirs ?above { factor:professional-identity skos:closeMatch ?theirs . ?theirs rdfs:subClassOf ?above
      FILTER(STRSTARTS(STR(?theirs), "http://humanbehaviourchange.org/") && isIRI(?above)) }
    """
    rows = opened(ONTOLOGIES / "files" / "bcio" / "bcio.owl").sparql(query).to_dicts(iris=True)
    assert [(row["theirs"].rpartition("/")[2], row["above"].rpartition("/")[2]) for row in rows] == [
        ("BCIO_050229", "ADDICTO_0000399")
    ]
