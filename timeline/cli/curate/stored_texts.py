"""Texts that are stored with a change stay if it is made, and are taken away if it is not."""

from collections.abc import Iterator
from contextlib import contextmanager

from timeline.cli.curate import change
from timeline.cli.shell.terminal import Terminal
from timeline.errors import TimelineError
from timeline.store import opening
from timeline.store.disk.texts import Storing


@contextmanager
def kept_if_recorded(terminal: Terminal, storing: Storing) -> Iterator[None]:
    """Take away what was stored if what is done meanwhile fails, and nothing names it."""
    try:
        yield
    except BaseException:
        if not _recorded(terminal, storing):
            storing.take_away()
        raise


def _recorded(terminal: Terminal, storing: Storing) -> bool:
    """Return whether the collection names a text that was stored, as far as can be told."""
    try:
        path, _ = change.target(terminal)
        opened = opening.open_path(path)
    except (OSError, TimelineError):
        return True
    return not set(storing.made).isdisjoint(opened.parts)
