"""How a conflict between two curators is shown: record by record, field by field."""

from collections.abc import Iterator

from timeline.analysis.diff import Change
from timeline.cli.shell.terminal import line
from timeline.curate.merge.compare import Conflict
from timeline.formats.answers.diff_text import Reader
from timeline.text import shorten


def lines(reader: Reader, conflict: Conflict) -> Iterator[str]:
    """Yield the lines that show what each side has of a field."""
    change = conflict.change
    if not change.inner:
        yield from _pair(reader, change, "")
    part = f"{reader.field(change.field)} {shorten(line(change.key), 60)}, "
    for other in change.inner:
        yield from _pair(reader, other, part)


def _pair(reader: Reader, change: Change, above: str) -> Iterator[str]:
    mine, theirs = _values(reader, change)
    yield f"  {above}{reader.field(change.field)}"
    yield "    " + reader.say("mine: {value}", value=mine)
    yield "    " + reader.say("theirs: {value}", value=theirs)


def _values(reader: Reader, change: Change) -> tuple[str, str]:
    nothing = reader.say("nothing")
    if change.old is not None and change.new is not None:
        return reader.pair(change.field, change.old, change.new)
    mine, theirs = (
        nothing if value is None else reader.value(change.field, value)
        for value in (change.old, change.new)
    )
    return mine, theirs
