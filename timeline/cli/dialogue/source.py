"""Adding sources: what is not known of them is asked for, and nothing is taken unasked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from timeline.cli.dialogue import change
from timeline.cli.shell import open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.curate import dateline, parsing, source
from timeline.curate.known_sources import KnownSources
from timeline.curate.source import Item
from timeline.curate.typed import TypedSource
from timeline.i18n import Sentence, sentence
from timeline.records.model import LanguageTag
from timeline.store.disk import texts
from timeline.store.new_text import NewText


def add(
    terminal: Terminal,
    what: Sequence[str],
    described: TypedSource,
    *,
    dry_run: bool,
    no_input: bool,
) -> None:
    """Make a source of each file or link, all or none; write their ids to stdout."""
    change.target(terminal)
    if len(what) > 1:
        source.refuse_for_several(described)
    items = [_item(terminal, name, described) for name in what]
    known = KnownSources(open_collection.opened(terminal))
    for item in items:
        known.refuse(*item)
    noted: list[Sentence] = []
    if possible(terminal, no_input=no_input):
        named = zip(what, items, strict=True)
        items = [_asked(terminal, name, *item) for name, item in named]
    else:
        noted = [*source.datelines(items, terminal.today)]
    change.make(terminal, lambda opened: source.plan(opened, items, noted), dry_run=dry_run)


def _item(terminal: Terminal, name: str, described: TypedSource) -> Item:
    """Read one text; a link stands for itself. Dates are understood here, once."""
    described = source.understood(described, terminal.today, terminal.note)
    if source.is_link(name):
        return source.of_link(name, described)
    return texts.read(name), described


def _asked(terminal: Terminal, name: str, text: NewText | None, known: TypedSource) -> Item:
    """Ask for what was not given; Enter leaves it unknown."""
    asker = Asker(terminal)

    def ask(field: str, question: Sentence, read: Any, default: str = "") -> None:
        nonlocal known
        if getattr(known, field) is None:
            answer = asker.until(question, lambda text: read(text) if text else None, default)
            answered: dict[str, Any] = {field: answer}
            known = replace(known, **answered)

    terminal.note(sentence("{name}: Enter leaves unknown what is not known", name=name))
    found = dateline.offered(text.text, terminal.today) if text else None
    if found and known.published is None:
        terminal.note(sentence("the text opens with '{words}'", words=found[0]))
    day = found[1] if found else ""
    ask(
        "published",
        sentence("published"),
        lambda value: parsing.edtf("--published", value, terminal.today, terminal.note),
        day,
    )
    ask("outlet", sentence("outlet"), str)
    ask(
        "language",
        sentence("language (es, en …)"),
        lambda value: parsing.shaped(LanguageTag, value),
    )
    return text, known
