"""Adding sources: texts are copied into the collection's folder, then all are recorded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.cli.commands.source import Described
from timeline.cli.curate import ask_source, change, new_source, stored_texts
from timeline.cli.curate.ask_source import Item
from timeline.cli.curate.new_source import KnownSources
from timeline.cli.shell import open_collection, parsing
from timeline.cli.shell.prompts import possible
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import Sentence, sentence
from timeline.records.model import Collection, Source
from timeline.store.disk import texts
from timeline.store.disk.texts import Storing
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Put

if TYPE_CHECKING:
    from timeline.store.new_text import NewText

_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def add(
    terminal: Terminal,
    what: Sequence[str],
    described: Described,
    *,
    dry_run: bool,
    no_input: bool,
) -> None:
    """Make a source of each file or link, all or none; write their ids to stdout."""
    change.target(terminal)
    if len(what) > 1:
        _refuse_for_several(described)
    items = [_item(terminal, text, described) for text in what]
    known = KnownSources(open_collection.opened(terminal))
    for item in items:
        known.refuse(*item)
    asking = possible(terminal, no_input=no_input)
    if asking:
        named = zip(what, items, strict=True)
        items = [ask_source.asked(terminal, name, *item) for name, item in named]
    batch = Batch(terminal, items, dry_run=dry_run)
    batch.write()
    if not dry_run:
        if not asking:
            ask_source.tell_datelines(terminal, items)
        change.tell(terminal, *batch.said, then=_next(batch.ids, items))
        terminal.rows([text] for text in batch.ids)


def _refuse_for_several(described: Described) -> None:
    for option, value in (
        ("--id", described.id),
        ("--as", described.name),
        ("--url", described.url),
    ):
        if value:
            raise WrongCall(sentence("{option} is for one source at a time", option=option))


def _item(terminal: Terminal, name: str, described: Described) -> Item:
    """Read one text; a link stands for itself. Dates are understood here, once."""
    for field in ("published", "accessed"):
        if text := getattr(described, field):
            meant: dict[str, Any] = {field: parsing.edtf(terminal, f"--{field}", text)}
            described = replace(described, **meant)
    if not _LINK.match(name):
        return texts.read(name), described
    if described.url or described.name:
        option = "--url" if described.url else "--as"
        raise WrongCall(
            sentence("{option} is for a text, and {url} is a link", option=option, url=name)
        )
    return None, replace(described, url=name)


class Batch:
    """Sources that are added in one change."""

    def __init__(self, terminal: Terminal, items: Sequence[Item], *, dry_run: bool) -> None:
        self.terminal = terminal
        self.items = items
        self.dry_run = dry_run
        self.ids: list[str] = []
        self.said: list[Sentence] = []
        self.storing = Storing(dry_run=dry_run)

    def write(self) -> None:
        """Copy the texts, then change the collection; if it is not, take the copies away."""
        with stored_texts.kept_if_recorded(self.terminal, self.storing):
            change.make(self.terminal, self.plan, dry_run=self.dry_run, texts=self.storing.texts)

    def plan(self, opened: Opened) -> list[Change]:
        """Return the changes that record the sources; their texts are stored before."""
        known = KnownSources(opened)
        changes: list[Change] = []
        files: list[tuple[str, NewText]] = []
        for text, described in self.items:
            known.refuse(text, described)
            file = new_source.file_of(opened, text, described) if text else None
            record = new_source.record(opened.collection, text, file, described)
            changes += self.recording(opened, known, record)
            if text and file:
                files.append((file, text))
        for file, text in files:
            self.storing.put(opened.root, file, text)
        return changes

    def recording(
        self, opened: Opened, known: "KnownSources", record: dict[str, Any]
    ) -> Iterator[Change]:
        """Add a source, or give its text to the one that had only the link."""
        linked = known.linked(record)
        if linked is None:
            record = {"id": known.next_id(record), **record}
            self.note(record)
            yield Add(("sources",), record, order=change.order_of(Collection))
            return
        number, source = linked
        self.ids.append(source.id)
        self.said.append(sentence("{id} had only a link; now it has its text", id=source.id))
        for field, value in new_source.new_fields(source, record):
            yield Put(("sources", number, field), value, change.order_of(Source))

    def note(self, record: dict[str, Any]) -> None:
        """Keep what is to be said of a new source."""
        self.ids.append(record["id"])
        if "file" in record:
            said = sentence("{id}: the text is {file}", id=record["id"], file=record["file"])
        else:
            said = sentence(
                "{id}: a link without its text, so its words cannot be checked", id=record["id"]
            )
        self.said.append(said)


def _next(ids: Sequence[str], items: Sequence[Item]) -> str:
    how = "--find WORDS" if items[0][0] else "--says TEXT"
    return f"timeline cite EVENT --source {ids[0]} {how}"
