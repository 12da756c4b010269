"""`timeline add`: a new event, asked for, given in options, or read from a file with others."""

from dataclasses import dataclass
from typing import Annotated, Any

from timeline.cli.curate.change import DryRunOption, NoInputOption, YesOption
from timeline.cli.curate.citation import CiteOptions
from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

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

EVENT = mark("Event")


def _event(name: str, says: str) -> Any:
    return option(EVENT, name, metavar=mark("EVENT"), help=says, autocompletion=completion.events)


@dataclass(frozen=True, slots=True)
class EventOptions:
    """A new event as typed, but for its citation."""

    date: Annotated[
        str | None,
        option(
            EVENT,
            "--date",
            metavar=mark("DATE"),
            help=mark("When: 2026-01-10, enero 2026, next friday …, as exactly as the source says"),
        ),
    ] = None
    kind: Annotated[
        str | None,
        option(
            EVENT,
            "--kind",
            "-k",
            metavar=mark("KIND"),
            help=mark("Kind of event: call, meeting, statement …"),
            autocompletion=completion.kinds,
        ),
    ] = None
    status: Annotated[
        str | None,
        option(
            EVENT,
            "--status",
            metavar=mark("STATUS"),
            help=mark("What became of it: scheduled, held, issued …"),
            autocompletion=completion.statuses,
        ),
    ] = None
    title: Annotated[
        str | None,
        option(
            EVENT,
            "--title",
            metavar=mark("TEXT"),
            help=mark("Our title, where it is the same in English and Spanish"),
        ),
    ] = None
    title_en: Annotated[
        str | None,
        option(EVENT, "--title-en", metavar=mark("TEXT"), help=mark("Our title in English")),
    ] = None
    title_es: Annotated[
        str | None,
        option(EVENT, "--title-es", metavar=mark("TEXT"), help=mark("Our title in Spanish")),
    ] = None
    actor: Annotated[
        list[str] | None,
        option(
            EVENT,
            "--actor",
            "-a",
            metavar=mark("WHO[:ROLE]"),
            help=mark("Who took part, and as what: participant, issuer, speaker, host …"),
            autocompletion=completion.actors,
        ),
    ] = None
    place: Annotated[
        str | None, option(EVENT, "--place", metavar=mark("PLACE"), help=mark("Place"))
    ] = None
    about: Annotated[
        str | None, _event("--about", mark("The event that this is an account of"))
    ] = None
    announced_by: Annotated[
        str | None, _event("--announced-by", mark("The event that announced this one"))
    ] = None
    follows: Annotated[
        str | None, _event("--follows", mark("The event that this one follows up"))
    ] = None
    id: Annotated[
        str | None,
        option(EVENT, "--id", metavar=mark("ID"), help=mark("Its id, instead of DAY-KIND-ACTORS")),
    ] = None


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
    if from_ is not None:
        from timeline.cli.curate import add_records
        from timeline.errors import WrongCall
        from timeline.i18n import sentence

        if event != EventOptions() or cite != CiteOptions():
            raise WrongCall(sentence("with --from, the records are those of the file alone"))
        add_records.add(terminal, from_, dry_run=dry_run)
    else:
        from timeline.cli.curate import add_event

        asking = add_event.EventDialogue(yes=yes, no_input=no_input)
        add_event.add(terminal, event, cite, asking, dry_run=dry_run)
