"""The filters where ``--on`` names the day from which things are seen, not the days asked for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import typer

from timeline.cli.options.filters import FilterOptions
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence


@dataclass(frozen=True, slots=True)
class AskedOnDay(FilterOptions):
    """The filters, as typed, and the day on which what they find is seen."""

    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar=mark("DAY"),
            help=mark("How things stand on this day: that of --as-of, or today, unless said"),
            rich_help_panel=mark("Day"),
        ),
    ] = None


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
