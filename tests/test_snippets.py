"""Facts about the permanent link of an answer and the lines that fetch it, which are run against a real server."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pandas
import pytest

from pilotgraph.results import separated
from pilotgraph.snippets import link, snippets

ODD = [
    "Warm Homes",
    'it\'s "quoted"',
    "$(touch hit) `touch hit` $HOME",
    "a&b=c#d?e/f%20g+h;i|j",
    "two\nlines\r\tand a \\ back",
    "café – 😀",
    "[1-3] {a,b} *~!",
    "-o hit",
]
ANSWER = b"programme,count\nWarm Homes,2\n"


class Recorder(BaseHTTPRequestHandler):
    """Gives a small answer, and keeps what it was asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/csv; charset=utf-8")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server():
    asked: list[str] = []
    running = HTTPServer(("127.0.0.1", 0), type("Kept", (Recorder,), {"asked": asked}))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    running.server_close()


def received(asked: list[str]) -> tuple[str, dict[str, str]]:
    (path,) = asked
    parts = urlsplit(path)
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))


def ran(words: list[str], folder) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("value", ODD)
def test_the_line_for_curl_fetches_the_answer_whatever_the_value(server, tmp_path, value):
    address, asked = server
    ran(["bash", "-c", snippets(address, "which-barriers", {"programme": value})["curl"]], tmp_path)
    assert received(asked) == ("/questions/which-barriers", {"programme": value, "format": "csv"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"which-barriers.csv": ANSWER}


def test_the_lines_for_pandas_fetch_the_answer_whatever_the_value(server, tmp_path):
    address, asked = server
    given = {f"p{number}": value for number, value in enumerate(ODD)}
    code = snippets(address, "which-barriers", given)["pandas"] + "\nassert answer['count'].to_list() == [2]"
    ran([sys.executable, "-c", code], tmp_path)
    assert received(asked) == ("/questions/which-barriers", {**given, "format": "csv"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_the_line_for_r_fetches_the_answer_whatever_the_value(server, tmp_path):
    address, asked = server
    given = {f"p{number}": value for number, value in enumerate(ODD)}
    code = snippets(address, "which-barriers", given)["R"] + "\nstopifnot(answer$count == 2)"
    ran(["Rscript", "-e", code], tmp_path)
    assert received(asked) == ("/questions/which-barriers", {**given, "format": "csv"})


@pytest.mark.parametrize("value", ODD)
def test_nothing_in_a_link_means_anything_to_a_shell_or_in_a_text(value):
    """So that the lines are right in every shell, and in R where it is not at hand to be tried."""
    at = link("http://[::1]:8000/base/", "which-barriers", {"programme": value}, "csv")
    assert at.startswith("http://[::1]:8000/base/questions/which-barriers?programme=")
    assert at.isascii()
    assert set("\"'`\\$ \n\r\t<>|;(){}*!") & set(at) == set()
    assert dict(parse_qsl(urlsplit(at).query)) == {"programme": value, "format": "csv"}


def test_an_address_cannot_break_out_of_its_quotation_marks():
    """A server may be told its own address by whoever calls it."""
    for line in snippets("http://x'; rm -r /; '\"+evil+\"", "q", {}).values():
        assert "http://x%27%3B%20rm%20-r%20/%3B%20%27%22%2Bevil%2B%22/questions/q?format=csv" in line


def test_what_is_left_open_is_not_in_the_link():
    assert link("http://h", "q", {"programme": "", "outcome": "bed-days"}) == "http://h/questions/q?outcome=bed-days"
    assert link("http://h", "q", {}) == "http://h/questions/q"


def test_no_cell_of_any_answer_is_taken_for_a_missing_one(graph, tmp_path):
    """Readers of CSV take words such as NA and None for nothing; no label or value may be such a word."""
    for question in graph.questions():
        answer = graph.ask(question.name)
        (tmp_path / "a.csv").write_text(separated(answer, ",", iris=False), "utf-8")
        read = pandas.read_csv(tmp_path / "a.csv")
        missing = sum(term is None for row in answer.rows for term in row)
        assert int(read.isna().sum().sum()) == missing, question.name
