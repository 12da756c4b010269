"""How a sheet can be made again: the call, the data and the program that made it."""

import shlex

from timeline import __version__
from timeline.analysis.explain import Version
from timeline.cli.shell.terminal import Terminal
from timeline.store.opened import Opened


def version(terminal: Terminal, opened: Opened, call: str) -> Version:
    """Return which data, program and call a sheet is made from, and on which day."""
    return Version(
        file=opened.name,
        sha256=opened.sha256,
        program=f"timeline {__version__}",
        command=call,
        day=terminal.day,
        as_of=terminal.as_of,
    )


def call(terminal: Terminal, event: str, format_: str | None) -> str:
    """Return the command that makes this sheet again: what the environment said is written out."""
    options = {
        "--format": format_,
        "--data": terminal.data or terminal.environ.get("TIMELINE_DATA"),
        "--as-of": terminal.as_of and terminal.as_of.isoformat(),
        "--lang": None if terminal.language == "en" else terminal.language,
    }
    given = [part for name, value in options.items() if value for part in (name, value)]
    named = [*given, "--", event] if event.startswith("-") else [event, *given]
    return shlex.join(("timeline", "explain", *named))
