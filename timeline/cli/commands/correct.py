"""`timeline correct`: a field that was wrong, put right with a record of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.cli.curate.change import DryRunOption
from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

if TYPE_CHECKING:
    from timeline.store.opened import Opened
    from timeline.store.yaml.edits import Change

HELP = mark(
    "Put right what a record has wrong, and record with it what it was, what it is now, when it "
    "was corrected and why. Of a plan that came to something, 'timeline confirm', 'postpone', "
    "'cancel' and 'deny' keep the history instead.\n\n"
    "Fields: date, kind, status, actors, asked_by, place, topics, about, announced_by, follows, "
    "title, summary. Topics and actors are given whole, with commas between: "
    "'rubio:participant, trump:subject'. Title and summary take --to-en and --to-es; the one that "
    "is left out stays."
)
EXAMPLES: Examples = (
    (
        "timeline correct ministerial --field place --to Washington --reason Shorter",
        mark("a place, and why"),
    ),
    (
        "timeline correct 01-12-press --field date --to 2026-01-12 --reason 'No time'",
        mark("a date that was too exact"),
    ),
)

CORRECTION = mark("Correction")


def _text(name: str, says: str) -> Any:
    return option(CORRECTION, name, metavar=mark("TEXT"), help=says)


@dataclass(frozen=True, slots=True)
class CorrectionOptions:
    """A correction, as typed."""

    field: Annotated[
        str | None,
        option(
            CORRECTION,
            "--field",
            metavar=mark("FIELD"),
            help=mark("What is wrong: date, kind, place, title …"),
            autocompletion=completion.correctable,
        ),
    ] = None
    to: Annotated[str | None, _text("--to", mark("What is right"))] = None
    to_en: Annotated[str | None, _text("--to-en", mark("What is right, in English"))] = None
    to_es: Annotated[str | None, _text("--to-es", mark("What is right, in Spanish"))] = None
    reason: Annotated[str | None, _text("--reason", mark("Why, for those who read the record"))] = (
        None
    )
    reason_en: Annotated[str | None, _text("--reason-en", mark("Why, in English"))] = None
    reason_es: Annotated[str | None, _text("--reason-es", mark("Why, in Spanish"))] = None


def command(
    terminal: Terminal,
    event: Annotated[str, typer.Argument(metavar=mark("EVENT"), autocompletion=completion.events)],
    asked: CorrectionOptions,
    dry_run: DryRunOption = False,
) -> None:
    """Correct a field of an event."""
    from timeline.cli.curate import change, correction
    from timeline.query.registers import event_called

    def plan(opened: "Opened") -> "list[Change]":
        return correction.corrected(terminal, opened, event, asked)

    written = change.make(terminal, plan, dry_run=dry_run)
    if not dry_run:
        found = event_called(written.after.collection, event)
        said = correction.said(found)
        change.tell(terminal, *said, then=f"timeline show {found.id}")
