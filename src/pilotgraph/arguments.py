"""The command line's commands and options, without what they do."""

from __future__ import annotations

from types import SimpleNamespace

from pilotgraph import plain
from pilotgraph.formats import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence
    from typing import Any

    Adder = Callable[[Any], None]

ASKING_FORMATS = ("table", *FORMATS)


def parser(only: str | None = None) -> ArgumentParser:
    """
    The whole command line, or just the part of one command, which is quicker to make.

    only: a name of COMMANDS.
    """
    from pilotgraph.usage import Parser

    whole = Parser(
        prog="pilotgraph",
        description="Ask what national integrated-care pilot programmes tried, what helped and hindered, and what came "
        "of it; every row leads to the place in the article on which it rests.",
        epilog='Begin with `pilotgraph questions`, then for example `pilotgraph find "primary care"`.',
    )
    whole.add_argument("--version", action="store_true", help="print the versions of the program and the graph")
    # Named here, since argparse would lay out a usage text just to learn the name.
    listed = whole.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="pilotgraph")
    for name, (said, add) in COMMANDS.items():
        if only in (None, name):
            add(listed.add_parser(name, help=said, description=said[0].upper() + said[1:] + "."))
    return whole


def read(given: Sequence[str]) -> SimpleNamespace | None:
    """
    The options of a command whose words are plain.

    None where it takes a `parser` to read them, to help or to say what is wrong.
    """
    if not given or given[0] not in COMMANDS:
        return None
    found = plain.read(given[1:], COMMANDS[given[0]][1])
    return None if found is None else SimpleNamespace(version=False, command=given[0], **found)


def _questions(add: Any) -> None:
    add.add_argument("--topic", metavar="TEXT", help="only the questions of this topic")
    add.add_argument("--format", choices=("table", "json"), default="table")
    _beside(add)
    _graph(add)


def _find(add: Any) -> None:
    add.add_argument("text", metavar="TEXT", nargs="+", help="words that must all occur")
    _asking(add)


def _ask(add: Any) -> None:
    add.add_argument("question", metavar="QUESTION", help="its name, the beginning of its name, or its wording")
    add.add_argument(
        "--param", metavar="NAME=VALUE", nargs="+", action="extend", default=[], help="narrow the question"
    )
    add.add_argument("--show-sparql", action="store_true", help="print the query that would run, and do not run it")
    _asking(add, evidence=True)


def _compare(add: Any) -> None:
    add.add_argument("question", metavar="QUESTION", help="a question whose answer has a programme in each row")
    add.add_argument(
        "--param", metavar="NAME=VALUE", nargs="+", action="extend", default=[], help="narrow the question"
    )
    _asking(add, evidence=True)


def _sparql(add: Any) -> None:
    add.add_argument("file", metavar="FILE", help='the query\'s file; "-" reads it from standard input')
    add.add_argument(
        "--allow-service",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="let SERVICE clauses send requests to this address",
    )
    _asking(add)


def _describe(add: Any) -> None:
    add.add_argument("thing", metavar="THING", help="an id, a label or an IRI")
    _asking(add)


def _evidence(add: Any) -> None:
    add.add_argument("statement", metavar="STATEMENT", help="a statement's id or IRI")
    add.add_argument("--format", choices=("table", "json", "turtle"), default="table")
    _place(add)


def _why(add: Any) -> None:
    add.add_argument("subject", metavar="SUBJECT", help="a thing, such as programme:icps")
    add.add_argument("predicate", metavar="PREDICATE", help="a property, such as hasBarrier, or a")
    add.add_argument("object", metavar="OBJECT", help="a thing or a value")
    _place(add)


def _download(add: Any) -> None:
    add.add_argument("--to", metavar="DIR", default=".", help="the folder to write to (default: here)")
    add.add_argument("--format", choices=("turtle", "ntriples", "nquads"), default="turtle")
    _graph(add)


def _export(add: Any) -> None:
    from pilotgraph.exports.kinds import FORMS, KINDS

    said = "; ".join(f"{name}: {kind.said}" for name, kind in KINDS.items())
    add.add_argument("kind", metavar="KIND", help=said)
    add.add_argument("--to", metavar="DIR", help="write files into this folder, which must be new or empty")
    add.add_argument("--output", metavar="FILE", help="write one file instead of to standard output")
    add.add_argument("--format", choices=FORMS, help="another form than the usual one")
    _endpoint(add)
    _graph(add)


def _publish(add: Any) -> None:
    add.add_argument(
        "--endpoint", metavar="URL", required=True, help="the address of the SPARQL or graph store service"
    )
    add.add_argument(
        "--graph-store", metavar="URL", help="the address for writing, if it cannot be told from --endpoint"
    )
    add.add_argument("--user", metavar="NAME", help="default: the environment variable PILOTGRAPH_USER")
    add.add_argument("--password", metavar="WORD", help="default: the environment variable PILOTGRAPH_PASSWORD")
    _graph(add)


