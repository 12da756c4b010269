"""`timeline schema`: the JSON Schema that editors use, and those of what the program writes."""

from importlib.resources import files
from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.shell.choices import one_of
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "Print the JSON Schema of a collection, which lets an editor complete and check the YAML; or, "
    "with a name, that of what the program writes as JSON: export (list and show too), "
    "sources, actors, topics, check, compare, diff, agenda, commitments, disputes, explain, "
    "stats.\n\n"
    "A file says where its schema is in its first line: "
    "'# yaml-language-server: $schema=PATH'."
)
EXAMPLES: Examples = (
    ("timeline schema > timeline.schema.json", mark("beside a collection of your own")),
    ("timeline schema export", mark("of 'timeline export --format json'")),
)


def command(
    terminal: Terminal,
    name: Annotated[
        str | None, typer.Argument(metavar=mark("[NAME]"), autocompletion=completion.schemas)
    ] = None,
) -> None:
    """Print a schema."""
    package = files("timeline")
    if name is None:
        file = package.joinpath("schema.json")
    else:
        one_of(sentence("schema"), name, completion.schema_names())
        file = package.joinpath("schemas", f"{name}.json")
    terminal.write([file.read_text(encoding="utf-8")])
