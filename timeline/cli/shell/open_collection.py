"""Opening the collection that a call means, as it could be known on the day that it names."""

from typing import TYPE_CHECKING

from timeline.cli.shell.terminal import Terminal
from timeline.dates import of_day
from timeline.i18n import sentence

if TYPE_CHECKING:
    from timeline.records.model import Event
    from timeline.store.opened import Opened


def event(terminal: Terminal, found: "Opened", typed: str) -> "Event":
    """Return the event that is meant.

    Say so where it was not known yet on the day of ``--as-of``.
    """
    from timeline.errors import UnknownValue, WrongCall
    from timeline.query.registers import event_called
    from timeline.store.opening import open_collection

    try:
        return event_called(found.collection, typed)
    except UnknownValue:
        if terminal.as_of is None:
            raise
        whole = open_collection(terminal.data, terminal.environ).collection
        later = event_called(whole, typed)
        day = of_day(terminal.as_of)
        said = sentence("'{id}' was not known yet on {day}", id=later.id, day=day)
        raise WrongCall(said) from None


def opened(terminal: Terminal) -> "Opened":
    """Read the collection; with ``--as-of``, keep only what was known on that day."""
    from timeline.store.opening import open_collection

    return as_known(terminal, open_collection(terminal.data, terminal.environ))


def searched(terminal: Terminal) -> "Opened":
    """Return the same to a command that only asks: from the index, where a collection is large."""
    if not terminal.index:
        return opened(terminal)
    from timeline.store.opening import open_large

    found = open_large(terminal.data, terminal.environ, terminal.progress, terminal.note)
    return as_known(terminal, found)


def as_known(terminal: Terminal, found: "Opened") -> "Opened":
    """Keep of a collection that was opened only what was known on the day of ``--as-of``."""
    if terminal.as_of is None:
        return found
    from dataclasses import replace

    from timeline.analysis.asof import known_on

    return replace(found, collection=known_on(found.collection, terminal.as_of))
