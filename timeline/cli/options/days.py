"""The options of `timeline diff`: the two days between which something became known."""

from dataclasses import dataclass
from typing import Annotated

from timeline.cli.options.common import option
from timeline.i18n import mark

_DAYS = mark("Of two days")
FILES = mark("Of two files")


@dataclass(frozen=True, slots=True)
class Days:
    """The two days, as typed."""

    from_day: Annotated[
        str | None,
        option(
            _DAYS,
            "--from",
            metavar=mark("DAY"),
            help=mark("The earlier day: all that was known on it counts as old"),
        ),
    ] = None
    to_day: Annotated[
        str | None,
        option(
            _DAYS,
            "--to",
            metavar=mark("DAY"),
            help=mark("The later day; that of --as-of, or today, unless said"),
        ),
    ] = None
