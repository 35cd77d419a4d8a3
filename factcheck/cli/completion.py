"""``factcheck completion``: a script that completes commands, options and their values in a shell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from factcheck.cli import choices
from factcheck.cli.exits import DONE
from factcheck.cli.reference import Command, Parameter, commands
from factcheck.cli.streams import write_out
from factcheck.model import Relation


def completion(shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")]) -> int:
    """Print a completion script for a shell.

    \b
    Examples:
      factcheck completion bash > ~/.local/share/bash-completion/completions/factcheck
      factcheck completion zsh > ~/.zfunc/_factcheck
      factcheck completion fish > ~/.config/fish/completions/factcheck.fish
    """
    write = {"bash": bash, "zsh": zsh, "fish": fish}[choices.chosen("shell", shell, choices.SHELLS)]
    write_out(f"{line}\n" for line in write(with_rules(commands())))
    return DONE


def with_rules(told: tuple[Command, ...]) -> tuple[Command, ...]:
    """The commands, with the names of rules where one is taken."""
    from factcheck.pipeline import rules

    names = tuple(rule.id for rule in rules())
    relations = tuple(map(str, Relation))

    def known(parameter: Parameter) -> Parameter:
        more = (*names, *relations) if parameter.takes == "RULE" else names if "RULE" in parameter.takes else ()
        return parameter._replace(values=(*parameter.values, *more))

    return tuple(command._replace(parameters=tuple(map(known, command.parameters))) for command in told)


def _options(command: Command) -> list[Parameter]:
    return [parameter for parameter in command.parameters if parameter.is_option]


def _arguments(command: Command) -> list[Parameter]:
    return [parameter for parameter in command.parameters if not parameter.is_option]


def bash(told: tuple[Command, ...]) -> Iterator[str]:
    """The script for bash. File names are completed wherever nothing else is."""
    names = " ".join(command.name for command in told)
    yield "_factcheck() {"
    yield '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd="" words="" values="" i'
    yield "  for ((i = 1; i < COMP_CWORD; i++)); do"
    yield f'    case " {names} " in *" ${{COMP_WORDS[i]}} "*) cmd=${{COMP_WORDS[i]}}; break ;; esac'
    yield "  done"
    yield '  case "$cmd $prev" in'
    for command in told:
        for parameter in filter(lambda parameter: parameter.values, _options(command)):
            patterns = "|".join(f'"{command.name} {name}"' for name in parameter.names)
            yield f'    {patterns}) COMPREPLY=($(compgen -W "{" ".join(parameter.values)}" -- "$cur")); return ;;'
    yield "  esac"
    yield "  case $cmd in"
    yield f'    "") words="{names} --version --help" ;;'
    for command in told:
        words = [name for parameter in _options(command) for name in parameter.names if name.startswith("--")]
        values = [value for parameter in _arguments(command) for value in parameter.values]
        yield f'    {command.name}) words="{" ".join(words)}" values="{" ".join(values)}" ;;'
    yield "  esac"
    yield "  if [[ $cur != -* && -n $cmd ]]; then words=$values; fi"
    yield '  COMPREPLY=($(compgen -W "$words" -- "$cur"))'
    yield "}"
    yield "complete -o filenames -o default -F _factcheck factcheck"


def _zsh_words(text: str) -> str:
    """Text as a description between brackets, in single quotes."""
    return text.replace("\\", "").replace("'", "").replace("[", "(").replace("]", ")").replace(":", " -")


def _zsh(parameter: Parameter) -> str:
    """A parameter as `_arguments` takes it."""
    takes = f"({' '.join(parameter.values)})" if parameter.values else "_files" if parameter.takes_path else " "
    if not parameter.is_option:
        return f"'*:{_zsh_words(parameter.takes)}:{takes}'"
    behind = f":{parameter.takes.replace('=', ' ')}:{takes}" if parameter.takes else ""
    names = f"'*'{{{','.join(parameter.names)}}}" if len(parameter.names) > 1 else f"'*'{parameter.names[0]}"
    return f"{names}'[{_zsh_words(parameter.meaning)}]{behind}'"


def zsh(told: tuple[Command, ...]) -> Iterator[str]:
    """The script for zsh."""
    yield "#compdef factcheck"
    yield "_factcheck() {"
    yield "  local -a commands"
    described = [f"'{command.name}:{_zsh_words(command.summary)}'" for command in told]
    yield f"  commands=({' '.join(described)})"
    yield "  if (( CURRENT == 2 )); then _describe command commands; return; fi"
    yield "  local cmd=$words[2]"
    yield "  shift words; (( CURRENT-- ))"
    yield "  case $cmd in"
    for command in told:
        specs = [*map(_zsh, _options(command)), *map(_zsh, _arguments(command)[:1])]
        yield f"    {command.name}) _arguments {' '.join(specs)} ;;" if specs else f"    {command.name}) ;;"
    yield "  esac"
    yield "}"
    yield '_factcheck "$@"'


def _fish_words(text: str) -> str:
    return text.replace("\\", "").replace("'", "\\'")


def fish(told: tuple[Command, ...]) -> Iterator[str]:
    """The script for fish."""
    for command in told:
        yield f"complete -c factcheck -n __fish_use_subcommand -f -a {command.name} -d '{_fish_words(command.summary)}'"
    for command in told:
        seen = f"complete -c factcheck -n '__fish_seen_subcommand_from {command.name}'"
        for parameter in command.parameters:
            names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in parameter.names if parameter.is_option]
            values = f" -a '{' '.join(parameter.values)}'" if parameter.values else ""
            kind = "" if not parameter.takes else " -r" if parameter.takes_path else " -x"
            if names or values:
                yield f"{seen} {' '.join(names)}{kind if names else ''}{values} -d '{_fish_words(parameter.meaning)}'"
