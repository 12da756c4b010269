"""`timeline add`: a new event, asked for, given in options, or read from a file with others."""

from typing import Annotated

from timeline.cli.options.citation import CiteOptions
from timeline.cli.options.common import option
from timeline.cli.options.event import EVENT, EventOptions
from timeline.cli.options.writing import DryRunOption, NoInputOption, YesOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.curate.typed import TypedCitation, TypedEvent
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence

HELP = mark(
    "Add an event. On a terminal, what is not given is asked for, and quotes are proved as soon "
    "as they are pasted; Ctrl-C leaves everything as it was. In a script, give it in options, or "
    "one or many records with --from, as YAML or JSON with the fields of the collection's file: "
    "all of them are added, or none.\n\n"
    "What the citation supports is nothing in a script unless --supports says it.\n\n"
    "The ids of the new records go to stdout."
)
EXAMPLES: Examples = (
    ("timeline add", mark("asks for everything, on a terminal")),
    ("timeline add --from event.yaml --dry-run", mark("to see what would be written")),
    ("timeline add --from event.yaml", mark("one record or many, all or none")),
)


def command(
    terminal: Terminal,
    event: EventOptions,
    cite: CiteOptions,
    from_: Annotated[
        str | None,
        option(
            EVENT,
            "--from",
            metavar=mark("FILE|-"),
            help=mark("Read the records from a file or a pipe: events, actors, sources"),
        ),
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Add records."""
    if from_ is None:
        from timeline.cli.dialogue.event import EventDialogue, add

        add(terminal, event, cite, EventDialogue(yes=yes, no_input=no_input), dry_run=dry_run)
        return
    from timeline.cli.dialogue import batch

    if event != TypedEvent() or cite != TypedCitation():
        raise WrongCall(sentence("with --from, the records are those of the file alone"))
    batch.add(terminal, from_, dry_run=dry_run)
