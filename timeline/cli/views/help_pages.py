"""Help pages: usage, examples and options, plain text of at most 80 columns, in both languages."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.cli.shell.terminal import Terminal
from timeline.i18n import mark

Examples = tuple[tuple[str, str], ...]
"""Commands that work as they stand, each with what it gives."""

_WIDTH = 80
_COLUMN = 26
_OTHER = mark("Options")
_TYPERS_OWN = (
    mark("Show this message and exit."),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)


def program_page(
    context: Any, program: Any, commands: Mapping[str, tuple[str, str]], examples: Examples
) -> str:
    """Return the help of the whole program; ``commands`` has the group and the deed of each."""
    terminal: Terminal = context.find_root().obj
    intro = terminal.say(
        "A chronology of two governments' security diplomacy that can be defended line by line."
    )
    parts = [_wrapped(intro), _usage(terminal, "timeline", terminal.say("COMMAND [OPTIONS]"))]
    parts.append(_examples(terminal, examples))
    for group in dict.fromkeys(group for group, _ in commands.values()):
        rows = [
            (name, terminal.say(does)) for name, (text, does) in commands.items() if text == group
        ]
        parts.append(_section(terminal.say(group), rows))
    parts += _options(terminal, context, program)
    parts.append(
        _wrapped(
            terminal.say(
                "More: 'timeline help COMMAND', 'timeline help dates', 'timeline help formats', "
                "'timeline help rules', 'timeline help sources'."
            )
        )
    )
    return "\n\n".join(parts) + "\n"


def command_page(context: Any, command: Any, examples: Examples) -> str:
    """Return the help of one command."""
    terminal: Terminal = context.find_root().obj
    arguments = [_argument(terminal, context, each) for each in _arguments(context, command)]
    rest = " ".join((*arguments, terminal.say("[OPTIONS]")))
    parts = [
        "\n\n".join(_wrapped(text) for text in terminal.say(command.help).split("\n\n")),
        _usage(terminal, f"timeline {command.name}", rest),
        _examples(terminal, examples),
        *_options(terminal, context, command),
    ]
    return "\n\n".join(parts) + "\n"


def _usage(terminal: Terminal, name: str, rest: str) -> str:
    return terminal.say("Usage: {call}", call=f"{name} {rest}")


def _examples(terminal: Terminal, examples: Examples) -> str:
    shown = [f"  {call}\n      {terminal.say(gives)}" for call, gives in examples]
    return "\n".join([terminal.say("Examples"), *shown])


def _argument(terminal: Terminal, context: Any, argument: Any) -> str:
    """Return how an argument is written in a usage line: one that may be left out in brackets."""
    name = terminal.say(argument.make_metavar(context))
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _arguments(context: Any, command: Any) -> list[Any]:
    return [param for param in command.get_params(context) if param.param_type_name == "argument"]


def _options(terminal: Terminal, context: Any, command: Any) -> Iterator[str]:
    """Yield a section for each panel of options, Typer's own options last."""
    panels: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(context):
        if param.param_type_name == "option" and not param.hidden:
            names = ", ".join(sorted(param.opts, key=len))
            value = "" if param.is_flag else terminal.say(param.metavar)
            row = (f"{names} {value}".rstrip(), terminal.say(param.help))
            panels.setdefault(param.rich_help_panel or _OTHER, []).append(row)
    last = panels.pop(_OTHER, [])
    for title, rows in (*panels.items(), (_OTHER, last)):
        if rows:
            yield _section(terminal.say(title), rows)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([_wrapped(title), *(_row(*row) for row in rows)])


def _row(name: str, says: str) -> str:
    head = f"  {name}".ljust(_COLUMN)
    if not head.endswith(" "):
        indent = " " * _COLUMN
        return f"{head.rstrip()}\n{_wrapped(says, indent, indent)}"
    return _wrapped(says, head, " " * _COLUMN)


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    )
