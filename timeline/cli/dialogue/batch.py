"""Adding records from a file or a pipe: all of them or none."""

from timeline.cli.dialogue import change
from timeline.cli.shell.terminal import Terminal
from timeline.curate.batch import RecordBatch
from timeline.store.disk import texts


def add(terminal: Terminal, file: str, *, dry_run: bool) -> None:
    """Add the records of a file; their ids go to stdout."""
    change.target(terminal)
    batch = RecordBatch(*texts.read_input(file))
    change.make(terminal, batch.plan, dry_run=dry_run)
