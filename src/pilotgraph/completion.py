"""Makes completion scripts for shells: commands, their options, and the names of the saved questions."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from pilotgraph.arguments import parser
from pilotgraph.exports.kinds import KINDS

ASKED = ("ask", "compare")


def script(shell: str, questions: Sequence[str]) -> str:
    """
    The completion script for "bash", "zsh" or "fish".

    questions: the names that complete the question of `ask` and `compare`.
    """
    named = {**dict.fromkeys(ASKED, questions), "export": tuple(KINDS)}
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](_commands(), named)


Options = dict[str, tuple[str, Sequence[str] | None]]
# By command, the words that its first argument may be.
Named = dict[str, Sequence[str]]


def _commands() -> dict[str, tuple[str, Options]]:
    """Each command with its help, and its options with their help and the values they may take."""
    whole = parser()
    listed = next(action for action in whole._actions if isinstance(action, argparse._SubParsersAction))
    said = {action.dest: action.help or "" for action in listed._choices_actions}
    return {name: (said.get(name, ""), _options(each)) for name, each in listed.choices.items()}


def _options(command: argparse.ArgumentParser) -> Options:
    found: Options = {}
    for action in command._actions:
        # A positional argument with fixed values, such as the shell, is offered like an option without dashes.
        values = [str(choice) for choice in action.choices] if action.choices else None
        for name in action.option_strings or ([] if values is None else [""]):
            found[name] = ((action.help or "").replace("%%", "%"), values)
    return found


def _bash(commands: dict[str, tuple[str, Options]], named: Named) -> str:
    lines = [
        "# Completion of pilotgraph for bash; add to ~/.bashrc: source <(pilotgraph completion bash)",
        "_pilotgraph() {",
        '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"',
        "  COMPREPLY=()",
        '  if [[ "$COMP_CWORD" == 1 ]]; then',
        f'    COMPREPLY=($(compgen -W "{" ".join(commands)}" -- "$word")); return',
        "  fi",
        '  case "$command $before" in',
    ]
    for name, (_, options) in commands.items():
        for option, (_, values) in options.items():
            if values and option:
                lines.append(
                    f'    "{name} {option}") COMPREPLY=($(compgen -W "{" ".join(values)}" -- "$word")); return ;;'
                )
    lines += ["  esac", '  case "$command" in']
    for name, (_, options) in commands.items():
        words = [*(option for option in options if option), *(options.get("", ("", None))[1] or ())]
        words += named.get(name, ())
        lines.append(f'    {name}) COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word")) ;;')
    return "\n".join([*lines, "  esac", "}", "complete -o default -F _pilotgraph pilotgraph", ""])


def _zsh(commands: dict[str, tuple[str, Options]], named: Named) -> str:
    lines = [
        "#compdef pilotgraph",
        "# Completion of pilotgraph for zsh; add to ~/.zshrc after compinit: source <(pilotgraph completion zsh)",
        "_pilotgraph() {",
        "  if (( CURRENT == 2 )); then",
        "    local -a commands=(",
        *(f"      {_quoted(f'{name}:{said}')}" for name, (said, _) in commands.items()),
        "    )",
        "    _describe command commands; return",
        "  fi",
        '  case "$words[2] $words[CURRENT-1]" in',
    ]
    for name, (_, options) in commands.items():
        for option, (_, values) in options.items():
            if values and option:
                lines.append(f'    "{name} {option}") compadd -- {" ".join(values)}; return ;;')
    lines += ["  esac", '  case "$words[2]" in']
    for name, (_, options) in commands.items():
        words = [*(option for option in options if option), *(options.get("", ("", None))[1] or ())]
        words += named.get(name, ())
        lines.append(f"    {name}) compadd -- {' '.join(words)} ;;")
    return "\n".join([*lines, "  esac", "  _files", "}", "compdef _pilotgraph pilotgraph", ""])


def _fish(commands: dict[str, tuple[str, Options]], named: Named) -> str:
    lines = ["# Completion of pilotgraph for fish; save as ~/.config/fish/completions/pilotgraph.fish"]
    for name, (said, _) in commands.items():
        lines.append(f"complete -c pilotgraph -n __fish_use_subcommand -f -a {name} -d {_quoted(said)}")
    for name, (_, options) in commands.items():
        here = f"complete -c pilotgraph -n '__fish_seen_subcommand_from {name}'"
        for option, (said, values) in options.items():
            if not option:
                lines.append(f"{here} -f -a {_quoted(' '.join(values or ()))}")
                continue
            kind = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            taken = f" -x -a {_quoted(' '.join(values))}" if values else ""
            lines.append(f"{here} {kind}{taken} -d {_quoted(said)}")
        if name in named:
            lines.append(f"{here} -f -a {_quoted(' '.join(named[name]))}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "") + "'"
