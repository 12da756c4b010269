"""`timeline compare`: what each side says of one event, of every topic, or in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.options import completion
from timeline.cli.options.filters import FilterOptions, ForceOption, FormatOption, OutputOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.cli.answers.compare_records import TextTable
    from timeline.cli.answers.compare_text import CompareTextContext
    from timeline.quotes.prove import StoredText, Unavailable
    from timeline.records.model import Cite, Event
    from timeline.store.opened import Opened

HELP = mark(
    "The accounts of one event side by side, topic by topic: the words of each side with their "
    "citation, who raises what, on what the sides differ. A side that has no passage on a topic is "
    "not mentioned in the stored text, which is no denial.\n\n"
    "Without an event: how often each side raises each topic, over the whole collection or over "
    "the events asked for. With --versions: the versions of one text, sentence against sentence, "
    "with the differing words marked."
)
EXAMPLES: Examples = (
    ("timeline compare 2026-01-11-call", mark("what each side says of the first call")),
    ("timeline compare --versions 2026-01-15-joint", mark("the versions of the joint statement")),
    ("timeline compare --since 2026-01-12", mark("topics by side, from a day on")),
    ("timeline compare 2026-01-11-call --format markdown -o call.md", mark("for a report")),
)

_OWN = ("text", "tsv", "json", "csv", "markdown", "md")


@dataclass(frozen=True, slots=True)
class _Request:
    """Who asked, of which collection, and in which format and where the answer goes."""

    sheet: "CompareTextContext"
    opened: "Opened"
    format: str
    output: str | None
    force: bool

    @property
    def for_programs(self) -> bool:
        """Whether it is read by a program, which is owed its frame even when nothing is found."""
        return self.format in ("json", "csv")

    def records(self, table: "TextTable", whole: dict[str, Any], events: int) -> None:
        """Give an answer to a program: as lines, as JSON or as CSV."""
        from timeline.cli.answers import compare_records

        if self.format == "tsv":
            self.sheet.terminal.rows(table.rows)
        elif self.format == "json":
            self.hand_over([compare_records.json_text(whole)], events)
        else:
            self.hand_over([compare_records.csv_text(table)], events)

    def page(self, lines: Iterable[str], events: int) -> None:
        """Give a page of Markdown."""
        self.hand_over((f"{line}\n" for line in lines), events)

    def hand_over(self, pieces: Iterable[str], events: int) -> None:
        """Write text to stdout or to the file that was named."""
        from timeline.cli.shell import output as delivering

        terminal, output = self.sheet.terminal, self.output
        delivering.hand_over(terminal, self.opened, pieces, events, output, force=self.force)


def command(
    terminal: Terminal,
    asked: FilterOptions,
    event: Annotated[
        str | None, typer.Argument(metavar=mark("EVENT"), autocompletion=completion.events)
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help=mark("The versions of one text, by source"))
    ] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Compare what the sides say."""
    from timeline.cli.answers.compare_text import CompareTextContext
    from timeline.cli.shell import open_collection

    _refuse_what_makes_no_sense(asked, event, versions=versions)
    name = _format(terminal, format, output)
    opened = open_collection.searched(terminal)
    answer = _Request(CompareTextContext(terminal, opened.collection), opened, name, output, force)
    if event is None:
        _topics(answer, asked)
    elif versions:
        _versions(answer, open_collection.event(terminal, opened, event))
    else:
        _accounts(answer, open_collection.event(terminal, opened, event))


def _refuse_what_makes_no_sense(asked: FilterOptions, event: str | None, *, versions: bool) -> None:
    from timeline.errors import WrongCall

    if versions and event is None:
        raise WrongCall(sentence("--versions needs an event, such as 2026-01-15-joint"))
    if event is not None and asked != FilterOptions():
        raise WrongCall(sentence("filters choose among events: leave them out, or the event"))


def _format(terminal: Terminal, format_: str | None, output: str | None) -> str:
    from timeline.cli.shell import choices, format_choice

    name = format_choice.format_name(terminal, format_, output, _OWN)
    name = choices.one_of(sentence("format"), name, _OWN)
    return "markdown" if name == "md" else name


