"""The options of every command that changes a collection."""

from typing import Annotated

from timeline.cli.options.common import option
from timeline.i18n import mark

WRITING = mark("Writing")
OUTCOME = mark("Outcome")

DryRunOption = Annotated[
    bool, option(WRITING, "--dry-run", help=mark("Show the difference, write nothing"))
]
YesOption = Annotated[bool, option(WRITING, "--yes", "-y", help=mark("Do not ask before writing"))]
NoInputOption = Annotated[
    bool, option(WRITING, "--no-input", help=mark("Never ask: what is missing is refused"))
]