def _serve(add: Any) -> None:
    add.add_argument(
        "--host", metavar="NAME", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)"
    )
    add.add_argument(
        "--port", metavar="NUMBER", default="8000", help="the port; 0 takes any that is free (default: 8000)"
    )
    add.add_argument(
        "--data",
        metavar="FILE",
        nargs="+",
        action="extend",
        default=[],
        help="serve these RDF files instead, each in a named graph of its own; IRI=FILE names the graph",
    )
    add.add_argument("--address", metavar="URL", help="the address under which others reach the service")
    add.add_argument(
        "--allow-host",
        metavar="HOST",
        action="append",
        default=[],
        help="let SERVICE and FROM reach this host, such as example.org or example.org:8080",
    )
    add.add_argument("--seconds", metavar="NUMBER", default="15", help="that a free query may take (default: 15)")
    add.add_argument("--rows", metavar="NUMBER", default="200000", help="that an answer may have (default: 200000)")
    add.add_argument("--megabytes", metavar="NUMBER", default="50", help="that an answer may have (default: 50)")
    add.add_argument(
        "--memory", metavar="NUMBER", default="512", help="megabytes that a free query may take (default: 512)"
    )
    add.add_argument(
        "--cache", metavar="NUMBER", default="64", help="megabytes of answers to keep; 0 keeps none (default: 64)"
    )
    add.add_argument("--workers", metavar="NUMBER", help="processes for free queries (default: two for each processor)")
    _place(add)


def _build(add: Any) -> None:
    _checkout(add)


def _check(add: Any) -> None:
    add.add_argument("--text", metavar="FILE", help="the article's text, to find every passage in it again")
    _checkout(add)


def _locate(add: Any) -> None:
    add.add_argument("--text", metavar="FILE", required=True, help="the article's text")
    _checkout(add)


def _coverage(add: Any) -> None:
    add.add_argument("--text", metavar="FILE", required=True, help="the article's text")
    add.add_argument("--all", action="store_true", help="list every sentence and table entry with what accounts for it")
    add.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add.add_argument("--write", action="store_true", help="write the numbers to data/coverage.tsv instead")
    _checkout(add)


def _agreement(add: Any) -> None:
    add.add_argument("--disagreements", action="store_true", help="list what the readers code differently")
    add.add_argument("--draw", action="store_true", help="draw the statements to code a second time, once")
    add.add_argument("--seed", metavar="NUMBER", help="the seed of the draw")
    _checkout(add)


def _completion(add: Any) -> None:
    add.add_argument("shell", choices=("bash", "zsh", "fish"))
    _graph(add)


def _asking(add: Any, *, evidence: bool = False) -> None:
    add.add_argument("--format", choices=ASKING_FORMATS, default="table")
    add.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    add.add_argument("--iris", action="store_true", help="show IRIs instead of labels")
    if evidence:
        add.add_argument("--evidence", action="store_true", help="lead each row to its statements and passages")
    _place(add)


def _place(add: Any) -> None:
    _endpoint(add)
    _beside(add)
    _graph(add)


def _endpoint(add: Any) -> None:
    add.add_argument("--endpoint", metavar="URL", help="ask this SPARQL endpoint instead of the graph that came along")


def _beside(add: Any) -> None:
    add.add_argument(
        "--with",
        dest="beside",
        metavar="FILE",
        nargs="+",
        action="extend",
        default=[],
        help="ask these RDF files beside the graph, each in a named graph of its own; IRI=FILE names the graph",
    )


def _graph(add: Any) -> None:
    add.add_argument("--graph", metavar="DIR", help="use the graph and questions of this checkout or download")


def _checkout(add: Any) -> None:
    add.add_argument("--root", metavar="DIR", default=".", help="the checkout to work on (default: here)")


COMMANDS: dict[str, tuple[str, Adder]] = {
    "questions": ("list the saved questions", _questions),
    "find": ("look for words in labels, definitions and questions", _find),
    "ask": ("ask a saved question", _ask),
    "compare": ("ask a saved question with the programmes as columns", _compare),
    "sparql": ("answer a SPARQL query", _sparql),
    "describe": ("say everything about a thing", _describe),
    "evidence": ("lead a statement to its passages", _evidence),
    "why": ("say what a fact rests on", _why),
    "download": ("write the graph to files", _download),
    "export": ("write the graph in the forms that others read", _export),
    "publish": ("load the graph into a SPARQL server", _publish),
    "serve": ("serve web pages and a SPARQL endpoint", _serve),
    "build": ("build the graph from its tables (for curators)", _build),
    "check": ("check tables, graph and passages (for curators)", _check),
    "locate": ("fill in where passages stand (for curators)", _locate),
    "coverage": ("count what statements rest on, and what was left out (for curators)", _coverage),
    "agreement": ("tell how far two readers of the article agree (for curators)", _agreement),
    "completion": ("print a completion script for a shell", _completion),
}
