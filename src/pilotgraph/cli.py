"""The command line: reads arguments, calls one function, prints."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

from pilotgraph.arguments import COMMANDS, parser, read
from pilotgraph.errors import PilotGraphError, Problem, RequestError, SourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilotgraph.answers import Answer
    from pilotgraph.graph import PilotGraph

INTERRUPTED = 130
# Commands that must be left in order; the others only read.
WRITING = ("serve", "download", "export", "publish", "build", "check", "locate", "coverage", "agreement")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command; returns the exit code.

    0: done; 1: a check failed, or a fact does not follow; 2: a wrong request; 3: an unreadable source; 130: stopped.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    alone = arguments is None and bool(given) and given[0] not in WRITING
    if alone:
        import gc
        import signal

        # A process that ends with its answer need not look for memory to give back.
        gc.disable()

        # The engine does not listen to Python's own Ctrl-C, and asking leaves nothing half-written.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        code = _run(given)
        sys.stdout.flush()
        if alone:
            # Taking the store down in order takes a tenth of the whole run, and a process that only read needs none.
            sys.stderr.flush()
            os._exit(code)
        return code
    except PilotGraphError as error:
        for problem in error.problems:
            print(f"pilotgraph: {problem}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader has seen enough; Python must not complain about it while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("pilotgraph: stopped", file=sys.stderr)
        return INTERRUPTED


def _run(given: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign shows "?" instead of a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    named = given[0] if given else ""
    if named and not named.startswith("-") and named not in COMMANDS:
        from pilotgraph.queries import nearest

        remedy = nearest(named, COMMANDS) or f"there are {', '.join(COMMANDS)}"
        raise RequestError(Problem(f'command "{named}"', "there is no such command", remedy))
    options = read(given)
    if options is None:
        whole = parser(named if named in COMMANDS else None)
        options = whole.parse_args(given, SimpleNamespace())
        if options.version:
            return _version()
        if not options.command:
            whole.print_help()
            return 2
    return _DO[options.command](options)


def _questions(options: SimpleNamespace) -> int:
    from pilotgraph import display, files, queries

    questions = queries.read_all(files.folder(options.graph).queries)
    lacking = {question.name: question.needs.lacking() for question in questions if question.needs}
    if options.beside:
        graph = _open(options)
        lacking = {question.name: graph.asked(question)[1] for question in questions if question.needs}
    if options.topic:
        topics = {question.topic.casefold(): question.topic for question in questions}
        if options.topic.casefold() not in topics:
            remedy = (
                queries.nearest(options.topic, topics.values()) or f"there are {', '.join(sorted(topics.values()))}"
            )
            raise RequestError(Problem(f'--topic "{options.topic}"', "there is no such topic", remedy))
        questions = [question for question in questions if question.topic.casefold() == options.topic.casefold()]
    if options.format == "json":
        import json

        listed = [
            {
                **question._asdict(),
                "parameters": [parameter._asdict() for parameter in question.parameters],
                "needs": question.needs and question.needs._asdict(),
            }
            for question in questions
        ]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(display.question_list(questions, _width(), lacking))
    return 0


def _find(options: SimpleNamespace) -> int:
    graph = _open(options)
    text = " ".join(options.text)
    answer = graph.find(text)
    if not answer.rows:
        from pyoxigraph import NamedNode

        from pilotgraph.queries import nearest
        from pilotgraph.things import LABEL

        known = {o.value for _, _, o in graph.engine.match(p=NamedNode(LABEL))}
        remedy = nearest(text, known) or "try fewer or other words"
        raise RequestError(Problem(f'find "{text}"', "no label, definition or question holds these words", remedy))
    return _show(graph, answer, options)


def _ask(options: SimpleNamespace) -> int:
    graph = _open(options)
    parameters = _parameters(options.param)
    if options.show_sparql:
        from pilotgraph.queries import bind

        question = graph.question(options.question)
        sys.stdout.write(bind(question, graph.values(question, parameters)).rstrip() + "\n")
        return 0
    answer = graph.ask(options.question, evidence=options.evidence, **parameters)
    why: list[Problem] = []
    if not answer.rows:
        from pilotgraph.absence.narrowing import reasons_for_question

        question = graph.question(options.question)
        # What a question lacks is the answer itself.
        if not graph.asked(question)[1]:
            why = reasons_for_question(graph, question, graph.values(question, parameters))
    return _show(graph, answer, options, why)


def _compare(options: SimpleNamespace) -> int:
    from pilotgraph.compare import compare

    graph = _open(options)
    answer = compare(graph, options.question, evidence=options.evidence, **_parameters(options.param))
    return _show(graph, answer, options)


def _sparql(options: SimpleNamespace) -> int:
    text, where = _read(options.file)
    from pilotgraph.guard import check

    # Told before the graph is opened, so that a wrong query costs nothing.
    form = check(text, where, options.allow_service)
    graph = _open(options)
    answer = graph.sparql(text, options.allow_service, where)
    why: list[Problem] = []
    if not answer.rows or (form == "ASK" and answer.to_dicts() == [{"answer": False}]):
        from pilotgraph.absence.reasons import reasons

        why = reasons(graph.together, text, where)
    return _show(graph, answer, options, why)


def _describe(options: SimpleNamespace) -> int:
    graph = _open(options)
    return _show(graph, graph.describe(options.thing), options)


def _evidence(options: SimpleNamespace) -> int:
    from pilotgraph import display, results

    graph = _open(options)
    found = graph.evidence(options.statement)
    if options.format == "json":
        import json

        whole = {**found._asdict(), "passages": [passage._asdict() for passage in found.passages]}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    elif options.format == "turtle":
        from pilotgraph.answers import Answer

        answer = Answer(("statement",), [()], {}, graph.origin(), statements=[(found.statement,)])
        sys.stdout.write(results.turtle(graph.statements_behind(answer)))
    else:
        sys.stdout.write(display.statement(found, _width()) + "\n")
    _cite(graph, None, to_reader=options.format == "table")
    return 0


def _why(options: SimpleNamespace) -> int:
    from pilotgraph.explain import told

    graph = _open(options)
    proof = graph.why(options.subject, options.predicate, options.object)
    sys.stdout.write(told(graph.engine, proof, _width()) + "\n")
    _cite(graph, None, to_reader=True)
    return 0 if proof.follows else 1


def _download(options: SimpleNamespace) -> int:
    from pilotgraph import files
    from pilotgraph.downloads import download

    for path in download(files.folder(options.graph), options.to, options.format):
        print(path)
    return 0


def _export(options: SimpleNamespace) -> int:
    from pilotgraph.exports import kinds
    from pilotgraph.exports.folders import write_folder

    to, output, remote = (given is not None for given in (options.to, options.output, options.endpoint))
    kinds.check(options.kind, options.format, folder=to, file=output, remote=remote)
    graph = _open(options)
    if to:
        count = write_folder(options.to, kinds.files(graph, options.kind, options.format))
        print(f"{options.to}  {count} {'file' if count == 1 else 'files'}")
    else:
        _write(kinds.whole(graph, options.kind, options.format), options.output)
    _cite(graph, None, to_reader=False)
    return 0


def _publish(options: SimpleNamespace) -> int:
    from pilotgraph import files
    from pilotgraph.publish import publish

    user = options.user or os.environ.get("PILOTGRAPH_USER", "")
    password = options.password or os.environ.get("PILOTGRAPH_PASSWORD", "")
    folder = files.folder(options.graph)
    for iri, count in publish(folder, options.endpoint, options.graph_store, user, password):
        print(f"{iri}  {count} triples")
    return 0


def _serve(options: SimpleNamespace) -> int:
    from pilotgraph.web.serving import serve

    return serve(options)


def _build(options: SimpleNamespace) -> int:
    return _for_curators("build", options)


def _check(options: SimpleNamespace) -> int:
    return _for_curators("check", options)


def _locate(options: SimpleNamespace) -> int:
    return _for_curators("locate", options)


def _coverage(options: SimpleNamespace) -> int:
    return _for_curators("coverage", options)


def _agreement(options: SimpleNamespace) -> int:
    if options.draw and options.disagreements:
        raise RequestError(Problem("--disagreements", "is given together with --draw", "give one of the two"))
    if (options.seed is not None) != options.draw:
        remedy = "give --draw --seed NUMBER together to draw a sample"
        raise RequestError(Problem("--seed" if not options.draw else "--draw", "is given alone", remedy))
    if options.draw and not options.seed.isdecimal():
        raise RequestError(Problem(f"--seed {options.seed}", "is not a whole number", "give one, such as 20211029"))
    return _for_curators("agreement", options)


def _completion(options: SimpleNamespace) -> int:
    from pilotgraph import files, queries
    from pilotgraph.completion import script

    sys.stdout.write(script(options.shell, queries.names(files.folder(options.graph).queries)))
    return 0


_DO: dict[str, Callable[[SimpleNamespace], int]] = {
    "questions": _questions,
    "find": _find,
    "ask": _ask,
    "compare": _compare,
    "sparql": _sparql,
    "describe": _describe,
    "evidence": _evidence,
    "why": _why,
    "download": _download,
    "export": _export,
    "publish": _publish,
    "serve": _serve,
    "build": _build,
    "check": _check,
    "locate": _locate,
    "coverage": _coverage,
    "agreement": _agreement,
    "completion": _completion,
}


def _version() -> int:
    from pilotgraph import __version__
    from pilotgraph.graph import PilotGraph

    print(f"pilotgraph {__version__}, graph {PilotGraph.open().version}")
    return 0


def _open(options: SimpleNamespace) -> PilotGraph:
    graph = _opened(options)
    graph.warns = False
    return graph


def _opened(options: SimpleNamespace) -> PilotGraph:
    from pilotgraph.graph import PilotGraph

    endpoint, beside = getattr(options, "endpoint", None), getattr(options, "beside", [])
    if endpoint is not None and beside:
        remedy = "load the file into that server instead, or leave --endpoint out"
        raise RequestError(Problem("--with", "is given together with --endpoint", remedy))
    if endpoint is not None:
        return PilotGraph.connect(endpoint, path=options.graph)
    if not beside:
        return PilotGraph.open(options.graph)
    import warnings

    from pilotgraph.beside.rdffiles import named

    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always")
        graph = PilotGraph.open(options.graph, extra=[named(each) for each in beside])
    for remark in remarks:
        print(f"pilotgraph: {remark.message}", file=sys.stderr)
    return graph


def _parameters(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    problems = []
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name:
            problems.append(Problem(f"--param {each}", "has no name and value", "write it as --param name=value"))
        elif name in found:
            problems.append(Problem(f"--param {each}", f'sets "{name}" twice', "set it once"))
        found[name] = value
    if problems:
        raise RequestError(problems)
    return found


def _read(path: str) -> tuple[str, str]:
    """The text of a query and how a problem names it."""
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig"), "standard input"
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig"), path
    except UnicodeDecodeError as error:
        raise RequestError(Problem(path, f"is not UTF-8 (byte {error.start})", "save it as UTF-8")) from None
    except OSError as error:
        raise RequestError(Problem(path, f"cannot be read: {error.strerror}", "name a file, or - for input")) from None


def _show(graph: PilotGraph, answer: Answer, options: SimpleNamespace, why: Sequence[Problem] = ()) -> int:
    """Print an answer, with the reasons why it is empty, and how to cite it."""
    if options.output and options.format == "table":
        from pilotgraph.formats import FORMATS

        # A file that is called answer.csv is to be one.
        ending = options.output.rpartition(".")[2].lower()
        options.format = next((name for name, each in FORMATS.items() if each.ending == ending), "table")
    if options.format == "table":
        from pilotgraph import display

        written = display.answer_table(answer, iris=options.iris, width=None if options.output else _width())
        if options.output:
            _write(written.encode(), options.output)
        else:
            sys.stdout.write(written)
    else:
        from pilotgraph.formats import write

        if options.format == "xlsx" and not options.output and sys.stdout.isatty():
            remedy = "add --output answer.xlsx"
            raise RequestError(Problem("--format xlsx", "a workbook cannot be shown in a terminal", remedy))
        _write(write(graph, answer, options.format, iris=options.iris), options.output)
    to_reader = options.format == "table" and not options.output
    _explain(why, to_reader=to_reader)
    _cite(graph, answer, to_reader=to_reader)
    return 0


def _explain(why: Sequence[Problem], *, to_reader: bool) -> None:
    """Why there are no rows: beneath the answer at a terminal, else beside it."""
    if not why:
        return
    from pilotgraph.terminal import wrapped

    at_terminal = to_reader and sys.stdout.isatty()
    sys.stdout.flush()
    for problem in why:
        print(wrapped(str(problem), _width()), file=sys.stdout if at_terminal else sys.stderr)


def _cite(graph: PilotGraph, answer: Answer | None, *, to_reader: bool) -> None:
    """To a reader at a terminal beneath the answer; else beside it, so that a pipe carries the answer alone."""
    from pilotgraph.display import footer

    origin = answer.origin if answer else graph.origin()
    at_terminal = to_reader and sys.stdout.isatty()
    said = footer(origin, len(answer.rows) if answer else None, _width() if at_terminal else None)
    if at_terminal:
        print("\n" + said)
    else:
        sys.stdout.flush()
        print(said, file=sys.stderr)


def _write(content: bytes, path: str | None) -> None:
    if not path:
        if sys.stdout.isatty():
            sys.stdout.write(content.decode())
        else:
            # Files are UTF-8 with their own line ends, whatever a terminal here would want.
            sys.stdout.buffer.write(content)
        return
    from pilotgraph.files import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        remedy = "name a file in a folder that can be written to"
        raise SourceError(Problem(f"--output {path}", f"cannot be written: {error.strerror}", remedy)) from None


def _width() -> int | None:
    """The terminal's width in characters; None where the output is not a terminal."""
    if not sys.stdout.isatty():
        return None
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def _for_curators(command: str, options: SimpleNamespace) -> int:
    from pathlib import Path

    root = Path(options.root)
    try:
        from pilotgraph.curation import project

        if command == "build":
            return int(project.build(root))
        if command == "check":
            return int(project.check(root, text=Path(options.text) if options.text else None))
        if command == "coverage":
            return int(
                project.coverage(root, Path(options.text), options.format, each=options.all, write=options.write)
            )
        if command == "locate":
            return int(project.locate(root, Path(options.text)))
        if options.draw:
            return int(project.draw(root, int(options.seed)))
        return int(project.disagreed(root) if options.disagreements else project.agreement(root))
    except ImportError as error:
        if (error.name or "pilotgraph").startswith("pilotgraph"):
            raise
        extra = "build" if command == "build" else "check"
        what = f"`pilotgraph {command}` needs {error.name}, which is not installed"
        raise RequestError(Problem("", what, f'install it with `pip install "pilotgraph[{extra}]"`')) from None


if __name__ == "__main__":
    sys.exit(main())
