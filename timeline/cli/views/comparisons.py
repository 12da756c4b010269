"""The three answers of `timeline compare`, each in the format that is asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.analysis import standings
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.compare_sheet import CompareSheet
from timeline.formats.answers import compare, compare_text
from timeline.formats.answers.compare import TextTable
from timeline.formats.answers.serialise import csv_text, json_text
from timeline.i18n import Sentence, sentence
from timeline.records.model import Event
from timeline.store.opened import Opened

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Comparing:
    """Who asked, of which collection, in which format and where the answer goes."""

    terminal: Terminal
    opened: Opened
    format: str
    output: str | None
    force: bool

    @property
    def sheet(self) -> CompareSheet:
        """The words that people read."""
        return CompareSheet(self.terminal.language, self.opened.collection, self.terminal)


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """An answer in each of its forms; ``none`` is said where nothing was found."""

    events: int
    table: TextTable
    whole: dict[str, Any]
    page: Callable[[], Iterable[str]]
    view: "Callable[[], RenderableType]"
    none: Sentence | None = None


def topics(asked: Comparing, events: Sequence[Event]) -> None:
    """Show how often each voice raises each topic in some events."""
    from timeline.analysis.compare import tallies

    sheet = asked.sheet
    found = tallies(sheet.collection, events)

    def page() -> Iterable[str]:
        from timeline.formats.answers import compare_markdown

        return compare_markdown.tallies(sheet, found)

    def view() -> "RenderableType":
        from timeline.cli.views import tallies

        return tallies.view(sheet, found, len(events))

    none = sentence("no passage of these events has a topic")
    answer = ComparisonAnswer(
        len(events),
        compare.tallies_table(sheet.collection, found),
        compare.tallies_object(found, len(events)),
        page,
        view,
        none if events and not found else None,
    )
    _show(asked, answer, found=bool(found))


def accounts(asked: Comparing, event: Event) -> None:
    """Show the accounts of one event side by side."""
    from timeline.analysis.compare import comparison

    sheet = asked.sheet
    found = comparison(sheet.collection, event, standings.start_finder(asked.opened.stored_texts))

    def page() -> Iterable[str]:
        from timeline.formats.answers import compare_markdown

        return compare_markdown.comparison(sheet, found)

    def view() -> "RenderableType":
        from timeline.cli.views import compare

        return compare.view(sheet, found)

    table, whole = compare.comparison_table(found), compare.comparison_object(found)
    none = None if found.accounts else compare_text.without_accounts(sheet.collection, event)
    _show(asked, ComparisonAnswer(1, table, whole, page, view, none), found=bool(found.accounts))


def versions(asked: Comparing, event: Event) -> None:
    """Show the versions of one text, sentence against sentence."""
    from timeline.analysis.versions import versions

    sheet = asked.sheet
    found = versions(sheet.collection, event)

    def page() -> Iterable[str]:
        from timeline.formats.answers import compare_markdown

        return compare_markdown.versions(sheet, found)

    def view() -> "RenderableType":
        from timeline.cli.views import versions

        return versions.view(sheet, found)

    table, whole = compare.versions_table(found), compare.versions_object(found)
    none = None if found.sources else compare_text.without_versions(sheet.collection, event)
    _show(asked, ComparisonAnswer(1, table, whole, page, view, none), found=bool(found.sources))


def _show(asked: Comparing, answer: ComparisonAnswer, *, found: bool) -> None:
    """Show an answer; where nothing is found, only a program is owed its frame."""
    if answer.none:
        asked.terminal.note(answer.none)
    if not found and asked.format not in ("json", "csv"):
        return
    if asked.format == "text":
        asked.terminal.show(answer.view())
    elif asked.format == "tsv":
        asked.terminal.rows(answer.table.rows)
    else:
        from timeline.cli.shell import output

        pieces = _pieces(asked.format, answer)
        where, force = asked.output, asked.force
        output.hand_over(asked.terminal, asked.opened, pieces, answer.events, where, force=force)


def _pieces(format_: str, answer: ComparisonAnswer) -> Iterable[str]:
    if format_ == "json":
        return [json_text(answer.whole)]
    if format_ == "csv":
        return [csv_text(*answer.table)]
    return (f"{line}\n" for line in answer.page())
