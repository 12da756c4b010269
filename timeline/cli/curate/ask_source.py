"""Asking for what is not known of a new source; nothing is taken that was not agreed to."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from timeline.cli.commands.source import Described
from timeline.cli.curate import dateline
from timeline.cli.shell import parsing
from timeline.cli.shell.prompts import Asker
from timeline.cli.shell.terminal import Terminal
from timeline.i18n import Sentence, sentence
from timeline.records.model import LanguageTag
from timeline.store.new_text import NewText

Item = tuple[NewText | None, Described]
"""One source to be: its text, if there is one, and what is known of it, its link included."""


def asked(terminal: Terminal, name: str, text: NewText | None, known: Described) -> Item:
    """Ask for what was not given; Enter leaves it unknown."""
    asker = Asker(terminal)

    def ask(field: str, question: Sentence, read: Any, default: str = "") -> None:
        nonlocal known
        if getattr(known, field) is None:
            answer = asker.until(question, lambda text: read(text) if text else None, default)
            answered: dict[str, Any] = {field: answer}
            known = replace(known, **answered)

    terminal.note(sentence("{name}: Enter leaves unknown what is not known", name=name))
    found = _dateline(terminal, text)
    if found and known.published is None:
        terminal.note(sentence("the text opens with '{words}'", words=found[0]))
    day = found[1] if found else ""
    ask(
        "published",
        sentence("published"),
        lambda value: parsing.edtf(terminal, "--published", value),
        day,
    )
    ask("outlet", sentence("outlet"), str)
    ask(
        "language",
        sentence("language (es, en …)"),
        lambda value: parsing.shaped(LanguageTag, value),
    )
    return text, known


def tell_datelines(terminal: Terminal, items: Iterable[Item]) -> None:
    """Say which texts have a date line that nobody was asked about."""
    for text, known in items:
        found = _dateline(terminal, text)
        if found and text and known.published is None:
            terminal.note(
                sentence(
                    "{name} opens with '{words}': --published {date} would record it",
                    name=text.name,
                    words=found[0],
                    date=found[1],
                )
            )


def _dateline(terminal: Terminal, text: NewText | None) -> tuple[str, str] | None:
    return dateline.offered(text.text, terminal.today) if text else None
