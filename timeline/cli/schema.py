"""`timeline schema`: the JSON Schema that editors use."""

from importlib.resources import files

from timeline.cli.page import Examples
from timeline.cli.terminal import Terminal
from timeline.language import mark

HELP = mark(
    "Print the JSON Schema of a collection, which lets an editor complete and check the YAML.\n\n"
    "A file says where its schema is in its first line: "
    "'# yaml-language-server: $schema=PATH'."
)
EXAMPLES: Examples = (
    ("timeline schema > timeline.schema.json", mark("beside a collection of your own")),
)


def command(terminal: Terminal) -> None:
    """Print the schema."""
    terminal.write([files("timeline").joinpath("schema.json").read_text(encoding="utf-8")])
