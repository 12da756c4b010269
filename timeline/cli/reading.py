"""Opening the collection that a call means, as it could be known on the day that it names."""

from typing import TYPE_CHECKING

from timeline.cli.terminal import Terminal

if TYPE_CHECKING:
    from timeline.store.opening import Opened


def opened(terminal: Terminal) -> "Opened":
    """Read the collection; with ``--as-of``, keep only what was known on that day."""
    from timeline.store.opening import open_collection

    found = open_collection(terminal.data, terminal.environ)
    if terminal.as_of is None:
        return found
    from dataclasses import replace

    from timeline.asof import known

    return replace(found, collection=known(found.collection, terminal.as_of))
