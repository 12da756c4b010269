"""The filters where ``--on`` names the day from which things are seen, not the days asked for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.options.filters import FilterOptions
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence

if TYPE_CHECKING:
    from timeline.records.model import Collection


@dataclass(frozen=True, slots=True)
class AskedOnDay(FilterOptions):
    """The filters, as typed, and the day on which what they find is seen."""

    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar=mark("DAY"),
            help=mark(
                "How things stand on this day, by what was known on it unless --as-of says "
                "otherwise; without it, on the day of --as-of, or today"
            ),
            rich_help_panel=mark("Day"),
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class SeenOnDay:
    """A collection as it was known, the day on which it is seen, and the filters without it.

    ``terminal`` speaks as of the day by which it was known.
    """

    terminal: Terminal
    collection: "Collection"
    day: date
    filters: FilterOptions


def seen(terminal: Terminal, asked: AskedOnDay) -> SeenOnDay:
    """Open the collection as it was known on the day that ``--on`` names.

    An explicit ``--as-of`` decides instead. A day that is ahead of today and of every source knows
    all that is recorded: that is known already.
    """
    from timeline.cli.shell import open_collection

    day, filters = day_of(terminal, asked)
    opened = open_collection.searched(terminal)
    newest = opened.collection.newest_source
    if asked.on and terminal.as_of is None and (day <= terminal.today or (newest and day < newest)):
        terminal = replace(terminal, as_of=day)
        opened = open_collection.as_known(terminal, opened)
    return SeenOnDay(terminal, opened.collection, day, filters)


def day_of(terminal: Terminal, asked: AskedOnDay) -> tuple[date, FilterOptions]:
    """Return the day from which things are seen, and the filters without it."""
    from timeline.cli.options import filtering

    filters = replace(asked, on=None)
    if not asked.on:
        return terminal.day, filters
    first, *others = filtering.wanted(terminal, FilterOptions(on=asked.on)).on
    if others or first.earliest is None or first.earliest != first.latest:
        typed = ", ".join(asked.on)
        raise WrongCall(sentence("--on takes one day here, not '{text}'", text=typed))
    return first.earliest, filters
