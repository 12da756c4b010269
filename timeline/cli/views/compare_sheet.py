"""The words of a comparison, and the terminal on which they are set."""

from dataclasses import dataclass

from timeline.cli.shell.terminal import Terminal
from timeline.formats.answers.compare_text import CompareTextContext


@dataclass(frozen=True, slots=True)
class CompareSheet(CompareTextContext):
    """Who reads, of which collection, on which terminal."""

    terminal: Terminal
