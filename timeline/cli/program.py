"""The program as a whole: its commands, each loaded only when it is named."""

from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from timeline.cli.options.common import spread
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import help_pages
from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import mark, sentence
from timeline.text import suggest


class CommandEntry(NamedTuple):
    """A command as help lists it: its group, and what it does in a line."""

    group: str
    does: str


READ = mark("Read")
DEFEND = mark("Defend")
CURATE = mark("Curate")
HAND_ON = mark("Hand on")
LEARN = mark("Learn")

COMMANDS: dict[str, CommandEntry] = {
    "list": CommandEntry(READ, mark("The timeline: events in order, with their sources")),
    "show": CommandEntry(READ, mark("One event whole: dates, actors, quotes, proofs")),
    "compare": CommandEntry(READ, mark("What each side says of the same event, topic by topic")),
    "sources": CommandEntry(READ, mark("The sources, with how much rests on each")),
    "actors": CommandEntry(READ, mark("The actors, with how often each takes part")),
    "topics": CommandEntry(READ, mark("The topics, with how often each is raised")),
    "stats": CommandEntry(
        READ, mark("Events counted by month, kind, side, actor, and on a calendar")
    ),
    "agenda": CommandEntry(
        READ, mark("What was planned: due, coming, passed without outcome, held or off")
    ),
    "commitments": CommandEntry(READ, mark("Who promised what, by when, and what became of it")),
    "diff": CommandEntry(
        DEFEND, mark("What became known between two days, or differs between two files")
    ),
    "check": CommandEntry(DEFEND, mark("Say what is wrong with the records")),
    "disputes": CommandEntry(DEFEND, mark("Where sources differ, stand alone, or tell one text")),
    "explain": CommandEntry(DEFEND, mark("One sheet that defends an event, to hand to an editor")),
    "init": CommandEntry(CURATE, mark("Start a collection for another pair of governments")),
    "source": CommandEntry(CURATE, mark("Add the text of an article, or its link, as a source")),
    "add": CommandEntry(CURATE, mark("Add an event, or records from a file")),
    "import": CommandEntry(CURATE, mark("Import records from a spreadsheet or an export")),
    "merge": CommandEntry(
        CURATE, mark("Add what another curator's file has; show where the two differ")
    ),
    "cite": CommandEntry(CURATE, mark("Cite a source for an event, its quote proved first")),
    "confirm": CommandEntry(CURATE, mark("What was planned took place")),
    "postpone": CommandEntry(CURATE, mark("What was planned was moved")),
    "cancel": CommandEntry(CURATE, mark("What was planned was called off")),
    "deny": CommandEntry(CURATE, mark("One side says that it never agreed to a plan")),
    "correct": CommandEntry(CURATE, mark("Put right what a record has wrong, and say why")),
    "edit": CommandEntry(CURATE, mark("Open one record in your editor, and write it if sound")),
    "undo": CommandEntry(CURATE, mark("Take back the last change that this program made")),
    "export": CommandEntry(
        HAND_ON,
        mark("Write events for other programs: page, spreadsheet, calendar, Zotero"),
    ),
    "footnote": CommandEntry(
        HAND_ON, mark("A footnote that cites an event: plain, Markdown or Chicago")
    ),
    "schema": CommandEntry(HAND_ON, mark("Print the JSON Schema that editors use")),
    "index": CommandEntry(LEARN, mark("What is kept so that a large collection answers quickly")),
    "help": CommandEntry(LEARN, mark("Explain a command or a topic")),
}
"""Every command, in the order in which help lists them."""

EXAMPLES: help_pages.Examples = (
    ("timeline list", mark("everything, in order")),
    ("timeline list --actor rubio --since 2026-01-10", mark("one actor, from a day on")),
    ("timeline show 2026-01-15-joint", mark("one event, with its quotes and their proof")),
    ("timeline export --format csv -o events.csv", mark("for a spreadsheet")),
)


class Command(TyperCommand):
    """A command that writes its own help, in the person's language."""

    examples: help_pages.Examples = ()

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the command."""
        formatter.write(help_pages.command_page(ctx, self, self.examples))

    def invoke(self, ctx: Any) -> Any:
        """Run the command, unless it was given words that it does not take."""
        if ctx.args:
            raise WrongCall(sentence("'{text}' was not expected here", text=" ".join(ctx.args)))
        return super().invoke(ctx)


class Program(TyperGroup):
    """The commands by name, each imported only when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, the common ones first."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None if there is none of that name."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that a call names."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise UnknownValue(sentence("command"), args[0], suggest(args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the program."""
        does = {name: (listed.group, listed.does) for name, listed in COMMANDS.items()}
        formatter.write(help_pages.program_page(ctx, self, does, EXAMPLES))


def module_of(name: str) -> str:
    """Return the module of a command: it is called as the command."""
    suffix = "_" if iskeyword(name) else ""
    return f"timeline.cli.commands.{name}{suffix}"


def load(name: str) -> Command:
    """Import a command and make it known to Typer."""
    module = import_module(module_of(name))
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings = {"allow_extra_args": True}
    app.command(name, cls=Command, help=module.HELP, context_settings=settings)(
        spread(module.command)
    )
    command: Any = typer.main.get_command(app)
    command.examples = module.EXAMPLES
    return command  # type: ignore[no-any-return]


def program(terminal: Terminal) -> Any:
    """Make the program for one call."""
    app = typer.Typer(
        cls=Program,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "obj": terminal},
    )
    app.callback()(spread(_program))
    return typer.main.get_command(app)


def _program(
    terminal: Terminal,
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=mark("Say which program and which collection"))
    ] = False,
) -> None:
    if version:
        from timeline.cli.shell.version import show_version

        show_version(terminal)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
