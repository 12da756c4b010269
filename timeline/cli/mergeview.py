"""How a conflict between two curators is shown: record by record, field by field."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from timeline.cli.diffwords import Reader
from timeline.diff import Change
from timeline.merging import Conflict
from timeline.model import Words

Group = tuple[str, list[Conflict]]


def by_record(conflicts: Sequence[Conflict]) -> Iterator[Group]:
    """Give the conflicts of each record, under the name that the record is shown by."""
    for (section, name), group in groupby(conflicts, lambda it: (it.section, it.name)):
        yield name or section, list(group)


def lines(reader: Reader, conflict: Conflict) -> Iterator[str]:
    """Give the lines that show what each side has of a field."""
    for change in conflict.changes:
        if change.inner and not isinstance(change.new, Words):
            key = f" {change.key}" if change.key else ""
            for it in change.inner:
                yield from _pair(reader, it, f"{reader.field(change.field)}{key}, ")
        else:
            yield from _pair(reader, change, "")


def _pair(reader: Reader, change: Change, above: str) -> Iterator[str]:
    mine, theirs = _values(reader, change)
    yield f"  {above}{reader.field(change.field)}"
    yield "    " + reader.terminal.say("mine: {value}", value=mine)
    yield "    " + reader.terminal.say("theirs: {value}", value=theirs)


def _values(reader: Reader, change: Change) -> tuple[str, str]:
    nothing = reader.terminal.say("nothing")
    if change.old is not None and change.new is not None:
        return reader.pair(change.field, change.old, change.new)
    mine, theirs = (
        nothing if it is None else reader.value(change.field, it) for it in (change.old, change.new)
    )
    return mine, theirs