def _topics(answer: _Request, asked: FilterOptions) -> None:
    """How often each voice raises each topic, in the events asked for."""
    from timeline.analysis.compare import tallies
    from timeline.cli.answers import compare_records
    from timeline.cli.options import filtering

    sheet = answer.sheet
    events = [row.event for row in filtering.answer(sheet.terminal, sheet.collection, asked)]
    found = tallies(sheet.collection, events)
    if events and not found:
        sheet.terminal.note(sentence("no passage of these events has a topic"))
    if not (found or answer.for_programs):
        return
    if answer.format == "text":
        from timeline.cli.views import tallies as tallyview

        sheet.terminal.show(tallyview.view(sheet, found, len(events)))
    elif answer.format == "markdown":
        from timeline.cli.answers import compare_markdown

        answer.page(compare_markdown.tallies(sheet, found), len(events))
    else:
        table = compare_records.tallies_table(sheet.collection, found)
        answer.records(table, compare_records.tallies_object(found, len(events)), len(events))


def _accounts(answer: _Request, event: "Event") -> None:
    """The accounts of one event, side by side."""
    from timeline.analysis.compare import comparison
    from timeline.cli.answers import compare_records

    told = comparison(answer.sheet.collection, event, _starts(answer.opened))
    if not told.accounts:
        _say_what_has_accounts(answer.sheet, event)
    if not (told.accounts or answer.for_programs):
        return
    if answer.format == "text":
        from timeline.cli.views import compare

        answer.sheet.terminal.show(compare.view(answer.sheet, told))
    elif answer.format == "markdown":
        from timeline.cli.answers import compare_markdown

        answer.page(compare_markdown.comparison(answer.sheet, told), 1)
    else:
        table = compare_records.comparison_table(told)
        answer.records(table, compare_records.comparison_object(told), 1)


def _versions(answer: _Request, event: "Event") -> None:
    """The versions of one text, sentence against sentence."""
    from timeline.analysis.versions import versions
    from timeline.cli.answers import compare_records

    found = versions(answer.sheet.collection, event)
    if not found.sources:
        _say_what_has_versions(answer.sheet, event)
    if not (found.sources or answer.for_programs):
        return
    if answer.format == "text":
        from timeline.cli.views import versions as versionsview

        answer.sheet.terminal.show(versionsview.view(answer.sheet, found))
    elif answer.format == "markdown":
        from timeline.cli.answers import compare_markdown

        answer.page(compare_markdown.versions(answer.sheet, found), 1)
    else:
        table = compare_records.versions_table(found)
        answer.records(table, compare_records.versions_object(found), 1)


def _starts(opened: "Opened") -> "Callable[[Cite], int | None]":
    """Make what finds where a quote begins, if it is proved; each source is read once."""
    from timeline.quotes.prove import Found, prove, selector

    texts: dict[str, StoredText | Unavailable] = {}

    def start(cite: "Cite") -> int | None:
        if cite.source not in texts:
            texts.update(opened.stored_texts([cite.source]))
        proof = prove(selector(cite), texts[cite.source])
        return proof.places[0].start if isinstance(proof, Found) else None

    return start


def _say_what_has_accounts(sheet: "CompareTextContext", event: "Event") -> None:
    about = dict.fromkeys(other.about for other in sheet.collection.events if other.about)
    if about:
        none = sentence(
            "no account of {id} stands in the collection; there are accounts of {ids}",
            id=event.id,
            ids=", ".join(about),
        )
    else:
        none = sentence("no account of any event stands in the collection")
    sheet.terminal.note(none)


def _say_what_has_versions(sheet: "CompareTextContext", event: "Event") -> None:
    from timeline.analysis.versions import versions

    having = [
        other.id for other in sheet.collection.events if versions(sheet.collection, other).sources
    ]
    if having:
        none = sentence(
            "no citation of {id} carries the wording of a text; those of {ids} do",
            id=event.id,
            ids=", ".join(having),
        )
    else:
        none = sentence("no citation in the collection carries the wording of a text")
    sheet.terminal.note(none)
