"""The answers of `timeline diff`: what differs, or which changes lack a correction."""

from timeline.analysis.corrections import missing_corrections
from timeline.analysis.diff import differences
from timeline.cli.options.diff_ends import Ends
from timeline.cli.shell.terminal import Terminal
from timeline.formats.answers import diff


def show(terminal: Terminal, ends: Ends, name: str) -> None:
    """Show what differs between two ends in a format."""
    found = differences(ends.old.collection, ends.new.collection)
    if not found:
        terminal.note(ends.nothing)
    if name == "json":
        terminal.write(diff.objects(*ends.versions, found))
    elif name == "tsv":
        terminal.rows(diff.records(found))
    elif found:
        from timeline.cli.views import diff as view

        terminal.show(view.view(view.DiffContext(terminal, ends, found)))


def checked(terminal: Terminal, ends: Ends, format_: str) -> int:
    """Say which changes lack a correction; give the exit code."""
    from timeline.cli.views import faults

    new = ends.new
    found = new.with_places(missing_corrections(ends.old.collection, new.collection))
    events = terminal.count("{n} event", "{n} events", len(new.collection.events))
    return faults.show(terminal, found, format_, events)
