"""Facts about the command line."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from pilotgraph.arguments import COMMANDS, parser, read
from pilotgraph.cli import main
from pilotgraph.completion import script

ROOT = Path(__file__).parent.parent
TINY = str(Path(__file__).parent / "tiny")
BARRIERS = "which-barriers-did-each-programme-meet"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
RUN = [sys.executable, "-m", "pilotgraph"]


@pytest.fixture
def run(capsys):
    """Run a command on the tiny graph: its exit code, what it printed, and what it said beside that."""

    def running(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main([*arguments, "--graph", TINY])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


def test_a_question_is_answered(run):
    code, out, err = run("ask", "which-barriers", "--param", "programme=WH", "certainty=inferred")
    assert (code, out.splitlines()[2:]) == (0, ["Warm Homes  steady funding  inferred"])
    assert err == (
        "1 row (one row per programme and barrier). PilotGraph 0.0.1.\n"
        "Cite: Nobody. Housing pilots, invented, version 0.0.1.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["questions"], "Which barriers did each programme meet?"),
        (["questions", "--format", "json"], '"type": "Programme"'),
        (["questions", "--topic", "helping and hindering"], BARRIERS),
        (["find", "steady", "funding"], "factor:steady-funding"),
        (["ask", BARRIERS, "--format", "csv"], "Dry Roofs,landlord consent,certain\n"),
        (["ask", BARRIERS, "--format", "tsv"], "Dry Roofs\tlandlord consent\tcertain\n"),
        (["ask", BARRIERS, "--iris"], "https://w3id.org/pilotgraph/id/programme/dry-roofs"),
        (["ask", BARRIERS, "--format", "turtle"], "statement:wh-b1 "),
        (["ask", BARRIERS, "--format", "ntriples"], "/statement/wh-b1> <http"),
        (["ask", BARRIERS, "--format", "jsonld"], '{"@id":"https://w3id.org/pilotgraph/id/statement/wh-b1",'),
        (["ask", BARRIERS, "--format", "rdfxml"], 'rdf:about="https://w3id.org/pilotgraph/id/statement/wh-b1"'),
        (["ask", BARRIERS, "--format", "xml"], "<uri>https://w3id.org/pilotgraph/id/programme/dry-roofs</uri>"),
        (["ask", BARRIERS, "--format", "bibtex"], "title = {{Okafor 2014}},\n"),
        (["ask", BARRIERS, "--format", "ris"], "TI  - Okafor 2014\r\n"),
        (["ask", BARRIERS, "--evidence"], "okafor#:~:text=first%20words%202,last%20words%202"),
        (["ask", BARRIERS, "--show-sparql", "--param", "programme=WH"], "VALUES ?programme { <https://"),
        (["compare", BARRIERS], "barrier           Dry Roofs  New Stairs <2020>  Warm Homes"),
        (["describe", "Warm Homes"], "has barrier      steady funding"),
        (["describe", "WH", "--format", "turtle"], "programme:warm-homes "),
        (["evidence", "wh-b1"], "Landlords' consent was slow to obtain."),
        (["evidence", "wh-b1", "--format", "turtle"], "passage:okafor-2014-t1-b-e1 "),
        (
            ["why", "WH", "hasBarrier", "steady-funding"],
            "A link followed backwards and one followed forwards make a short cut, because",
        ),
        (["completion", "bash"], "complete -o default -F _pilotgraph pilotgraph"),
    ],
)
def test_a_command_prints(run, arguments, expected):
    code, out, _ = run(*arguments)
    assert code == 0
    assert expected in out


def test_every_command_is_tried_here():
    tried = {"build", "check", "locate", "coverage", "agreement", "publish", "download", "export", "sparql", "serve"}
    marks = test_a_command_prints.pytestmark[0].args[1]
    assert {arguments[0] for arguments, _ in marks} | tried == set(COMMANDS)


def test_json_can_be_read_from_a_pipe(run):
    assert json.loads(run("ask", BARRIERS, "--format", "json")[1])["head"]["vars"] == [
        "programme",
        "barrier",
        "certainty",
    ]


def test_a_query_comes_from_a_file_or_from_input(run, tmp_path, monkeypatch):
    query = "SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/pilotgraph/ontology#launchYear> ?o }"
    (tmp_path / "q.rq").write_text(query)
    assert run("sparql", str(tmp_path / "q.rq"), "--format", "csv")[1] == "n\n1\n"
    with (tmp_path / "q.rq").open() as given:
        monkeypatch.setattr(sys, "stdin", given)
        assert run("sparql", "-", "--format", "csv")[1] == "n\n1\n"


def test_a_workbook_is_written_to_a_file(run, tmp_path):
    code, out, _ = run("ask", BARRIERS, "--format", "xlsx", "--output", str(tmp_path / "a.xlsx"))
    assert (code, out) == (0, "")
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_the_graph_is_downloaded(run, tmp_path):
    code, out, _ = run("download", "--to", str(tmp_path))
    assert code == 0
    assert all(Path(line).stat().st_size for line in out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask", "which-bariers-did-they-meet"], 2, f"there is no such question; did you mean {BARRIERS}"),
        (["ask", BARRIERS, "--param", "programme=worm-homes"], 2, "did you mean warm-homes"),
        (["ask", BARRIERS, "--param", "program=x"], 2, "did you mean programme?"),
        (["ask", BARRIERS, "--param", "programme"], 2, "write it as --param name=value"),
        (["ask", BARRIERS, "--param", "programme=wh", "programme=wh"], 2, 'sets "programme" twice'),
        (["ask", BARRIERS, "--format", "pdf"], 2, "invalid choice: 'pdf'"),
        (["ask"], 2, "the following arguments are required: QUESTION"),
        (["comparre", BARRIERS], 2, "did you mean compare?"),
        (["questions", "--topic", "helping and hindring"], 2, "did you mean Helping and hindering?"),
        (["find", "landlrd"], 2, "no label, definition or question holds these words"),
        (["sparql", "no-such-file.rq"], 2, "no-such-file.rq  cannot be read: No such file or directory"),
        (["describe", "Warm Home"], 2, "did you mean Warm Homes"),
        (["evidence", "wh-b7"], 2, "did you mean wh-b"),
        (["why", "dry-roofs", "hasBarrier", "steady-funding"], 1, ""),
        (["ask", BARRIERS, "--endpoint", "http://127.0.0.1:9/sparql"], 3, "cannot be reached"),
        (["ask", BARRIERS, "--endpoint", "sparql"], 2, "is not an http address"),
        (["ask", BARRIERS, "--endpoint", ""], 2, "is not an http address"),
        (["publish", "--endpoint", "http://127.0.0.1:9/sparql"], 3, "cannot be reached"),
        (["ask", BARRIERS, "--output", "/no/such/folder/a"], 3, "cannot be written"),
        (["download", "--to", "/dev/null/a"], 3, "cannot be written to"),
        (["serve", "--port", "http"], 2, "give a whole number from 0 to 65,535"),
        (["serve", "--host", "203.0.113.1"], 3, "cannot be listened on"),
        (["serve", "--data", "no-such.ttl"], 2, "is not a file; name an RDF file"),
        (["serve", "--allow-host", "http://example.org/"], 2, "is not a host"),
        (["serve", "--address", "example.org"], 2, "is not an http address"),
        (["serve", "--endpoint", "sparql"], 2, "is not an http address"),
    ],
)
def test_bad_input_gets_one_clear_line(run, arguments, code, said):
    found, _, err = run(*arguments)
    assert found == code
    assert said in err
    assert "Traceback" not in err
    assert not said or len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"SELECT * {", "q.rq:1:11  is not SPARQL: it ends too early"),
        (b"INSERT DATA { }", "q.rq:1  INSERT is an update"),
        (b"\n\nDROP ALL", "q.rq:3  DROP is an update"),
        (b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "q.rq:1  SERVICE would send a request"),
        (b"SELECT * { ?s ?p '\xe9' }", "q.rq  is not UTF-8 (byte 18)"),
        (b"", "q.rq  holds no query"),
    ],
)
def test_a_bad_query_is_told_with_its_place(run, tmp_path, content, said):
    (tmp_path / "q.rq").write_bytes(content)
    code, out, err = run("sparql", str(tmp_path / "q.rq"))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_missing_and_broken_turtle_are_told_at_once(tmp_path, capsys):
    shutil.copytree(TINY, tmp_path / "copy")
    (tmp_path / "copy/data/rdf/asserted.ttl").write_text("<a> <b> .")
    (tmp_path / "copy/data/rdf/inferred.ttl").unlink()
    assert main(["ask", BARRIERS, "--graph", str(tmp_path / "copy")]) == 3
    wheres = [line.split("  ")[0] for line in capsys.readouterr().err.splitlines()]
    assert wheres == ["pilotgraph: data/rdf/asserted.ttl:1", "pilotgraph: data/rdf/inferred.ttl"]


def test_a_reader_that_stops_reading_is_no_error():
    command = f"{' '.join(RUN)} describe WH --graph {TINY} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Error" not in done.stderr


def test_stopping_a_long_query_stops_it(tmp_path):
    """Ctrl-C works while the engine is at work, and leaves no traceback."""
    (tmp_path / "q.rq").write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    command = [*RUN, "sparql", str(tmp_path / "q.rq"), "--graph", TINY]
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=5)
    assert process.returncode != 0
    assert "Traceback" not in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_commands_options_and_questions(shell):
    written = script(shell, [BARRIERS])
    option = "evidence" if shell == "fish" else "--evidence"
    assert all(word in written for word in [*COMMANDS, option, BARRIERS])


@pytest.mark.parametrize("shell", [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell)])
def test_a_completion_script_is_valid(shell):
    done = subprocess.run([shell, "-n"], input=script(shell, [BARRIERS]), text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes_the_name_of_a_question():
    asked = 'COMP_WORDS=(pilotgraph ask which-b); COMP_CWORD=2; _pilotgraph; echo "${COMPREPLY[@]}"'
    text = script("bash", [BARRIERS, "who"]) + asked
    assert subprocess.check_output(["bash", "-c", text], text=True).strip() == BARRIERS


@pytest.mark.parametrize(("command", "extra"), [("build", "build"), ("check", "check"), ("coverage --text x", "check")])
def test_a_missing_extra_is_named(command, extra):
    code = (
        f"import sys; sys.modules['rdflib'] = None; from pilotgraph.cli import main; sys.exit(main({command.split()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f'needs rdflib, which is not installed; install it with `pip install "pilotgraph[{extra}]"`' in done.stderr


HEAVY = (
    "rdflib owlready2 pyshacl SPARQLWrapper pandas openpyxl yaml "
    "dataclasses inspect pathlib hashlib difflib csv shutil pilotgraph.guard"
)


@pytest.mark.parametrize(
    "arguments", [["ask", BARRIERS, "--param", "programme=warm-homes"], ["ask", BARRIERS, "--evidence"]]
)
def test_asking_loads_nothing_heavy(arguments):
    """Every one of these would be felt in the time of a cold start."""
    code = f"import sys; from pilotgraph.cli import main; main({[*arguments, '--graph', TINY]}); print(*sys.modules)"
    out = subprocess.check_output([sys.executable, "-c", code], env=ENVIRONMENT, text=True, stderr=subprocess.DEVNULL)
    assert set(HEAVY.split()) & set(out.splitlines()[-1].split()) == set()


def test_plain_words_are_read_as_argparse_reads_them():
    """Wherever argparse is passed over, it would have said the same."""
    words = ["a", "b=1", "-", "", "table", "csv", "--param", "--format", "--output", "--iris", "--text", "--endpoint"]
    read_plainly = 0
    for command in COMMANDS:
        whole = parser(command)
        for given in (list(each) for size in range(4) for each in itertools.product(words, repeat=size)):
            found = read([command, *given])
            if found is not None:
                assert found == whole.parse_args([command, *given], SimpleNamespace())
                read_plainly += 1
    assert read_plainly > 1000


@pytest.mark.parametrize(
    "line",
    [
        "ask which-barriers",
        "ask which-barriers --param programme=WH certainty=inferred --param basis=text --format csv --evidence",
        "sparql - --allow-service http://one --allow-service http://two --output answer.csv",
        "find steady funding --iris",
        "why WH hasBarrier steady-funding --graph folder",
        "completion bash",
    ],
)
def test_a_plain_command_needs_no_argparse(line):
    assert read(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--version",
        "ask",
        "ask --help",
        "ask one two",
        "ask which --format=csv",
        "ask which --format pdf",
        "ask which --param",
        "ask which --form csv",
        "ask which --output -x",
        "find steady --iris funding",
        "locate",
        "completion powershell",
    ],
)
def test_help_and_mistakes_are_left_to_argparse(line):
    assert read(line.split()) is None


def test_the_ending_of_a_file_tells_its_format(tmp_path):
    path = tmp_path / "answer.csv"
    assert main(["ask", "which-programmes-began-in", "--graph", str(TINY), "--output", str(path)]) == 0
    assert path.read_text("utf-8").splitlines()[0] == "programme,year,hindered"
