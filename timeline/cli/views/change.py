"""A change of a collection's file as people read it: the lines that go, and those that come."""

import difflib
from collections.abc import Iterator
from typing import Any

from rich.text import Text

from timeline.analysis.diff import Changed, RecordChanges, differences
from timeline.cli.shell.terminal import Terminal
from timeline.i18n import Sentence, sentence
from timeline.store.parts import File
from timeline.store.writing import Written
from timeline.store.yaml import writer
from timeline.store.yaml.writer import Style
from timeline.text import safe

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show(terminal: Terminal, written: Written) -> None:
    """Show the difference: on a terminal for reading, on a pipe so that it can be applied."""
    text = difference(written)
    if terminal.is_terminal():
        terminal.show(text)
    else:
        terminal.write([text.plain, "\n"] if text else [])


def show_record(terminal: Terminal, record: Any) -> None:
    """Show on stderr a new record as it will be written."""
    for text in writer.item(record, 2, Style()):
        terminal.complain(text if text.startswith(" ") else f"  {text}")


def difference(written: Written) -> Text:
    """Return the difference in the unified format, with three lines around each change."""
    text = Text(no_wrap=True, overflow="ignore")
    for old, new in zip(written.before.files, written.after.files, strict=True):
        for line in _lines(old, new):
            text.append(safe(line) + "\n", style=_STYLES.get(line[:1], ""))
    text.rstrip()
    return text


def _lines(old: File, new: File) -> Iterator[str]:
    texts = old.text.splitlines(), new.text.splitlines()
    return difflib.unified_diff(*texts, old.name, new.name, lineterm="")


def taken_back(written: Written) -> Iterator[Sentence]:
    """Say which records are as they were before a change that was taken back."""
    found = differences(written.before.collection, written.after.collection)
    if not found:
        yield sentence("no record is another, only the text")
    if found.about:
        yield sentence("what is said of the collection as a whole is as it was")
    for records in (found.sources, found.actors, found.events):
        yield from _of_records(records)
    yield from (
        sentence("the text {file} stays in its folder", file=source.file)
        for source in found.sources.removed
        if source.file
    )


def _of_records(records: RecordChanges[Any]) -> Iterator[Sentence]:
    yield from (sentence("{id} is no longer there", id=value.id) for value in records.removed)
    yield from (sentence("{id} is there again", id=value.id) for value in records.added)
    yield from map(_as_it_was, records.changed)


def _as_it_was(pair: Changed[Any]) -> Sentence:
    fields = ", ".join(dict.fromkeys(change.field for change in pair.changes))
    return sentence("{id} is as it was: {fields}", id=pair.new.id, fields=fields)
