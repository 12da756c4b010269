"""The format of an answer: the one asked for, or the one that its file or its stream asks for."""

from collections.abc import Sequence
from pathlib import Path

from timeline.cli.shell.choices import one_of
from timeline.cli.shell.terminal import Terminal
from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import sentence
from timeline.text import suggest

STDOUT = "-"
SCREEN = ("text", "tsv")
REGISTER = (*SCREEN, "json")


def format_name(
    terminal: Terminal, format_: str | None, output: str | None, own: Sequence[str]
) -> str:
    """Return the name of the format that is meant.

    What ``--format`` says wins, then the ending of the file, then, for a command with formats of
    its ``own``, text on a terminal and tab-separated lines on a pipe.
    """
    to_file = output not in (None, STDOUT)
    name = format_ or (_ending(output or "") if to_file else _by_stream(terminal))
    if to_file and name in SCREEN and name in own:
        raise WrongCall(sentence("{name} goes to the screen or a pipe, not to a file", name=name))
    if name in own:  # without a look at the others, which takes time
        return name
    known = [*own, *_formats()]
    if name in known:
        return name
    if near := suggest(name, known):
        raise UnknownValue(sentence("format"), name, near)
    raise WrongCall(
        sentence("no format is called '{name}'; 'timeline help formats' lists them", name=name)
    )


def register_format(terminal: Terminal, format_: str | None) -> str:
    """The format of a register: text on a terminal, lines on a pipe, or what is asked for."""
    return one_of(sentence("format"), format_ or _by_stream(terminal), REGISTER)


def _ending(output: str) -> str:
    """Return the format of the longest ending that a name has, or else its ending as it stands."""
    from timeline.formats import FORMATS

    name = Path(output).name.lower()
    fitting = [
        (ending, format_.name)
        for format_ in FORMATS.values()
        for ending in format_.endings
        if name == ending or name.endswith(f".{ending}")
    ]
    if fitting:
        return max(fitting, key=lambda found: len(found[0]))[1]
    ending = Path(name).suffix.removeprefix(".")
    if not ending:
        raise WrongCall(
            sentence(
                "the name {file} does not say which format: add --format FORMAT; "
                "'timeline help formats' lists them",
                file=output,
            )
        )
    return ending


def _by_stream(terminal: Terminal) -> str:
    return "text" if terminal.is_terminal() else "tsv"


def _formats() -> Sequence[str]:
    from timeline.formats import FORMATS

    return list(FORMATS)
