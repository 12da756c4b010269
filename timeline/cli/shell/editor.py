"""The editor that a person has chosen: found, and run on a file. Never through a shell."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import sentence

USUAL = ("nano", "vi", "notepad")

_INTERRUPTED = (-signal.SIGINT, 128 + signal.SIGINT)


def chosen(terminal: Terminal) -> list[str]:
    """Return the program that ``VISUAL`` or ``EDITOR`` names, and its options, or a usual one.

    Raises `WrongCall` if there is no such program; where nobody sits, none is taken unasked.
    """
    for name in ("VISUAL", "EDITOR"):
        if text := terminal.environ.get(name, "").strip():
            return _named(name, text)
    found = next(filter(None, map(shutil.which, USUAL)), None)
    if not (found and sys.stdin and terminal.is_terminal(sys.stdin)):
        raise WrongCall(sentence("no editor is known: set EDITOR, such as EDITOR=nano"))
    return [found]


def _named(name: str, text: str) -> list[str]:
    if shutil.which(text):
        return [text]
    try:
        command = shlex.split(text, posix=os.name != "nt")
    except ValueError:
        command = []
    if not (command and shutil.which(command[0])):
        raise WrongCall(
            sentence("{name} is '{text}', and there is no such program", name=name, text=text)
        )
    return command


def run(terminal: Terminal, command: Sequence[str], path: Path) -> None:
    """Run an editor on a file until it ends; raises `WrongCall` if it does not end well."""
    # What it draws belongs on the terminal even where our answer goes elsewhere.
    out = None if terminal.is_terminal() else 2
    code, interrupted = _until_it_ends([*command, str(path)], out)
    if interrupted and code in _INTERRUPTED:
        raise KeyboardInterrupt
    if code:
        raise WrongCall(
            sentence(
                "nothing was written: the editor {editor} ended with {code}",
                editor=command[0],
                code=code,
            )
        )


def _until_it_ends(command: Sequence[str], out: int | None) -> tuple[int, bool]:
    """Return an editor's exit code, and whether Ctrl-C was pressed.

    What that does is its affair.
    """
    interrupted = False
    try:
        process = subprocess.Popen(command, stdout=out)  # noqa: S603 - chosen by who runs us
    except OSError as error:
        said = sentence("the editor {editor} cannot be run", editor=command[0])
        raise WrongCall(said) from error
    while True:
        try:
            return process.wait(), interrupted
        except KeyboardInterrupt:
            interrupted = True
